#pragma once

#include "core/commands.hpp"
#include "core/context.hpp"

namespace courtside::core::ended {

/// A command on a session that is not live, once the store has told what it knows of it. Messages
/// and commands that came before get their first result, marks and closing words are still taken,
/// everything else is told that the session has ended. Absent and foreign sessions look the same.
MaybeReply handle(Context& context, Caller& caller, const Command& command, LoadedSession& loaded);

}  // namespace courtside::core::ended
