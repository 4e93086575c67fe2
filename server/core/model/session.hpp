#pragma once

#include "core/ids.hpp"
#include "core/model/offer.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace courtside::core {

enum class SessionState : std::uint8_t { starting = 1, active = 2, wrap_up = 3, ended = 4 };

enum class Outcome : std::uint8_t {
    none = 0,
    resolved = 1,
    another_session = 2,
    referred = 3,
    transferred = 4,
    wrong_match = 5,
    abandoned = 6,
    unstated = 7,
    no_show = 8,
};

/// An expert was brought in by the coach: they talk along, and leave without ending the session.
enum class SessionRole : std::uint8_t { learner = 1, coach = 2, expert = 3 };

/// Somebody in a session. Connected or not is not part of it.
struct Participant {
    PersonId person;
    SessionRole role = SessionRole::learner;
    Instant joined_at;  ///< none: not yet
    Instant left_at;    ///< none: still in it
    std::uint64_t delivered_to = 0;
    std::uint64_t read_to = 0;

    bool operator==(const Participant&) const = default;
};

/// The talk itself, as stored.
struct Session {
    SessionId id;
    IssueId issue;
    RequestId request;
    SessionState state = SessionState::starting;
    std::uint32_t minutes = 15;
    std::vector<Participant> participants;  ///< the learner first, then the coach, then experts
    Instant matched_at;
    Instant started_at;  ///< both had joined
    /// Starting: given up then. Active: the hard cap. Wrap-up: writing ends. Ended: when.
    Instant ends_at;
    Outcome outcome = Outcome::none;
    std::vector<PersonId> absent;  ///< with no_show: who
    bool coach_silent = false;     ///< with no_show: the coach joined and said nothing
    bool coach_spoke = false;
    bool ending_soon_told = false;
    PersonId extension_by;
    MatchReasons reasons;
    std::uint64_t last_number = 0;
    /// What the learner will try, and by when: one line that whoever ends the session leaves for both.
    std::string next_step;
    RelaxedRules relaxed;

    bool operator==(const Session&) const = default;
};

}  // namespace courtside::core
