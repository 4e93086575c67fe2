#pragma once

#include "replay.hpp"

#include <optional>
#include <string>

namespace courtside::replay {

struct Arguments {
    ReplayOptions replay;
    std::string dialogues;
    std::string tokens;
    std::string token_command;
    /// Where the JSON report goes; "-": standard output, instead of the text.
    std::string json;
};

/// Gives nothing where the program is to end at once with `exit_code` (help was asked for, or the command
/// line is wrong); what there is to say was printed.
[[nodiscard]] std::optional<Arguments> read_arguments(int count, const char* const* values, int& exit_code);

}  // namespace courtside::replay
