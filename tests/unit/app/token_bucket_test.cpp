#include "app/token_bucket.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace courtside::app {
namespace {

constexpr TokenBucket::Rate rate{20, 60};
constexpr core::Instant start{1'000'000};

int take_all(TokenBucket& bucket, core::Instant now) {
    int taken = 0;
    while (bucket.take(rate, now)) {
        ++taken;
    }
    return taken;
}

TEST(TokenBucket, StartsWithTheWholeBurst) {
    TokenBucket bucket(rate, start);
    EXPECT_EQ(take_all(bucket, start), 60);
    EXPECT_EQ(take_all(bucket, start), 0);
}

TEST(TokenBucket, SaysExactlyWhenTheNextTokenIsThere) {
    TokenBucket bucket(rate, start);
    EXPECT_EQ(bucket.ready_at(rate, start), start);
    take_all(bucket, start);
    EXPECT_EQ(bucket.ready_at(rate, start), start + core::Duration{50});
    EXPECT_FALSE(bucket.take(rate, start + core::Duration{49}));
    EXPECT_EQ(bucket.ready_at(rate, start + core::Duration{49}), start + core::Duration{50});
    EXPECT_TRUE(bucket.take(rate, start + core::Duration{50}));
}

TEST(TokenBucket, GivesItsRateOverALongTimeHoweverOftenItIsAsked) {
    TokenBucket bucket(rate, start);
    int taken = 0;
    for (int ms = 0; ms <= 10'000; ms += 7) {
        taken += take_all(bucket, start + core::Duration{ms});
    }
    EXPECT_EQ(taken, 60 + 199);  // the last question comes at 9,996 ms
}

TEST(TokenBucket, HoldsNoMoreThanTheBurst) {
    TokenBucket bucket(rate, start);
    take_all(bucket, start);
    EXPECT_EQ(take_all(bucket, start + core::hours(1)), 60);
    EXPECT_EQ(take_all(bucket, core::Instant{std::numeric_limits<std::int64_t>::max()}), 60);
}

TEST(TokenBucket, RoundsTheWaitUpForRatesThatDoNotDivideASecond) {
    constexpr TokenBucket::Rate third{3, 1};
    TokenBucket bucket(third, start);
    EXPECT_TRUE(bucket.take(third, start));
    const auto ready = bucket.ready_at(third, start);
    EXPECT_EQ(ready, start + core::Duration{334});
    EXPECT_FALSE(bucket.take(third, ready - core::Duration{1}));
    EXPECT_TRUE(bucket.take(third, ready));
}

}  // namespace
}  // namespace courtside::app
