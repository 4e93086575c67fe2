#pragma once

#include "core/time.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace courtside::core {

/// A plan of the rest of a day: who helps when. Pure, and by integers only. Whoever is put into it first has
/// the first choice, so it says what is likely when those ahead are put in before.
class Schedule {
public:
    /// Whoever helps, by the order in which they were added, from 0.
    using Helper = std::size_t;

    struct Wish {
        Duration length;
        Instant earliest;
        Instant latest = Instant::never();  ///< to begin
        Duration grid{1};                   ///< begins on a multiple of it
    };
    struct Slot {
        Helper helper = 0;
        Instant start;

        bool operator==(const Slot&) const = default;
    };

    /// A helper rests for `pause` between two sessions.
    explicit Schedule(Duration pause) : pause_(pause) {}

    /// Somebody who could help at these times; they may overlap and come in any order.
    Helper add(std::vector<TimeWindow> free);

    /// The earliest slot with one of `helpers` who may be asked; with the first of them where several have
    /// it. `may` is asked only of those who would be the best so far.
    [[nodiscard]] std::optional<Slot> find(const Wish& wish, std::span<const Helper> helpers,
                                           const std::function<bool(Helper)>& may) const;
    [[nodiscard]] std::optional<Slot> find(const Wish& wish, std::span<const Helper> helpers) const {
        return find(wish, helpers, [](Helper) { return true; });
    }

    /// A slot that was found for this length is taken.
    void take(const Slot& slot, Duration length);

    /// What is left of a helper's time, in order and without overlaps.
    [[nodiscard]] std::span<const TimeWindow> free(Helper helper) const { return free_.at(helper); }

private:
    Duration pause_;
    std::vector<std::vector<TimeWindow>> free_;
};

/// When a wish can begin in the given times, which are in order; none: it does not fit.
[[nodiscard]] std::optional<Instant> first_start(std::span<const TimeWindow> free,
                                                 const Schedule::Wish& wish);

/// The first multiple of `grid` that is not before `at`.
[[nodiscard]] Instant round_up(Instant at, Duration grid);

/// The same times, in order and without overlaps; empty ones are dropped.
[[nodiscard]] std::vector<TimeWindow> in_order(std::vector<TimeWindow> times);

/// What is left of the times, in their order, outside of `taken`.
[[nodiscard]] std::vector<TimeWindow> without(std::vector<TimeWindow> times,
                                              std::span<const TimeWindow> taken);

}  // namespace courtside::core
