#pragma once

#include "core/model/request.hpp"

namespace courtside::core::matching {

/// When a request has to be served by; `never` where no time was promised or counts.
[[nodiscard]] inline Instant due(const Request& request) {
    return request.deadline_counts ? request.needed_by : Instant::never();
}

}  // namespace courtside::core::matching
