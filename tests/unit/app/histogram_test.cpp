#include "app/histogram.hpp"

#include <gtest/gtest.h>

namespace courtside::app {
namespace {

TEST(Histogram, CountsWhatIsAtABoundIntoItsClass) {
    Histogram seen;
    seen.observe(0);
    seen.observe(100);
    seen.observe(101);
    EXPECT_EQ(seen.counts()[0], 2U);
    EXPECT_EQ(seen.counts()[1], 1U);
    EXPECT_EQ(seen.count(), 3U);
    EXPECT_EQ(seen.sum_us(), 201U);
}

TEST(Histogram, CountsManyAtOnce) {
    Histogram seen;
    seen.observe(900, 50);
    EXPECT_EQ(seen.counts()[3], 50U);
    EXPECT_EQ(seen.count(), 50U);
    EXPECT_EQ(seen.sum_us(), 45'000U);
}

TEST(Histogram, PutsWhatTakesLongerThanAllIntoNoClass) {
    Histogram seen;
    seen.observe(Histogram::bounds_us.back() + 1);
    for (const std::uint64_t count : seen.counts()) {
        EXPECT_EQ(count, 0U);
    }
    EXPECT_EQ(seen.count(), 1U);
}

}  // namespace
}  // namespace courtside::app
