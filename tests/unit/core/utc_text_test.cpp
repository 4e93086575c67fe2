#include "core/utc_text.hpp"

#include "support/builders.hpp"

#include <gtest/gtest.h>

namespace courtside::core {
namespace {

using support::utc;

TEST(UtcText, SaysDateAndTimeOfDay) {
    EXPECT_EQ(utc_text(Instant{0}), "1970-01-01T00:00:00Z");
    EXPECT_EQ(utc_text(utc(2026, 3, 1, 9, 30)), "2026-03-01T09:30:00Z");
    EXPECT_EQ(utc_text(utc(2024, 2, 29, 23, 59) + seconds(59)), "2024-02-29T23:59:59Z");
    EXPECT_EQ(utc_text(utc(2000, 12, 31)), "2000-12-31T00:00:00Z");
    EXPECT_EQ(utc_text(utc(2100, 3, 1)), "2100-03-01T00:00:00Z");
    EXPECT_EQ(utc_text(Instant{-1}), "1969-12-31T23:59:59Z");
}

TEST(UtcText, AgreesWithTheCalendarForEveryDayOfALongTime) {
    Instant at = utc(1960, 1, 1);
    std::string before = utc_text(at);
    for (int day = 0; day < 60'000; ++day) {
        at = at + days(1);
        const std::string text = utc_text(at);
        ASSERT_LT(before, text);
        before = text;
    }
    EXPECT_EQ(before, utc_text(utc(2124, 4, 10)));
}

}  // namespace
}  // namespace courtside::core
