#pragma once

#include "core/context.hpp"

namespace courtside::core::notes {

/// Stores a coach's note on a session of their own, in place of an earlier one: from the session's start
/// until seven days after its end. `session`: live or ended; the caller took part in it.
MaybeReply write(Context& context, Caller& caller, const Session& session, const WriteNote& command);

}  // namespace courtside::core::notes
