// Whom a request reaches as it gets older, and that what was decided is told as it was.

#include "core/matching/demand.hpp"
#include "core/matching/foresight.hpp"
#include "support/world.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace courtside::core {
namespace {

using namespace support;

class MatchingReach : public ::testing::Test {
protected:
    void set(Reach reach) { world.admin(SetReach{TenantId{1}, reach}); }

    const DecisionRecord& decision(const Client& coach) {
        return world.rows().decisions.at(coach.offer().value().offer.id);
    }
    std::optional<PassedOver> why_not(const DecisionRecord& record, const Client& coach) {
        const auto place = std::ranges::find(record.passed_over, coach.id(), &PassedOverPerson::person);
        return place == record.passed_over.end() ? std::nullopt : std::optional(place->why);
    }

    World world;
    Client lea = world.connect("lea");
};

TEST_F(MatchingReach, WhoWasAskedForIsWaitedForWhileTheyAreBusy) {
    Client wanted = world.ready_coach("wanted");
    const Pair pair = world.talk(world.connect("leo"), wanted);
    wanted.say(pair.session, "Hello");
    const Client other = world.ready_coach("other");
    lea.ask(a_wish(lea.open_issue().id).prefer(wanted.id()));
    EXPECT_FALSE(other.offer());
    world.advance(seconds(20));
    ASSERT_TRUE(other.offer());
    EXPECT_TRUE(other.offer()->offer.relaxed.has(RelaxedRule::preferred_person));
}

TEST_F(MatchingReach, WhoWasAskedForIsNotWaitedForWhereTheyAreAway) {
    const Client wanted = world.connect("wanted", a_coach_of_s1());
    const Client other = world.ready_coach("other");
    lea.ask(a_wish(lea.open_issue().id).prefer(wanted.id()));
    EXPECT_TRUE(other.offer());
}

TEST_F(MatchingReach, OneLevelBelowDoesAfterTheTimeThatTheCompanySets) {
    set({20, 60, TierOrder::together, 30});
    const Client carl = world.ready_coach("carl", a_coach_of_s1(2));
    const Client two_below = world.ready_coach("cora", a_coach_of_s1(1));
    lea.ask(a_wish(lea.open_issue().id).least_level(3));
    world.advance(just_under(seconds(60)));
    EXPECT_FALSE(carl.offer());
    world.advance(one_ms);
    ASSERT_TRUE(carl.offer());
    EXPECT_TRUE(carl.offer()->offer.relaxed.has(RelaxedRule::exact_level));
    EXPECT_EQ(carl.offer()->offer.fit_percent, 55)
        << "half of level 2 of 5, and half less 15 % for one level";
    EXPECT_FALSE(two_below.offer());
}

TEST_F(MatchingReach, PeersComeBeforePaidCoachesWhereTheCompanySaysSo) {
    set({20, 0, TierOrder::peers_first, 30});
    const Client coach = world.ready_coach("coach", a_coach_of_s1(5));
    lea.ask();
    EXPECT_FALSE(coach.offer());
    const Client peer =
        world.ready_coach("peer", ProfileBuilder().as(Role::peer).speaks({"en"}).skilled("S1", 1));
    EXPECT_TRUE(peer.offer());
    EXPECT_EQ(peer.offer()->offer.relaxed.bits, 0);
    world.connect("leo").ask();
    world.advance(seconds(30));
    ASSERT_TRUE(coach.offer());
    EXPECT_TRUE(coach.offer()->offer.relaxed.has(RelaxedRule::next_tier));
}

TEST_F(MatchingReach, ADecisionSaysWhoWasPassedOverAndWhy) {
    const Client best = world.ready_coach("best", a_coach_of_s1(5));
    const Client less = world.ready_coach("less", a_coach_of_s1(2));
    const Client apart = world.ready_coach("apart", a_coach_of_s1(5));
    Client brief = world.connect("brief", a_coach_of_s1(5));
    brief.be_ready(minutes(10));
    lea.get<Done>(Block{apart.id()});
    lea.ask();
    const DecisionRecord& record = decision(best);
    EXPECT_EQ(record.could_be_asked, 2U);
    EXPECT_EQ(record.level, 5);
    EXPECT_EQ(why_not(record, less), PassedOver::lower_fit);
    EXPECT_EQ(why_not(record, apart), PassedOver::kept_apart);
    EXPECT_EQ(why_not(record, brief), PassedOver::no_time);
    EXPECT_FALSE(why_not(record, best));
    EXPECT_EQ(best.offer()->offer.fit_percent, record.fit / 10);
}

TEST_F(MatchingReach, WhoIsTheOnlyOneFreeIsToldSo) {
    const Client carl = world.ready_coach("carl");
    lea.ask();
    EXPECT_TRUE(carl.offer()->offer.reasons.has(MatchReason::free_now));
}

TEST_F(MatchingReach, TellingADecisionIsInTheAuditLog) {
    const Request request = lea.ask();
    const auto done = world.admin(NoteExplanation{TenantId{1}, request.id}).result;
    EXPECT_TRUE(std::holds_alternative<AdminResult>(done));
    EXPECT_EQ(world.rows().audit.back().action, "request.explain");
    const auto refused = world.admin(NoteExplanation{TenantId{1}, RequestId{99}}).result;
    EXPECT_TRUE(std::holds_alternative<Error>(refused));
}

TEST(Foresight, SparesWhoIsNeededElsewhere) {
    Foresight policy;
    std::vector<Person> people(2);
    people[0].id = PersonId{1};
    people[1].id = PersonId{2};
    const std::vector<Candidate> candidates{{&people[0], 4, false, false, 900, 800},
                                            {&people[1], 3, false, false, 800, 0}};
    const Choice choice = policy.choose(Request{}, candidates).value();
    EXPECT_EQ(choice.coach, PersonId{2});
    EXPECT_TRUE(choice.reasons.has(MatchReason::spares_others));
}

TEST(Foresight, WhatFewCouldServeGoesEarlier) {
    const Foresight policy;
    const auto turn = [&](const Request& request, std::uint32_t could_serve) {
        return policy.among_all(policy.turn(request), could_serve);
    };
    Request rare;
    Request common;
    rare.id = RequestId{2};
    common.id = RequestId{1};
    const Instant now{1'000'000};
    rare.waiting_since = now - seconds(30);
    common.waiting_since = now - seconds(60);
    EXPECT_LT(turn(rare, 1), turn(common, 50));
    EXPECT_LT(turn(common, 50), turn(rare, 50));
    common.deadline_counts = true;
    common.needed_by = now + minutes(5);
    EXPECT_LT(turn(common, 50), turn(rare, 50)) << "what is due goes first";
    EXPECT_LT(turn(rare, 1), turn(common, 50)) << "others can take what is due";
    common.promise = {now, now + minutes(20)};
    EXPECT_LT(turn(common, 50), turn(rare, 1)) << "what was promised goes before all";
}

TEST(Foresight, AShortTalkPassesALongOneButNotForEver) {
    const Foresight policy;
    Request brief;
    Request longer;
    brief.id = RequestId{2};
    longer.id = RequestId{1};
    brief.minutes = 15;
    longer.minutes = 30;
    brief.waiting_since = Instant{} + minutes(20);
    longer.waiting_since = Instant{};
    EXPECT_LT(policy.turn(brief), policy.turn(longer));
    brief.waiting_since = Instant{} + minutes(31);
    EXPECT_LT(policy.turn(longer), policy.turn(brief));
}

TEST(Demand, HalvesEveryTwoHours) {
    const Instant now = monday_at_nine();
    AskRate demand;
    matching::count_ask(demand, now);
    matching::count_ask(demand, now);
    EXPECT_EQ(matching::level_at(demand, now), 2000U);
    EXPECT_EQ(matching::level_at(demand, now + hours(2)), 1000U);
    EXPECT_NEAR(matching::level_at(demand, now + hours(3)), 707, 2);
    EXPECT_EQ(matching::level_at(demand, now + days(30)), 0U);
}

TEST(Demand, OfASteadyRateBecomesTheRate) {
    AskRate demand;
    Instant now = monday_at_nine();
    for (int i = 0; i < 24 * 12; ++i) {
        now = now + minutes(5);
        matching::count_ask(demand, now);
    }
    EXPECT_NEAR(matching::hourly(demand, now), 12'000, 600) << "twelve an hour";
}

}  // namespace
}  // namespace courtside::core
