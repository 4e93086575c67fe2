#pragma once

#include "core/ids.hpp"
#include "core/time.hpp"

#include <string>

namespace courtside::core {

/// What a coach writes down about a session of their own; the learner may ask to see it.
struct Note {
    SessionId session;
    PersonId author;
    std::string text;  ///< empty: it was taken back
    Instant written_at;

    bool operator==(const Note&) const = default;
};

}  // namespace courtside::core
