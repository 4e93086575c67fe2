#pragma once

#include "core/context.hpp"

namespace courtside::core::queue {

/// Where a request stands now: position among open ones of its skill and languages, how many could
/// help, and a stated range for the wait.
///
/// The range is plain arithmetic until there is something to calibrate on: whoever helps is busy
/// for 15 minutes on average, so with n of them one gets free every 15 / n minutes and the k-th
/// waits about 15 k / n; from half of that to one and a half times.
[[nodiscard]] QueueStatus status(const Context& context, const RequestEntry& entry);

/// Something changed that may change what waiting people are told; they hear it within the
/// interval of the rules, all at once.
void changed(Context& context);

/// Tells every waiting learner whose status is not what they were told last.
void push_status(Context& context);

}  // namespace courtside::core::queue
