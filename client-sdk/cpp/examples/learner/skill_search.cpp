#include "skill_search.hpp"

#include "../common/words.hpp"

#include <algorithm>
#include <utility>

namespace examples {
namespace {

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : lower(text) + ' ') {
        // Letters beyond ASCII are bytes with the high bit set; they belong to words too.
        const bool letter =
            (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<signed char>(c) < 0;
        if (letter) {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::exchange(word, {}));
        }
    }
    return words;
}

int points(const courtside::Skill& skill, const std::vector<std::string>& wanted) {
    const auto label_words = words_of(skill.label);
    const auto text = lower(skill.label + ' ' + skill.description);
    int sum = 0;
    for (const auto& word : wanted) {
        if (word.size() < 3) {
            continue;
        }
        const bool begins = std::any_of(label_words.begin(), label_words.end(),
                                        [&](const std::string& label) { return label.starts_with(word); });
        sum += begins ? 3 : static_cast<int>(text.find(word) != std::string::npos);
    }
    return sum;
}

}  // namespace

std::vector<courtside::Skill> find_skills(const std::vector<courtside::Skill>& catalogue,
                                          std::string_view words, std::size_t limit) {
    const auto wanted = words_of(words);
    std::vector<std::pair<int, const courtside::Skill*>> ranked;
    for (const auto& skill : catalogue) {
        const int sum = skill.code == words ? 1'000 : points(skill, wanted);
        if (sum > 0) {
            ranked.emplace_back(sum, &skill);
        }
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second->code.size() < b.second->code.size();
    });
    std::vector<courtside::Skill> found;
    for (const auto& [sum, skill] : ranked) {
        // Catalogues repeat a label on the level below where there is nothing to divide.
        const bool repeats =
            std::any_of(found.begin(), found.end(),
                        [label = &skill->label](const auto& other) { return other.label == *label; });
        if (!repeats && found.size() < limit) {
            found.push_back(*skill);
        }
    }
    return found;
}

}  // namespace examples
