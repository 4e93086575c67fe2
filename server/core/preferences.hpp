#pragma once

#include "core/context.hpp"

namespace courtside::core::preferences {

MaybeReply set(Context& context, Caller& caller, const SetPreferences& command);

[[nodiscard]] PreferencesView view(const Context& context, const PersonState& state);

/// Learns from an answer to an offer how often the person accepts; no answer counts as no. Used by the
/// matching alone, and shown to the person alone.
void learn(Person& person, bool accepted);

/// Counts a session that the person helped in against the week's budget; `participant`: of theirs.
void count_session(const Context& context, Person& person, const Session& session,
                   const Participant& participant);

/// Arms the timer for the next time at which the preferences begin or cease to hold offers back.
void arm(const Context& context, const PersonState& state);

void on_edge(Context& context, PersonState& state);

}  // namespace courtside::core::preferences
