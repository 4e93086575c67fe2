#include "sim/simulation.hpp"

#include "core/matching/foresight.hpp"
#include "sim/comparison.hpp"
#include "sim/plot.hpp"
#include "sim/policies.hpp"
#include "sim/report.hpp"

#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <sstream>

namespace courtside::sim {
namespace {

/// A company that a debug build gets through in a moment.
WorldOptions small_company(double load = 0.8) {
    WorldOptions options;
    options.coaches = 12;
    options.hours = 4;
    options.load = load;
    return options;
}

TEST(Simulation, EveryRequestEndsExactlyOnce) {
    for (const Shape shape : {Shape::flat, Shape::day}) {
        WorldOptions options = small_company(1.1);
        options.shape = shape;
        const World world = seeded_world(options);
        const Outcome outcome = simulate(world, core::Foresight{});
        ASSERT_EQ(outcome.fates.size(), world.requests.size());
        EXPECT_TRUE(std::ranges::all_of(outcome.fates, [](const Fate& fate) { return fate.ends == 1; }));
    }
}

TEST(Simulation, WhoeverWasNotMatchedWaitedUntilTheirPatienceEnded) {
    const World world = seeded_world(small_company(1.2));
    const Outcome outcome = simulate(world, core::Foresight{});
    EXPECT_TRUE(std::ranges::any_of(outcome.fates, [](const Fate& fate) { return !fate.matched; }));
    for (const Fate& fate : outcome.fates) {
        EXPECT_TRUE(fate.matched ? fate.wait <= world.patience : fate.wait == world.patience);
    }
}

TEST(Simulation, TheSameSeedGivesTheSameReport) {
    const auto report = [] {
        const auto comparisons = compare(small_company(), 1);
        std::ostringstream text;
        print(text, small_company(), comparisons);
        return text.str() + boost::json::serialize(document(small_company(), comparisons));
    };
    EXPECT_EQ(report(), report());
}

TEST(Simulation, PromisesAreMadeAndMostOfThemKept) {
    WorldOptions options = small_company(0.9);
    options.shape = Shape::day;
    const World world = seeded_world(options);
    const Outcome outcome = simulate(world, core::Foresight{}, {3, false, 1.0});
    EXPECT_TRUE(std::ranges::all_of(outcome.fates, [](const Fate& fate) { return fate.ends == 1; }));
    const Measures measures = measure(world, outcome);
    EXPECT_GT(measures.promises, 5);
    EXPECT_GT(measures.promises_kept.value_or(0), 0.9);
    EXPECT_EQ(measure(world, simulate(world, core::Foresight{})).promises, 0);
}

TEST(PromiseTrack, TellsKeptFromMovedFromBroken) {
    const core::Instant nine = midnight + core::hours(9);
    core::Request request;
    request.promise = {nine, nine + core::minutes(20)};
    PromiseTrack track;
    EXPECT_EQ(track.fate(true, nine), PromiseFate::none);
    track.stored(request, nine - core::hours(1));
    EXPECT_EQ(track.fate(true, nine), PromiseFate::kept);
    EXPECT_EQ(track.fate(true, nine + core::minutes(20)), PromiseFate::kept);
    EXPECT_EQ(track.fate(true, nine + core::minutes(21)), PromiseFate::broken) << "late, and without a word";
    EXPECT_EQ(track.fate(false, nine), PromiseFate::broken) << "the day ended";
    EXPECT_EQ(track.away(nine - core::minutes(30)), core::minutes(30));
    EXPECT_EQ(track.away(nine + core::minutes(5)), core::hours(1)) << "late is a wait again";
    request.promise = {nine + core::hours(1), nine + core::minutes(80)};
    track.stored(request, nine - core::minutes(10));
    EXPECT_EQ(track.fate(true, nine + core::hours(1)), PromiseFate::moved);
    request.promise = {};
    track.stored(request, nine);
    EXPECT_EQ(track.fate(true, nine + core::hours(1)), PromiseFate::broken)
        << "served all the same, but nobody could count on it";
}

TEST(Simulation, AnotherSeedIsAnotherDay) {
    WorldOptions other = small_company();
    other.seed = 2;
    EXPECT_NE(seeded_world(small_company()).requests.front().at, seeded_world(other).requests.front().at);
}

TEST(Simulation, TheSamePeopleAskTheSameUnderEveryPolicy) {
    const World world = seeded_world(small_company());
    const World everybody = pooled(world);
    ASSERT_EQ(world.requests.size(), everybody.requests.size());
    for (std::size_t i = 0; i < world.requests.size(); ++i) {
        EXPECT_EQ(world.requests[i].at, everybody.requests[i].at);
        EXPECT_EQ(world.requests[i].length, everybody.requests[i].length);
    }
}

TEST(Simulation, ATalkTakesAsLongUnderEveryPolicy) {
    const World world = seeded_world(small_company());
    const auto work_minus_talks = [&](const Outcome& outcome) {
        double rest = std::accumulate(outcome.busy.begin(), outcome.busy.end(), 0.0);
        for (std::size_t i = 0; i < world.requests.size(); ++i) {
            rest -= outcome.fates[i].matched ? world.requests[i].length + 2 : 0;
        }
        return rest;
    };
    EXPECT_NEAR(work_minus_talks(simulate(world, core::Foresight{})), 0, 1e-6);
    EXPECT_NEAR(work_minus_talks(simulate(world, LongestIdle{}, {1, false})), 0, 1e-6);
    EXPECT_NEAR(work_minus_talks(simulate(world, FirstComeBestFit{}, {3, true})), 0, 1e-6);
}

TEST(Simulation, NobodyWaitsLessThanWhereEverybodyCanDoEverything) {
    const auto comparisons = compare(small_company(0.9), 2);
    const Comparison& bound = comparisons[static_cast<std::size_t>(Contender::pooled)];
    for (const Comparison& each : comparisons) {
        EXPECT_LE(bound.mean.mean_wait, each.mean.mean_wait);
        EXPECT_LE(bound.mean.lost, each.mean.lost);
    }
}

TEST(Simulation, WaitsGrowWithTheLoad) {
    double before = 0;
    for (const double load : {0.4, 0.7, 1.0}) {
        const World world = seeded_world(small_company(load));
        const double wait = measure(world, simulate(world, core::Foresight{})).mean_wait;
        EXPECT_GT(wait, before);
        before = wait;
    }
}

TEST(Simulation, TheCoachesAreAsBusyAsTheLoadSays) {
    WorldOptions options = small_company(0.6);
    options.hours = 24;
    const World world = seeded_world(options);
    double work = 0;
    for (const RequestPlan& request : world.requests) {
        work += request.length + 2;
    }
    EXPECT_NEAR(work / (options.coaches * 24 * 60.0), 0.6, 0.06);
}

TEST(Simulation, ADayHasItsBusyHours) {
    WorldOptions options = small_company();
    options.coaches = 100;
    options.shape = Shape::day;
    const World world = seeded_world(options);
    const auto asked_in = [&](std::int64_t hour) {
        return std::ranges::count_if(world.requests, [&](const RequestPlan& request) {
            return (request.at - midnight).ms / core::hours(1).ms == hour;
        });
    };
    EXPECT_GT(asked_in(10), 2 * asked_in(7));
    EXPECT_EQ(asked_in(6), 0);
    EXPECT_EQ(asked_in(21), 0);
}

TEST(Plot, NamesItsAxesAndEscapesWhatItIsGiven) {
    const std::string svg =
        line_chart({"Wait & load", "load", "seconds"}, {{"a<b", {{0.5, 10}, {0.9, 200}}}});
    EXPECT_THAT(svg, testing::StartsWith("<svg "));
    EXPECT_THAT(svg, testing::HasSubstr("Wait &amp; load"));
    EXPECT_THAT(svg, testing::HasSubstr("a&lt;b"));
    EXPECT_THAT(svg, testing::HasSubstr(">seconds</text>"));
}

}  // namespace
}  // namespace courtside::sim
