#pragma once

#include "core/model/request.hpp"

#include <algorithm>

namespace courtside::core::matching {

/// When a request has to be served by; `never` where no time was promised or counts. A promise is due when
/// its window begins.
[[nodiscard]] inline Instant due(const Request& request) {
    const Instant deadline = request.deadline_counts ? request.needed_by : Instant::never();
    return request.promise ? std::min(request.promise.from, deadline) : deadline;
}

/// Needed so soon after it was asked that minutes count.
[[nodiscard]] inline bool urgent(const Request& request, Duration short_deadline) {
    return request.deadline_counts && request.needed_by - request.asked_at < short_deadline;
}

}  // namespace courtside::core::matching
