#pragma once

#include "courtside/types.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace examples {

struct Prompt {
    std::optional<courtside::MomentKind> moment;
    std::string text;
};

/// Said at the start of each talk: a machine never poses as a person.
[[nodiscard]] Prompt greeting(const courtside::Session& session);
/// The answer to the learner's message number `turn` (from 0): show, try, feedback, and round again.
[[nodiscard]] Prompt answer_to(std::string_view text, int turn);
[[nodiscard]] Prompt goodbye();

}  // namespace examples
