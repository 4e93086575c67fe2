#include "core/matching/schedule.hpp"

#include "crowd.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <vector>

namespace courtside::core {
namespace {

constexpr Instant at(std::int64_t minute) {
    return Instant{} + minutes(minute);
}

constexpr TimeWindow between(std::int64_t from, std::int64_t to) {
    return {at(from), at(to)};
}

using Slot = Schedule::Slot;

TEST(Schedule, GivesTheEarliestSlot) {
    Schedule schedule(minutes(2));
    const auto late = schedule.add({between(40, 100)});
    const auto early = schedule.add({between(30, 100)});
    const std::vector both{late, early};
    EXPECT_EQ(schedule.find({minutes(15), at(0)}, both), (Slot{early, at(30)}));
    EXPECT_EQ(schedule.find({minutes(15), at(50)}, both), (Slot{late, at(50)})) << "the first of equals";
}

TEST(Schedule, TakesWhatFitsOnly) {
    Schedule schedule(minutes(2));
    const std::vector helper{schedule.add({between(10, 20), between(60, 80)})};
    EXPECT_EQ(schedule.find({minutes(10), at(0)}, helper), (Slot{0, at(10)}));
    EXPECT_EQ(schedule.find({minutes(15), at(0)}, helper), (Slot{0, at(60)}));
    EXPECT_FALSE(schedule.find({minutes(21), at(0)}, helper));
    EXPECT_FALSE(schedule.find({minutes(15), at(0), at(59)}, helper)) << "too late";
    EXPECT_FALSE(schedule.find({minutes(15), at(66)}, helper)) << "not enough time left";
}

TEST(Schedule, AsksOnlyWhoMayBeAsked) {
    Schedule schedule(minutes(2));
    const std::vector both{schedule.add({between(10, 100)}), schedule.add({between(30, 100)})};
    const auto slot =
        schedule.find({minutes(15), at(0)}, both, [](Schedule::Helper each) { return each == 1; });
    EXPECT_EQ(slot, (Slot{1, at(30)}));
}

TEST(Schedule, BeginsOnTheGrid) {
    Schedule schedule(minutes(2));
    const std::vector helper{schedule.add({between(11, 100)})};
    EXPECT_EQ(schedule.find({minutes(15), at(0), at(90), minutes(5)}, helper), (Slot{0, at(15)}));
    EXPECT_EQ(schedule.find({minutes(15), at(20), at(90), minutes(5)}, helper), (Slot{0, at(20)}));
    EXPECT_FALSE(schedule.find({minutes(15), at(0), at(14), minutes(5)}, helper));
}

TEST(Schedule, LeavesAPauseOnBothSides) {
    Schedule schedule(minutes(2));
    const std::vector helper{schedule.add({between(0, 60)})};
    schedule.take({0, at(20)}, minutes(15));
    EXPECT_EQ(std::vector(schedule.free(0).begin(), schedule.free(0).end()),
              (std::vector{between(0, 18), between(37, 60)}));
    EXPECT_EQ(schedule.find({minutes(18), at(0)}, helper), (Slot{0, at(0)}));
    EXPECT_EQ(schedule.find({minutes(19), at(0)}, helper), (Slot{0, at(37)}));
}

TEST(Schedule, PutsOverlappingTimesTogether) {
    EXPECT_EQ(in_order({between(50, 60), between(10, 30), between(20, 40), between(40, 45), between(9, 9)}),
              (std::vector{between(10, 45), between(50, 60)}));
}

/// A day of a few helpers and wishes, in minutes.
struct Day {
    explicit Day(std::uint64_t seed) : dice(seed) {
        const std::uint64_t helpers = 1 + dice.below(5);
        for (std::uint64_t i = 0; i < helpers; ++i) {
            std::vector<TimeWindow> free;
            for (std::uint64_t n = dice.below(4); n > 0; --n) {
                const auto from = static_cast<std::int64_t>(dice.below(400));
                free.push_back(between(from, from + static_cast<std::int64_t>(dice.below(90))));
            }
            given.push_back(free);
            schedule.add(free);
        }
        everybody.resize(given.size());
        std::iota(everybody.begin(), everybody.end(), 0U);
    }

