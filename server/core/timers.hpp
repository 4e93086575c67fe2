#pragma once

#include "core/ids.hpp"
#include "core/time.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

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

struct TimerKeyHash {
    std::size_t operator()(const TimerKey& key) const;
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
    [[nodiscard]] bool is_live(const Entry& entry) const;
    void drop_first();
    /// Takes away what was cancelled or moved since: from the front always, everywhere when it outweighs the
    /// rest.
    void clean();

    /// A heap, the earliest first. What was cancelled or moved stays in it until it comes to the front: most
    /// timers are cancelled, and to find them in here would cost more than the rest of it.
    std::vector<Entry> by_time_;
    std::unordered_map<TimerKey, Instant, TimerKeyHash> by_key_;
};

}  // namespace courtside::core
