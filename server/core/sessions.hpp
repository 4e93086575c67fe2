#pragma once

#include "core/context.hpp"

namespace courtside::core::sessions {

/// A coach accepted: the session that comes of it, waiting for both to join.
LiveSession& open(Context& context, const Request& request, const Offer& offer);

// Commands on a live session of the caller's. Callers of other people's, absent and ended sessions
// never get here.
MaybeReply join(Context& context, Caller& caller, LiveSession& live);
MaybeReply extend(Context& context, Caller& caller, LiveSession& live, const Extend& command);
MaybeReply wrong_match(Context& context, Caller& caller, LiveSession& live);
MaybeReply end(Context& context, Caller& caller, LiveSession& live, const EndSession& command);
MaybeReply hand_over(Context& context, Caller& caller, LiveSession& live, const HandOver& command);
MaybeReply close_with_word(Context& context, Caller& caller, LiveSession& live, const CloseWithWord& command);

/// The last connection of a participant went, or the first one is there again.
void on_person_gone(Context& context, const PersonState& person);
void on_person_back(Context& context, const PersonState& person);

void on_joining_ends(Context& context, SessionId session);
void on_coach_silent(Context& context, SessionId session);
void on_ending_soon(Context& context, SessionId session);
void on_hard_cap(Context& context, SessionId session);
void on_wrap_up_ends(Context& context, SessionId session);
void on_grace_ends(Context& context, SessionId session, PersonId person);

/// Arms the timers of a live session's state.
void arm(Context& context, const LiveSession& live);

/// Starts the time of grace for every participant who is not connected, where the state has one.
void begin_grace(Context& context, LiveSession& live);

[[nodiscard]] SessionView view(const Context& context, const LiveSession& live);

/// Somebody enters a session: they are not offered anything, and nobody is offered their request.
void engage(Context& context, PersonId person, SessionId session);

/// Tells the devices of these people how the session is.
void tell(const Context& context, const std::vector<PersonId>& people, const SessionView& view,
          ConnectionId except);

/// Tells the devices of all who are in the session how it is now.
void push(const Context& context, const LiveSession& live, ConnectionId except = {});

/// Stores one side's own view of a session, in place of an earlier one.
MaybeReply store_word(Context& context, Caller& caller, const CloseWithWord& command);

}  // namespace courtside::core::sessions
