// Power is cut thousands of times, at any write and flush. Whatever was acknowledged is in the store
// afterwards, once; nothing is there in part; and the same tests find what a store that does not flush
// would lose.

#include "fault/power/life.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

namespace courtside::test {
namespace {

constexpr int cuts_each = 25;  ///< of one life; its checks take longer the more it has stored
constexpr std::uint64_t parts = 4;
constexpr std::uint64_t default_cuts = 2'000;

/// A number from the environment, for longer runs and for repeating one.
std::uint64_t setting(const char* variable, std::uint64_t otherwise) {
    const char* const text = std::getenv(variable);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

struct Sum {
    LifeReport all;
    void add(const LifeReport& one) {
        all.cuts += one.cuts;
        for (std::size_t i = 0; i < moments; ++i) {
            all.cuts_by_moment.at(i) += one.cuts_by_moment.at(i);
        }
        all.half_done_kept += one.half_done_kept;
        all.half_done_dropped += one.half_done_dropped;
        all.resent += one.resent;
        all.messages += one.messages;
        all.ended_sessions += one.ended_sessions;
    }
    void print() const {
        std::cout << all.cuts << " cuts; the turn under way was kept " << all.half_done_kept
                  << " times and dropped " << all.half_done_dropped << " times; " << all.resent
                  << " commands sent again; " << all.messages << " messages and " << all.ended_sessions
                  << " ends of sessions acknowledged\n";
        for (std::size_t i = 0; i < moments; ++i) {
            std::cout << "  in " << name_of(static_cast<Moment>(i)) << ": " << all.cuts_by_moment.at(i)
                      << "\n";
        }
    }
};

class PowerCuts : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(PowerCuts, LoseNothingThatWasAcknowledgedAndDoubleNothing) {
    const std::uint64_t only = setting("COURTSIDE_CUT_SEED", 0);
    const std::uint64_t lives =
        only != 0 ? 1
                  : std::max<std::uint64_t>(1, setting("COURTSIDE_CUTS", default_cuts) / cuts_each / parts);
    Sum sum;
    for (std::uint64_t life = 0; life < lives; ++life) {
        const std::uint64_t seed = only != 0 ? only : 1 + GetParam() + life * parts;
        const LifeReport report = Life({.seed = seed, .cuts = cuts_each}).live();
        sum.add(report);
        ASSERT_FALSE(report.violation)
            << *report.violation << "\nTo see just this one: COURTSIDE_CUT_SEED=" << seed
            << " power_cut_test --gtest_filter='*PowerCuts*/0'";
    }
    sum.print();
    if (sum.all.cuts >= 400) {  // enough that each comes up
        for (std::size_t i = 0; i < moments; ++i) {
            EXPECT_GT(sum.all.cuts_by_moment.at(i), 0) << "in " << name_of(static_cast<Moment>(i));
        }
        EXPECT_GT(sum.all.half_done_kept, 0);
        EXPECT_GT(sum.all.half_done_dropped, 0);
        EXPECT_GT(sum.all.resent, 0U);
        EXPECT_GT(sum.all.messages, 100U);
    }
}

INSTANTIATE_TEST_SUITE_P(Part, PowerCuts, ::testing::Range(std::uint64_t{0}, parts));

/// Lives in which the store is written with a weaker PRAGMA synchronous than it asks for.
int violations(char synchronous, int lives) {
    int found = 0;
    for (int life = 0; life < lives; ++life) {
        const LifeReport report = Life({.seed = 1'000 + static_cast<std::uint64_t>(life),
                                        .cuts = cuts_each,
                                        .synchronous = synchronous})
                                      .live();
        found += report.violation ? 1 : 0;
        if (report.violation && life == 0) {
            std::cout << *report.violation << "\n";
        }
    }
    return found;
}

TEST(PowerCutsWithoutFlushes, AreFoundToLoseWhatWasAcknowledged) {
    constexpr char off = '0';
    EXPECT_EQ(violations(off, 10), 10);
}

TEST(PowerCutsWithFlushesAtCheckpointsOnly, AreFoundToLoseWhatWasAcknowledged) {
    constexpr char normal = '1';
    EXPECT_EQ(violations(normal, 10), 10);
}

}  // namespace
}  // namespace courtside::test
