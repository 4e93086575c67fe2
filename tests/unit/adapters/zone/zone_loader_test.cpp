#include "adapters/zone/zone_loader.hpp"

#include "core/time.hpp"
#include "core/zone_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace courtside::zone {
namespace {

using core::Duration;
using core::end_of_local_day;
using core::hours;
using core::Instant;
using core::minutes;

Instant utc(int year, unsigned month, unsigned day, int hour = 0, int minute = 0, int second = 0) {
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                           std::chrono::day(day)};
    const auto days = std::chrono::sys_days(date).time_since_epoch().count();
    return Instant{} + core::days(days) + hours(hour) + minutes(minute) + core::seconds(second);
}

const Instant spring_2026 = utc(2026, 3, 1, 9);

const core::ZoneTables& zones() {
    static const core::ZoneTables loaded = load_zones(spring_2026);
    return loaded;
}

const core::ZoneTable& zone(std::string_view name) {
    const auto found = zones().find(name);
    if (found == zones().end()) {
        throw std::out_of_range("no zone " + std::string(name));
    }
    return found->second;
}

/// The changes of `name` from the start of `year` to its end.
std::vector<core::ZoneTable::Change> changes_in(std::string_view name, int year) {
    std::vector<core::ZoneTable::Change> found;
    std::ranges::copy_if(zone(name).changes, std::back_inserter(found), [year](const auto& change) {
        return change.from >= utc(year, 1, 1) && change.from < utc(year + 1, 1, 1);
    });
    return found;
}

Duration offset_at(std::string_view name, Instant at) {
    Duration offset = zone(name).changes.front().offset;
    for (const auto& change : zone(name).changes) {
        if (change.from <= at) {
            offset = change.offset;
        }
    }
    return offset;
}

TEST(ZoneLoader, KnowsBothChangesOfBerlinIn2026) {
    const auto changes = changes_in("Europe/Berlin", 2026);
    ASSERT_EQ(changes.size(), 2U);
    EXPECT_EQ(changes[0].from, utc(2026, 3, 29, 1));
    EXPECT_EQ(changes[0].offset, hours(2));
    EXPECT_EQ(changes[1].from, utc(2026, 10, 25, 1));
    EXPECT_EQ(changes[1].offset, hours(1));
}

TEST(ZoneLoader, KnowsBothChangesOfNewYorkIn2026) {
    const auto changes = changes_in("America/New_York", 2026);
    ASSERT_EQ(changes.size(), 2U);
    EXPECT_EQ(changes[0].from, utc(2026, 3, 8, 7));
    EXPECT_EQ(changes[0].offset, hours(-4));
    EXPECT_EQ(changes[1].from, utc(2026, 11, 1, 6));
    EXPECT_EQ(changes[1].offset, hours(-5));
}

TEST(ZoneLoader, KnowsZonesWithoutChanges) {
    EXPECT_EQ(zone("Asia/Kolkata").changes.size(), 1U);
    EXPECT_EQ(zone("Asia/Kolkata").changes.front().offset, hours(5) + minutes(30));
    EXPECT_EQ(zone("UTC").changes.size(), 1U);
    EXPECT_EQ(zone("UTC").changes.front().offset, Duration{});
}

TEST(ZoneLoader, KnowsAliasesByTheirOldNames) {
    for (const auto& [alias, name] : std::vector<std::pair<std::string, std::string>>{
             {"Europe/Kiev", "Europe/Kyiv"}, {"Asia/Calcutta", "Asia/Kolkata"}, {"Etc/UTC", "UTC"}}) {
        ASSERT_TRUE(zones().contains(alias)) << alias;
        EXPECT_TRUE(std::ranges::equal(
            zone(alias).changes, zone(name).changes,
            [](const auto& a, const auto& b) { return a.from == b.from && a.offset == b.offset; }))
            << alias;
    }
}

