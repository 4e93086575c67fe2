#include "dialogue.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_to.hpp>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string_view>

namespace courtside::replay {
namespace {

namespace json = boost::json;

constexpr std::size_t most_title_bytes = 200;

Turn read_turn(const json::object& object) {
    Turn turn;
    const std::string_view from = object.at("from").as_string();
    if (from != "learner" && from != "coach") {
        throw std::runtime_error("\"from\" must be \"learner\" or \"coach\"");
    }
    turn.from = from == "coach" ? Side::coach : Side::learner;
    const std::chrono::duration<double> at(object.at("at_s").to_number<double>());
    turn.at = std::chrono::duration_cast<std::chrono::milliseconds>(at);
    const json::string& text = object.at("text").as_string();
    turn.text.assign(text.data(), text.size());
    if (const json::value* refused = object.if_contains("refused")) {
        turn.refused = refused->as_bool();
    }
    return turn;
}

Dialogue read_dialogue(std::string_view line) {
    const json::value value = json::parse(line);
    const json::object& object = value.as_object();
    Dialogue dialogue;
    dialogue.id = json::value_to<std::string>(object.at("id"));
    dialogue.topic = json::value_to<std::string>(object.at("topic"));
    for (const json::value& turn : object.at("turns").as_array()) {
        dialogue.turns.push_back(read_turn(turn.as_object()));
    }
    return dialogue;
}

}  // namespace

std::vector<Dialogue> read_dialogues(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw InputError("cannot read " + path + ": " + std::strerror(errno) + "; check --dialogues");
    }
    std::vector<Dialogue> dialogues;
    std::string line;
    for (std::size_t number = 1; std::getline(file, line); ++number) {
        if (line.empty()) {
            continue;
        }
        try {
            dialogues.push_back(read_dialogue(line));
        } catch (const std::exception& error) {
            throw InputError(path + " line " + std::to_string(number) + ": " + error.what());
        }
    }
    if (dialogues.empty()) {
        throw InputError(path + " has no dialogue in it");
    }
    return dialogues;
}

std::string title_of(const Dialogue& dialogue) {
    const std::string& whole = dialogue.topic.empty() ? dialogue.id : dialogue.topic;
    if (whole.size() <= most_title_bytes) {
        return whole.empty() ? "-" : whole;
    }
    std::size_t end = most_title_bytes;
    // The bytes 10xxxxxx go on with a character.
    while (end > 0 && (static_cast<unsigned char>(whole[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return whole.substr(0, end);
}

}  // namespace courtside::replay
