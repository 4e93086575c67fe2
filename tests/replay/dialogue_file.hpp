#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace courtside::test {

struct Turn {
    bool from_coach = false;
    std::string text;
    /// Too long: the server has to refuse it.
    bool refused = false;
};

struct Dialogue {
    std::string id;
    std::string topic;
    std::vector<Turn> turns;
};

/// The input of courtside-replay, read and written without its code. Throws where a file is not as it should.
[[nodiscard]] std::vector<Dialogue> read_dialogues(const std::filesystem::path& path);
void write_dialogues(const std::filesystem::path& path, const std::vector<Dialogue>& dialogues);

/// What is needed of the report: which session held which dialogue, and the failures.
struct ReplayReport {
    bool ok = false;
    std::uint64_t messages = 0;
    std::uint64_t refused = 0;
    struct Held {
        std::string dialogue;
        std::uint64_t session = 0;
    };
    std::vector<Held> held;
    struct Difference {
        std::string dialogue;
        std::uint64_t turn = 0;
        std::string what;
    };
    std::vector<Difference> differences;
};
[[nodiscard]] ReplayReport read_report(const std::filesystem::path& path);

}  // namespace courtside::test
