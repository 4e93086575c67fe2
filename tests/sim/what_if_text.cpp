#include "sim/what_if_text.hpp"

#include "main/imports.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <sstream>
#include <utility>

namespace courtside::sim {
namespace {

using server::Result;
using server::usage_failure;

constexpr std::uint32_t most_people = 100;

std::optional<std::uint32_t> whole_number(const std::string& text) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

server::Failure not_understood(std::string_view text) {
    return usage_failure(
        "'" + std::string(text) +
        "' is not understood; write it as \"2 coaches with S1.2 level 3 in de\" for people who "
        "are there and learn it, or \"1 new coach with S1.2 in de,en\".");
}

/// Takes one word after the other.
class Words {
public:
    explicit Words(std::string_view text) : stream_{std::string(text)} { next(); }

    [[nodiscard]] const std::string& word() const { return word_; }
    std::string take() {
        std::string taken = std::move(word_);
        next();
        return taken;
    }
    bool skip(std::string_view expected) {
        const bool there = word_ == expected;
        if (there) {
            next();
        }
        return there;
    }

private:
    void next() {
        word_.clear();
        stream_ >> word_;
    }

    std::istringstream stream_;
    std::string word_;
};

}  // namespace

Result<WhatIf> parse_what_if(std::string_view text) {
    Words words(text);
    WhatIf change;
    const auto count = whole_number(words.take());
    change.newcomers = words.skip("new");
    if (!count || *count < 1 || *count > most_people || !(words.skip("coaches") || words.skip("coach")) ||
        !words.skip("with") || words.word().empty()) {
        return not_understood(text);
    }
    change.count = *count;
    change.skill = words.take();
    if (words.skip("level")) {
        const auto level = whole_number(words.take());
        if (!level || *level < 1 || *level > 5) {
            return usage_failure("The level in '" + std::string(text) + "' must be 1 to 5.");
        }
        change.level = static_cast<std::uint8_t>(*level);
    }
    if (words.skip("in")) {
        std::string list = words.take();
        std::ranges::replace(list, ',', ' ');
        auto languages = server::parse_languages(list);
        if (!languages) {
            return languages.error();
        }
        change.languages = *std::move(languages);
    }
    if (!words.word().empty()) {
        return not_understood(text);
    }
    if (change.newcomers && change.languages.empty()) {
        return usage_failure("Say which language a new coach speaks: add \"in de\" to '" + std::string(text) +
                             "'.");
    }
    return change;
}

server::Failure too_few_to_learn(const WhatIf& change, const Company& company) {
    return usage_failure("Only " + std::to_string(able_to_learn(change, company.coaches).size()) +
                         " of the coaches could learn " + change.skill +
                         " to that level in that language; ask for fewer, or for \"" +
                         std::to_string(change.count) + " new coaches\".");
}

}  // namespace courtside::sim
