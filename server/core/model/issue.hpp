#pragma once

#include "core/ids.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <string>

namespace courtside::core {

enum class IssueState : std::uint8_t { open = 1, resolved = 2 };

/// What a learner needs help with; it may take several sessions.
struct Issue {
    IssueId id;
    PersonId learner;
    std::string title;
    std::string description;
    IssueState state = IssueState::open;
    Instant opened_at;
    std::uint32_t sessions = 0;
    // As asked last: where a further session starts from.
    std::string skill;
    std::uint8_t least_level = 0;
    std::string language;
    PersonId last_coach;          ///< preferred for the next session
    Instant kept_wait;            ///< an expired request's waiting time, for the next ask
    bool kept_front = false;      ///< a promise was broken: the next ask goes in front
    std::uint64_t programme = 0;  ///< the entitlement it counts against; 0: none

    bool operator==(const Issue&) const = default;
};

}  // namespace courtside::core
