#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace courtside::core {

/// A length of time in milliseconds; may be negative.
struct Duration {
    std::int64_t ms = 0;

    constexpr auto operator<=>(const Duration&) const = default;
};

/// Milliseconds since 1970-01-01T00:00:00Z. It comes in with each input and never goes back.
struct Instant {
    std::int64_t ms = 0;

    constexpr auto operator<=>(const Instant&) const = default;
    /// False for "none", which the store and the wire write as 0.
    constexpr explicit operator bool() const { return ms != 0; }
    static constexpr Instant never() { return Instant{std::numeric_limits<std::int64_t>::max()}; }
};

constexpr Duration seconds(std::int64_t n) {
    return Duration{n * 1000};
}
constexpr Duration minutes(std::int64_t n) {
    return seconds(n * 60);
}
constexpr Duration hours(std::int64_t n) {
    return minutes(n * 60);
}
constexpr Duration days(std::int64_t n) {
    return hours(n * 24);
}

constexpr Instant operator+(Instant at, Duration by) {
    return Instant{at.ms + by.ms};
}
constexpr Instant operator-(Instant at, Duration by) {
    return Instant{at.ms - by.ms};
}
constexpr Duration operator-(Instant to, Instant from) {
    return Duration{to.ms - from.ms};
}
constexpr Duration operator+(Duration a, Duration b) {
    return Duration{a.ms + b.ms};
}
constexpr Duration operator*(Duration d, std::int64_t n) {
    return Duration{d.ms * n};
}

/// From (inclusive) to (exclusive). {0, 0} is none.
struct TimeWindow {
    Instant from;
    Instant to;

    constexpr auto operator<=>(const TimeWindow&) const = default;
    constexpr explicit operator bool() const { return to > from; }
    [[nodiscard]] constexpr bool contains(Instant at) const { return at >= from && at < to; }
};

}  // namespace courtside::core
