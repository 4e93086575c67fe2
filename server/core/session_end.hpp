#pragma once

#include "core/context.hpp"

#include <vector>

namespace courtside::core::sessions {

/// How a session ends, and whether its request comes back.
struct Ending {
    Outcome outcome = Outcome::unstated;
    std::vector<PersonId> absent;  ///< with no_show
    bool coach_silent = false;
    /// Set: the match did not work out or was handed over, and the learner's request opens anew for this
    /// reason.
    std::optional<RequestReason> reopen;
};

/// Ends a live session: its last state and the list of its rows are stored, everybody is told, its
/// people are free again. Returns the last view; `live` is gone afterwards.
SessionView finish(Context& context, LiveSession& live, Ending ending, ConnectionId except = {});

/// A person is out of a session. `pause`: they get a while before the next offer.
void set_free(Context& context, PersonId person, SessionId session, bool pause);

}  // namespace courtside::core::sessions
