#pragma once

#include "core/commands.hpp"
#include "core/context.hpp"

namespace courtside::core::people {

// Whom one does not want to meet. The other is never told.
MaybeReply block(Context& context, Caller& caller, const Block& command);
MaybeReply unblock(Context& context, Caller& caller, const Unblock& command);

}  // namespace courtside::core::people
