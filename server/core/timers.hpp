#pragma once

#include "core/ids.hpp"
#include "core/time.hpp"

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <set>

namespace courtside::core {

enum class TimerKind : std::uint8_t {
    offer_unshown,
    offer_timeout,
    window_opens,
    request_expires,
    push_status,
    joining_ends,
    coach_silent,
    ending_soon,
    hard_cap,
    wrap_up_ends,
    grace_ends,
    ready_ends,
    ready_lapses,
    pause_ends,
    token_expires,
    push_waiting,
    promise_step,
    promise_review,
    offer_second,
    offer_accepts,
    reach_widens,
    preference_edge,
    offer_again,
};

/// What a timer is for; there is at most one of each.
struct TimerKey {
    TimerKind kind{};
    TenantId tenant;
    std::uint64_t entity = 0;
    PersonId person;  ///< where one entity has a timer for each of its people

    auto operator<=>(const TimerKey&) const = default;
};

/// Everything that waits for time. Timers that are due together fire in the order of their keys,
/// so that a replay sees them alike.
class Timers {
public:
    /// Sets the timer, in place of an earlier one of the same key.
    void set(const TimerKey& key, Instant at);
    void cancel(const TimerKey& key);
    [[nodiscard]] bool pending(const TimerKey& key) const { return by_key_.contains(key); }

    [[nodiscard]] std::optional<Instant> next() const;

    /// Takes the first timer that is due at `now`; none: nothing is.
    [[nodiscard]] std::optional<TimerKey> take_due(Instant now);

private:
    struct Entry {
        Instant at;
        TimerKey key;
        auto operator<=>(const Entry&) const = default;
    };
    std::set<Entry> by_time_;
    std::map<TimerKey, Instant> by_key_;
};

}  // namespace courtside::core
