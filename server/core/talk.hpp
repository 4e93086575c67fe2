#pragma once

#include "core/context.hpp"

namespace courtside::core::talk {

// What is said in a live session of the caller's.
MaybeReply send(Context& context, Caller& caller, LiveSession& live, const SendMessage& command);
MaybeReply mark(Context& context, Caller& caller, LiveSession& live, const Mark& command);
MaybeReply typing(Context& context, Caller& caller, LiveSession& live, const SetTyping& command);
MaybeReply signal(Context& context, Caller& caller, LiveSession& live, const SendSignal& command);

}  // namespace courtside::core::talk
