#pragma once

#include "core/connections.hpp"
#include "core/context.hpp"

namespace courtside::core::own_data {

// What people do with what is stored about themselves, without asking anyone. Both leave their trace in the
// audit log.

/// A part of the document of everything; the first part has it made anew.
MaybeReply fetch(Context& context, Caller& caller, const FetchMyData& command);

/// Erases the caller, as an administrator's command would. The answer leaves before their connections close.
MaybeReply erase(Context& context, ConnectionStates& connections, Caller& caller, const EraseMe& command);

}  // namespace courtside::core::own_data
