#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

namespace courtside::internal {

/// The state machines of this folder take the time as an argument and never read a clock.
using TimePoint = std::chrono::steady_clock::time_point;
using Milliseconds = std::chrono::milliseconds;

/// Where the server says "not now" without saying when.
constexpr Milliseconds kRetryAfter{1'000};

/// 64 random bits at each call.
using Random = std::function<std::uint64_t()>;

/// The earlier of the two, where absent is never.
[[nodiscard]] inline std::optional<TimePoint> earlier(std::optional<TimePoint> a,
                                                      std::optional<TimePoint> b) {
    if (!a) {
        return b;
    }
    if (!b) {
        return a;
    }
    return *a < *b ? a : b;
}

}  // namespace courtside::internal
