#pragma once

#include "core/context.hpp"

namespace courtside::core::waiting {

/// What waits that the caller could take.
MaybeReply fetch(Context& context, Caller& caller, const FetchWaiting& command);

/// Something changed that may change what coaches are told of the queue; they hear it within the interval of
/// the rules.
void changed(Context& context);

/// Tells every coach with a connection and without a session for whom it is not what they were told last.
void push(Context& context);

/// Nobody of the person is there any more: whoever comes back is told anew.
void forget(Context& context, PersonState& person);

}  // namespace courtside::core::waiting
