#pragma once

#include <chrono>
#include <stdexcept>
#include <string>
#include <vector>

namespace courtside::replay {

/// The input file or the command line is not usable; the text says what to do.
class InputError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

enum class Side { learner, coach };

[[nodiscard]] constexpr Side other(Side side) {
    return side == Side::learner ? Side::coach : Side::learner;
}

struct Turn {
    Side from = Side::learner;
    /// Since the first turn of the dialogue.
    std::chrono::milliseconds at{0};
    /// Any valid UTF-8, empty too.
    std::string text;
    /// Longer than the server takes: it has to refuse this one, and keep nothing of it.
    bool refused = false;
};

struct Dialogue {
    std::string id;
    std::string topic;
    std::vector<Turn> turns;
};

/// Reads a file with one JSON object a line: {"id", "topic", "turns": [{"from": "learner" or "coach",
/// "at_s": number, "text", "refused": optional boolean}]}. Throws InputError that names the line.
[[nodiscard]] std::vector<Dialogue> read_dialogues(const std::string& path);

/// The topic as the title of an issue: at most 200 bytes, cut between two characters, never empty.
[[nodiscard]] std::string title_of(const Dialogue& dialogue);

}  // namespace courtside::replay
