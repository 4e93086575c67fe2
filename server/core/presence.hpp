#pragma once

#include "core/context.hpp"

namespace courtside::core::presence {

[[nodiscard]] PresenceView view(const Context& context, const PersonState& state);

MaybeReply set(Context& context, Caller& caller, const SetPresence& command);
MaybeReply set_windows(Context& context, Caller& caller, const SetAvailability& command);

/// Makes somebody away, and tells all of their devices but `except`. Only one's own choice has an
/// effect on who is away already: it becomes the reason.
void make_away(Context& context, PersonState& state, PresenceReason reason, ConnectionId except = {});

/// Every command of a client shows life: keeps ready alive, and makes reachable again.
void note_activity(Context& context, PersonState& state);

/// Arms the timers that what is stored of the person needs, connected or not.
void arm_stored(Context& context, const PersonState& state);

/// Arms them and the one for activity, which runs while the person is connected.
void arm(Context& context, const PersonState& state);

void on_ready_ends(Context& context, PersonState& state);
void on_ready_lapses(Context& context, PersonState& state);

/// Tells all of a person's devices what their presence is now.
void push(const Context& context, const PersonState& state, ConnectionId except = {});

}  // namespace courtside::core::presence
