#include "core/month.hpp"

#include "core/utc_text.hpp"

#include <gtest/gtest.h>

namespace courtside::core {
namespace {

Month month(std::string_view text) {
    return parse_month(text).value();
}

TEST(Months, AreReadAndWrittenAlike) {
    EXPECT_EQ(month("1970-01").number, 0U);
    for (std::uint32_t number = 0; number < 12'000; ++number) {
        EXPECT_EQ(month(month_text({number})).number, number);
    }
}

TEST(Months, AreWrittenInOneWayOnly) {
    for (const auto* text : {"", "2026", "2026-1", "2026-00", "2026-13", "2026/10", "2026-10-01", "1969-12",
                             "20 6-10", "+026-10", "2026-1x", "202610-"}) {
        EXPECT_FALSE(parse_month(text)) << text;
    }
}

TEST(Months, BeginAndEndAtMidnight) {
    const TimeWindow february = time_of(month("2028-02"));
    EXPECT_EQ(utc_text(february.from), "2028-02-01T00:00:00Z");
    EXPECT_EQ(utc_text(february.to), "2028-03-01T00:00:00Z");
    EXPECT_EQ(utc_text(time_of(month("2026-12")).to), "2027-01-01T00:00:00Z");
    EXPECT_EQ(month_of(february.from), month("2028-02"));
    EXPECT_EQ(month_of(february.from - Duration{1}), month("2028-01"));
    for (std::uint32_t number = 0; number < 6'000; ++number) {
        EXPECT_EQ(time_of({number}).to, time_of({number + 1}).from);
    }
}

TEST(Months, CloseThreeDaysAfterTheirEnd) {
    const Month october = month("2026-10");
    const Instant closes = time_of(october).to + days(3);
    EXPECT_FALSE(check_closed(october, closes));
    EXPECT_EQ(last_closed_month(closes), october);
    EXPECT_EQ(last_closed_month(closes - Duration{1}), month("2026-09"));
    const auto error = check_closed(october, closes - Duration{1});
    ASSERT_TRUE(error);
    EXPECT_NE(error->text.find("2026-10 can be reported from 2026-11-04 on"), std::string::npos)
        << error->text;
    EXPECT_TRUE(check_closed(month("9999-12"), closes));
}

}  // namespace
}  // namespace courtside::core
