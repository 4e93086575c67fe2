#pragma once

#include "core/ids.hpp"
#include "core/time.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
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

/// Everything that waits for time. Timers that are due together fire in the order of their keys,
/// so that a replay sees them alike. Most timers are cancelled: that costs no more than to set one.
class Timers {
public:
    Timers();

    /// Sets the timer, in place of an earlier one of the same key.
    void set(const TimerKey& key, Instant at);
    void cancel(const TimerKey& key);
    [[nodiscard]] bool pending(const TimerKey& key) const { return table_[find(key)] != no_timer; }

    [[nodiscard]] std::optional<Instant> next() const;

    /// Takes the first timer that is due at `now`; none: nothing is.
    [[nodiscard]] std::optional<TimerKey> take_due(Instant now);

private:
    using Slot = std::uint32_t;
    using Place = std::uint32_t;
    static constexpr Slot no_timer = 0xFFFFFFFF;

    struct Timer {
        TimerKey key;
        Place place = 0;  ///< in the heap
    };
    struct Entry {
        Instant at;
        Slot timer = no_timer;
    };

    // Where a key's timer is: open addressing with linear probing.

    /// The place in the table where the key's timer is, or would be.
    [[nodiscard]] std::size_t find(const TimerKey& key) const;
    [[nodiscard]] std::size_t home_of(const TimerKey& key) const;
    void grow();
    /// Closes the gap, so that no search ends at it too early (D. Knuth, The Art of Computer Programming,
    /// 6.4, algorithm R).
    void erase(std::size_t hole);

    // Who is next: a heap of which each timer knows its place.

    [[nodiscard]] bool earlier(const Entry& a, const Entry& b) const;
    void put(Place place, const Entry& entry);
    void rise(Place place, const Entry& entry);
    void sink(Place place, const Entry& entry);
    void remove(std::size_t in_table);

    std::vector<Timer> timers_;
    std::vector<Slot> unused_;  ///< in `timers_`
    std::vector<Slot> table_;   ///< by hash of the key; a power of two, at most half full
    std::vector<Entry> heap_;   ///< the earliest on top
};

}  // namespace courtside::core