    Schedule::Wish wish() {
        const Duration length = minutes(dice.percent(60) ? 15 : 30);
        const Instant earliest = at(static_cast<std::int64_t>(dice.below(300)));
        return {length, earliest, at(static_cast<std::int64_t>(300 + dice.below(200))),
                dice.percent(50) ? minutes(5) : Duration{60'000}};
    }

    std::vector<Schedule::Helper> some() {
        std::vector<Schedule::Helper> chosen;
        std::ranges::copy_if(everybody, std::back_inserter(chosen),
                             [&](Schedule::Helper) { return dice.percent(70); });
        return chosen;
    }

    Dice dice;
    Schedule schedule{minutes(2)};
    std::vector<std::vector<TimeWindow>> given;
    std::vector<Schedule::Helper> everybody;
};

bool fits(std::span<const TimeWindow> free, Instant start, Duration length) {
    return std::ranges::any_of(
        free, [&](const TimeWindow& window) { return window.from <= start && start + length <= window.to; });
}

TEST(ScheduleProperty, ASlotIsTheEarliestThatAnybodyHas) {
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        Day day(seed);
        for (int i = 0; i < 12; ++i) {
            const Schedule::Wish wish = day.wish();
            const auto helpers = day.some();
            const auto slot = day.schedule.find(wish, helpers);
            std::optional<Slot> expected;
            for (Instant start = wish.earliest; start <= wish.latest && !expected;
                 start = start + minutes(1)) {
                for (const auto helper : helpers) {
                    if (!expected && start.ms % wish.grid.ms == 0 &&
                        fits(day.schedule.free(helper), start, wish.length)) {
                        expected = Slot{helper, start};
                    }
                }
            }
            ASSERT_EQ(slot, expected) << "seed " << seed;
            if (slot) {
                day.schedule.take(*slot, wish.length);
            }
        }
    }
}

TEST(ScheduleProperty, NobodyIsTakenTwiceOrOutsideTheirTimeOrWithoutAPause) {
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        Day day(seed);
        std::vector<std::vector<TimeWindow>> taken(day.given.size());
        for (int i = 0; i < 30; ++i) {
            const Schedule::Wish wish = day.wish();
            const auto slot = day.schedule.find(wish, day.everybody);
            if (!slot) {
                continue;
            }
            const TimeWindow talk{slot->start, slot->start + wish.length};
            ASSERT_TRUE(fits(in_order(day.given[slot->helper]), talk.from, wish.length)) << "seed " << seed;
            for (const TimeWindow& other : taken[slot->helper]) {
                ASSERT_TRUE(talk.to + minutes(2) <= other.from || other.to + minutes(2) <= talk.from)
                    << "seed " << seed;
            }
            taken[slot->helper].push_back(talk);
            day.schedule.take(*slot, wish.length);
        }
    }
}

TEST(ScheduleProperty, OneMoreHelperMakesNobodyLater) {
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        Day day(seed);
        const Schedule::Wish wish = day.wish();
        const std::vector<Schedule::Helper> fewer(day.everybody.begin(), day.everybody.end() - 1);
        const auto with = day.schedule.find(wish, day.everybody);
        const auto without = day.schedule.find(wish, fewer);
        ASSERT_TRUE(!without || (with && with->start <= without->start)) << "seed " << seed;
    }
}

TEST(Times, WithoutOthersAreWhatIsLeft) {
    EXPECT_EQ(without({between(0, 10), between(20, 30)}, std::vector{between(5, 22), between(25, 26)}),
              (std::vector{between(0, 5), between(22, 25), between(26, 30)}));
    EXPECT_TRUE(without({between(0, 10)}, std::vector{between(0, 10)}).empty());
    EXPECT_EQ(without({between(0, 10)}, {}), std::vector{between(0, 10)});
}

}  // namespace
}  // namespace courtside::core
