#include "replay/dialogue_file.hpp"

#include <boost/json/src.hpp>

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace courtside::test {
namespace {

namespace json = boost::json;

std::string text_of(const json::value& value) {
    const json::string& text = value.as_string();
    return {text.data(), text.size()};
}

std::string whole_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw std::runtime_error(path.string() + " is not there");
    }
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

std::vector<Dialogue> read_dialogues(const std::filesystem::path& path) {
    std::vector<Dialogue> dialogues;
    const std::string content = whole_file(path);
    for (std::size_t at = 0; at < content.size();) {
        const std::size_t end = std::min(content.find('\n', at), content.size());
        const json::value line = json::parse(std::string_view(content).substr(at, end - at));
        Dialogue dialogue{text_of(line.at("id")), text_of(line.at("topic")), {}};
        for (const json::value& turn : line.at("turns").as_array()) {
            dialogue.turns.push_back({text_of(turn.at("from")) == "coach", text_of(turn.at("text")), false});
        }
        dialogues.push_back(std::move(dialogue));
        at = end + 1;
    }
    return dialogues;
}

void write_dialogues(const std::filesystem::path& path, const std::vector<Dialogue>& dialogues) {
    std::ofstream file(path, std::ios::binary);
    for (const Dialogue& dialogue : dialogues) {
        json::array turns;
        for (const Turn& turn : dialogue.turns) {
            json::object object{
                {"from", turn.from_coach ? "coach" : "learner"}, {"at_s", turns.size()}, {"text", turn.text}};
            if (turn.refused) {
                object["refused"] = true;
            }
            turns.push_back(std::move(object));
        }
        file << json::object{{"id", dialogue.id}, {"topic", dialogue.topic}, {"turns", std::move(turns)}}
             << '\n';
    }
    if (!file.flush()) {
        throw std::runtime_error("cannot write " + path.string());
    }
}

ReplayReport read_report(const std::filesystem::path& path) {
    const json::value report = json::parse(whole_file(path));
    ReplayReport result;
    result.ok = report.at("ok").as_bool();
    result.messages = report.at("messages").to_number<std::uint64_t>();
    result.refused = report.at("refused").to_number<std::uint64_t>();
    for (const json::value& held : report.at("held").as_array()) {
        result.held.push_back(
            {text_of(held.at("dialogue")), held.at("session_id").to_number<std::uint64_t>()});
    }
    for (const json::value& difference : report.at("differences").as_array()) {
        result.differences.push_back({text_of(difference.at("dialogue")),
                                      difference.at("turn").to_number<std::uint64_t>(),
                                      text_of(difference.at("what"))});
    }
    return result;
}

}  // namespace courtside::test