TEST(ZoneLoader, HoldsAllZonesInTimeOrderAndNoneOfTheMachine) {
    EXPECT_GT(zones().size(), 400U);
    EXPECT_FALSE(zones().contains("localtime"));
    for (const auto& [name, table] : zones()) {
        ASSERT_FALSE(table.changes.empty()) << name;
        EXPECT_TRUE(std::ranges::is_sorted(table.changes, {}, &core::ZoneTable::Change::from)) << name;
        // The core meets nothing stranger than a day away from UTC.
        for (const auto& change : table.changes) {
            EXPECT_LE(change.offset, hours(24)) << name;
            EXPECT_GE(change.offset, hours(-24)) << name;
        }
    }
}

TEST(ZoneLoader, CoversOneYearBackAndThreeYearsAhead) {
    EXPECT_EQ(zone("Europe/Berlin").changes.front().from, spring_2026 - known_past);
    EXPECT_EQ(zone("Europe/Berlin").changes.front().offset, hours(1));
    EXPECT_EQ(changes_in("Europe/Berlin", 2025).size(), 3U);  // the start of the table and two changes
    EXPECT_EQ(changes_in("Europe/Berlin", 2028).size(), 2U);
}

TEST(ZoneLoader, RefusesYearsOfWhichTheFilesListNoChanges) {
    EXPECT_THROW(static_cast<void>(load_zones(utc(2080, 1, 1))), std::runtime_error);
}

TEST(LocalDay, EndsAfter23HoursInBerlinWhenSummerTimeBegins) {
    const Instant midnight = utc(2026, 3, 28, 23);
    const Instant next = utc(2026, 3, 29, 22);
    EXPECT_EQ(end_of_local_day(zone("Europe/Berlin"), midnight - Duration{1}), midnight);
    EXPECT_EQ(end_of_local_day(zone("Europe/Berlin"), midnight), next);
    EXPECT_EQ(end_of_local_day(zone("Europe/Berlin"), next - Duration{1}), next);
    EXPECT_EQ(next - midnight, hours(23));
}

TEST(LocalDay, EndsAfter25HoursInBerlinWhenSummerTimeEnds) {
    const Instant midnight = utc(2026, 10, 24, 22);
    const Instant next = utc(2026, 10, 25, 23);
    EXPECT_EQ(end_of_local_day(zone("Europe/Berlin"), midnight - Duration{1}), midnight);
    EXPECT_EQ(end_of_local_day(zone("Europe/Berlin"), midnight), next);
    EXPECT_EQ(end_of_local_day(zone("Europe/Berlin"), next - Duration{1}), next);
    EXPECT_EQ(next - midnight, hours(25));
}

TEST(LocalDay, EndsAtTheChangeWhereMidnightItselfIsSkipped) {
    // Havana, 2026-03-08: from 00:00 straight to 01:00.
    const Instant change = utc(2026, 3, 8, 5);
    ASSERT_EQ(offset_at("America/Havana", change - Duration{1}), hours(-5));
    ASSERT_EQ(offset_at("America/Havana", change), hours(-4));
    EXPECT_EQ(end_of_local_day(zone("America/Havana"), utc(2026, 3, 7, 20)), change);
    EXPECT_EQ(end_of_local_day(zone("America/Havana"), change), utc(2026, 3, 9, 4));
}

TEST(LocalDay, EndsAtTheSecondMidnightWhereTheLastHourComesTwice) {
    // Beirut, 2026-10-25: at 00:00 back to 23:00 of the day before.
    const Instant change = utc(2026, 10, 24, 21);
    ASSERT_EQ(offset_at("Asia/Beirut", change - Duration{1}), hours(3));
    ASSERT_EQ(offset_at("Asia/Beirut", change), hours(2));
    EXPECT_EQ(end_of_local_day(zone("Asia/Beirut"), change - minutes(30)), utc(2026, 10, 24, 22));
    EXPECT_EQ(end_of_local_day(zone("Asia/Beirut"), change + minutes(30)), utc(2026, 10, 24, 22));
}

}  // namespace
}  // namespace courtside::zone
