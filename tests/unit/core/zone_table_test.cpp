#include "core/zone_table.hpp"

#include "core/time.hpp"

#include <gtest/gtest.h>

namespace courtside::core {
namespace {

// 2011-12-29T00:00:00Z; Samoa changed sides of the date line at the end of that day.
constexpr Instant dec_29{1'325'116'800'000};

/// Pacific/Apia: from UTC-10 (summer time) to UTC+14, so that 2011-12-30 never was.
ZoneTable apia() {
    return ZoneTable{{{dec_29 - days(90), hours(-10)}, {dec_29 + hours(34), hours(14)}}};
}

TEST(EndOfLocalDay, IsMidnightWhereTheOffsetStays) {
    EXPECT_EQ(end_of_local_day(fixed_zone(), dec_29 + hours(13)), dec_29 + days(1));
    EXPECT_EQ(end_of_local_day(fixed_zone(hours(2)), dec_29 + hours(13)), dec_29 + hours(22));
    EXPECT_EQ(end_of_local_day(fixed_zone(hours(-5)), dec_29 + hours(13)), dec_29 + hours(29));
}

TEST(EndOfLocalDay, IsTheNextOneAtMidnightItself) {
    EXPECT_EQ(end_of_local_day(fixed_zone(), dec_29 - Duration{1}), dec_29);
    EXPECT_EQ(end_of_local_day(fixed_zone(), dec_29), dec_29 + days(1));
}

TEST(EndOfLocalDay, WorksBefore1970) {
    EXPECT_EQ(end_of_local_day(fixed_zone(), Instant{-1}), Instant{});
    EXPECT_EQ(end_of_local_day(fixed_zone(hours(-1)), Instant{}), Instant{} + hours(1));
    EXPECT_EQ(end_of_local_day(fixed_zone(), Instant{} - days(1)), Instant{});
    EXPECT_EQ(end_of_local_day(fixed_zone(), Instant{} - days(1) - Duration{1}), Instant{} - days(1));
}

TEST(EndOfLocalDay, IsTheChangeWhereAWholeDateIsSkipped) {
    const Instant change = dec_29 + hours(34);  // 2011-12-30T00:00 at UTC-10, 2011-12-31T00:00 at UTC+14
    EXPECT_EQ(end_of_local_day(apia(), dec_29 + hours(10)), change);
    EXPECT_EQ(end_of_local_day(apia(), change - Duration{1}), change);
    EXPECT_EQ(end_of_local_day(apia(), change), change + days(1));
}

TEST(EndOfLocalDay, UsesTheFirstOffsetBeforeTheTableBegins) {
    EXPECT_EQ(end_of_local_day(apia(), dec_29 - days(200)), dec_29 - days(200) + hours(10));
}

TEST(EndOfLocalDay, UsesTheLastOffsetAfterTheTableEnds) {
    EXPECT_EQ(end_of_local_day(apia(), dec_29 + days(100)), dec_29 + days(100) + hours(10));
}

TEST(EndOfLocalDay, FallsOnlyOnceWhereADateIsLeftAndEnteredAgain) {
    // At 00:01 back to 23:01 of the day before, as Newfoundland did: the later date first came at 00:00.
    const ZoneTable zone{{{dec_29 - days(90), {}}, {dec_29 + minutes(1), hours(-1)}}};
    EXPECT_EQ(end_of_local_day(zone, dec_29 - hours(1)), dec_29);
    EXPECT_EQ(end_of_local_day(zone, dec_29 + Duration{1}), dec_29 + days(1) + hours(1));
    EXPECT_EQ(end_of_local_day(zone, dec_29 + minutes(1)), dec_29 + hours(1));
}

TEST(EndOfLocalDay, IsAChangeThatJumpsOverMidnight) {
    // At 23:30 forward to 00:30.
    const Instant change = dec_29 - minutes(30);
    const ZoneTable zone{{{dec_29 - days(90), {}}, {change, hours(1)}}};
    EXPECT_EQ(end_of_local_day(zone, dec_29 - hours(3)), change);
    EXPECT_EQ(end_of_local_day(zone, change), dec_29 + hours(23));
}

TEST(FixedZone, HoldsOneOffsetForAllTime) {
    const ZoneTable zone = fixed_zone(hours(3));
    ASSERT_EQ(zone.changes.size(), 1U);
    EXPECT_EQ(zone.changes.front().offset, hours(3));
}

}  // namespace
}  // namespace courtside::core
