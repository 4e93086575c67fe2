#pragma once

#include "core/ids.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <string>

namespace courtside::core {

enum class Answer : std::uint8_t { none = 0, yes = 1, partly = 2, no = 3 };

/// One side's own view of a session; never shown to the other side.
struct ClosingWord {
    SessionId session;
    PersonId person;
    Answer solved = Answer::none;
    Answer felt_heard = Answer::none;
    Answer knows_next_step = Answer::none;
    std::string line;
    Instant at;

    bool operator==(const ClosingWord&) const = default;
};

}  // namespace courtside::core
