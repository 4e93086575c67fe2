// Timers against a plain map, over thousands of seeded histories, and what is promised of their order.

#include "core/timers.hpp"

#include "crowd.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <optional>

namespace courtside::core {
namespace {

constexpr Instant now{1'000};

TEST(Timers, FireTheEarliestFirstAndTogetherInTheOrderOfTheirKeys) {
    Timers timers;
    const TimerKey early{TimerKind::offer_timeout, TenantId{1}, 7, {}};
    const TimerKey low{TimerKind::offer_unshown, TenantId{2}, 1, {}};
    const TimerKey high{TimerKind::grace_ends, TenantId{1}, 1, PersonId{2}};
    timers.set(high, now);
    timers.set(low, now);
    timers.set(early, now - Duration{1});
    EXPECT_EQ(timers.next(), now - Duration{1});
    EXPECT_EQ(timers.take_due(now), early);
    EXPECT_EQ(timers.take_due(now), low);
    EXPECT_EQ(timers.take_due(now), high);
    EXPECT_EQ(timers.take_due(now), std::nullopt);
    EXPECT_EQ(timers.next(), std::nullopt);
}

TEST(Timers, OneOfAKeyIsMovedAndNotDoubled) {
    Timers timers;
    const TimerKey key{TimerKind::ready_ends, TenantId{1}, 0, PersonId{3}};
    timers.set(key, now);
    timers.set(key, now + seconds(1));
    EXPECT_EQ(timers.take_due(now), std::nullopt);
    EXPECT_TRUE(timers.pending(key));
    timers.set(key, now);
    EXPECT_EQ(timers.take_due(now + seconds(2)), key);
    EXPECT_FALSE(timers.pending(key));
    EXPECT_EQ(timers.take_due(now + seconds(2)), std::nullopt);
}

class TimersAsAMap : public ::testing::TestWithParam<std::uint64_t> {};

/// Few keys and times, so that they meet; and rows of numbers, as offers and requests have.
TEST_P(TimersAsAMap, AreOne) {
    Dice dice(GetParam());
    Timers timers;
    std::map<TimerKey, Instant> expected;
    const auto first_of = [](const std::map<TimerKey, Instant>& all) {
        auto first = all.begin();
        for (auto each = all.begin(); each != all.end(); ++each) {
            first = each->second < first->second ? each : first;
        }
        return first;
    };
    Instant time = now;
    std::size_t fired = 0;
    for (int i = 0; i < 20'000; ++i) {
        const TimerKey key{static_cast<TimerKind>(dice.below(4)), TenantId{1 + dice.below(3)}, dice.below(60),
                           PersonId{dice.below(2)}};
        switch (dice.below(4)) {
            case 0:
            case 1: {
                const Instant at = time + Duration{static_cast<std::int64_t>(dice.below(500))};
                timers.set(key, at);
                expected[key] = at;
                break;
            }
            case 2:
                timers.cancel(key);
                expected.erase(key);
                break;
            default:
                time = time + Duration{static_cast<std::int64_t>(dice.below(8))};
                while (const auto taken = timers.take_due(time)) {
                    const auto first = first_of(expected);
                    ASSERT_NE(first, expected.end());
                    ASSERT_EQ(*taken, first->first);
                    ASSERT_LE(first->second, time);
                    expected.erase(first);
                    ++fired;
                }
        }
        ASSERT_EQ(timers.pending(key), expected.contains(key));
        ASSERT_EQ(timers.next(), expected.empty() ? std::nullopt : std::optional(first_of(expected)->second));
    }
    EXPECT_GT(fired, 1'000U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, TimersAsAMap, ::testing::Values(1, 2, 3));

}  // namespace
}  // namespace courtside::core
