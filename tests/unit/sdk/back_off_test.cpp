#include "protocol/back_off.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace courtside::internal {
namespace {

using std::chrono::milliseconds;

const Random kSmallest = [] { return std::uint64_t{0}; };

/// Picks the ceiling: choices are `random % (ceiling - least + 1)`.
milliseconds ceiling_of(BackOff& back_off) {
    // One pass of many values over a copy sees the largest delay there is.
    milliseconds largest{0};
    BackOff copy = back_off;
    for (std::uint64_t value = 0; value < 50'000; value += 1) {
        BackOff probe = back_off;
        largest = std::max(largest, probe.next([value] { return value; }));
    }
    (void)copy.next(kSmallest);
    back_off = copy;
    return largest;
}

TEST(BackOff, NeverGoesBelowItsLeast) {
    BackOff back_off(milliseconds{500}, milliseconds{20'000});
    for (int at = 0; at < 20; ++at) {
        EXPECT_EQ(back_off.next(kSmallest), milliseconds{500});
    }
}

TEST(BackOff, DoublesItsCeilingUpToItsMost) {
    BackOff back_off(milliseconds{500}, milliseconds{20'000});
    for (const int expected : {1'000, 2'000, 4'000, 8'000, 16'000, 20'000, 20'000}) {
        EXPECT_EQ(ceiling_of(back_off), milliseconds{expected});
    }
}

TEST(BackOff, StartsAnewAfterReset) {
    BackOff back_off(milliseconds{500}, milliseconds{20'000});
    for (int at = 0; at < 10; ++at) {
        (void)back_off.next(kSmallest);
    }
    back_off.reset();
    EXPECT_EQ(ceiling_of(back_off), milliseconds{1'000});
}

TEST(BackOff, BearsBoundsThatMakeNoSense) {
    const Random largest = [] { return std::numeric_limits<std::uint64_t>::max(); };
    BackOff swapped(milliseconds{500}, milliseconds{100});
    EXPECT_EQ(swapped.next(largest), milliseconds{500});
    BackOff nothing(milliseconds{0}, milliseconds{0});
    EXPECT_EQ(nothing.next(largest), milliseconds{1});
    BackOff endless(milliseconds{1}, milliseconds::max());
    for (int at = 0; at < 100; ++at) {
        EXPECT_GE(endless.next(largest), milliseconds{1});
    }
}

}  // namespace
}  // namespace courtside::internal
