// The policy, alone and through the engine.

#include "core/matching/foresight.hpp"
#include "support/world.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace courtside::core {
namespace {

using namespace support;

class ForesightChoice : public ::testing::Test {
protected:
    ForesightChoice() {
        for (std::size_t i = 0; i < people.size(); ++i) {
            people[i].id = PersonId{i + 1};
            people[i].free_since = Instant{1'000};
            candidates.push_back({&people[i], 3, false, false, 800, 0});
        }
    }
    Choice choose() { return policy.choose(Request{}, candidates).value(); }

    Foresight policy;
    std::vector<Person> people = std::vector<Person>(3);
    std::vector<Candidate> candidates;
};

TEST_F(ForesightChoice, IsNobodyWhereNobodyCan) {
    EXPECT_FALSE(policy.choose(Request{}, {}));
}

TEST_F(ForesightChoice, IsTheLowestIdOfEquals) {
    EXPECT_EQ(choose().coach, PersonId{1});
}

TEST_F(ForesightChoice, IsWhoHasBeenFreeTheLongest) {
    people[1].free_since = Instant{999};
    EXPECT_EQ(choose().coach, PersonId{2});
    EXPECT_TRUE(choose().reasons.has(MatchReason::longest_free));
}

TEST_F(ForesightChoice, PutsTheFitBeforeIdling) {
    people[1].free_since = Instant{1};
    candidates[2].fit = 900;
    EXPECT_EQ(choose().coach, PersonId{3});
    EXPECT_FALSE(choose().reasons.has(MatchReason::longest_free));
}

TEST_F(ForesightChoice, PutsTheSameCoachBeforeTheFit) {
    candidates[2].fit = 1000;
    candidates[1].same_coach = true;
    EXPECT_EQ(choose().coach, PersonId{2});
    EXPECT_TRUE(choose().reasons.has(MatchReason::same_coach));
}

TEST_F(ForesightChoice, PutsWhoWasAskedForBeforeAll) {
    candidates[2].fit = 1000;
    candidates[1].same_coach = true;
    candidates[0].preferred = true;
    candidates[0].fit = 600;
    EXPECT_EQ(choose().coach, PersonId{1});
    EXPECT_TRUE(choose().reasons.has(MatchReason::preferred));
    EXPECT_FALSE(choose().reasons.has(MatchReason::same_coach));
}

class ForesightOrder : public ::testing::Test {
protected:
    ForesightOrder() {
        first.id = RequestId{1};
        second.id = RequestId{2};
        first.waiting_since = second.waiting_since = Instant{1'000};
    }
    [[nodiscard]] bool goes_before(const Request& a, const Request& b) const {
        return policy.turn(a) < policy.turn(b);
    }
    void expect_second_first() {
        EXPECT_TRUE(goes_before(second, first));
        EXPECT_FALSE(goes_before(first, second));
    }

    Foresight policy;
    Request first;
    Request second;
};

TEST_F(ForesightOrder, IsByIdAtLast) {
    EXPECT_TRUE(goes_before(first, second));
    EXPECT_FALSE(goes_before(second, first));
    EXPECT_FALSE(goes_before(first, first));
}

TEST_F(ForesightOrder, PutsTheLongerWaitFirst) {
    second.waiting_since = Instant{999};
    expect_second_first();
}

TEST_F(ForesightOrder, PutsACountedDeadlineBeforeTheWait) {
    first.waiting_since = Instant{1};
    second.needed_by = Instant{9'000};
    second.deadline_counts = true;
    expect_second_first();
    first.needed_by = Instant{8'000};
    expect_second_first();  // the first one's does not count
    first.deadline_counts = true;
    EXPECT_TRUE(goes_before(first, second));
}

TEST_F(ForesightOrder, PutsWhoComesBackFromAFailedMatchInFront) {
    first.waiting_since = Instant{1};
    first.needed_by = Instant{2'000};
    first.deadline_counts = true;
    second.front = true;
    expect_second_first();
}

TEST(Matching, TheLongestWaitIsServedFirst) {
    World world;
    Client lea = world.connect("lea");
    const Request first = lea.ask();
    world.advance(seconds(1));
    world.connect("leo").ask();
    EXPECT_EQ(world.ready_coach("carl").offer()->offer.request, first.id);
}

TEST(Matching, ARequestThatNobodyFitsHoldsNoOtherUp) {
    World world;
    Client lea = world.connect("lea");
    lea.ask(a_wish(lea.open_issue().id).skill("T4"));
    const Request second = world.connect("leo").ask();
    EXPECT_EQ(world.ready_coach("carl").offer()->offer.request, second.id);
}

TEST(Matching, AsManyOffersAsPossibleAreMadeAtOnce) {
    World world;
    for (const char* name : {"lea", "leo", "liz"}) {
        world.connect(name).ask();
    }
    const Client carl = world.ready_coach("carl");
    const Client cora = world.ready_coach("cora");
    EXPECT_TRUE(carl.offer());
    EXPECT_TRUE(cora.offer());
    EXPECT_NE(carl.offer()->offer.request, cora.offer()->offer.request);
}

TEST(Matching, ThePreferredCoachIsAskedWithTheReason) {
    World world;
    const Client best = world.ready_coach("best", a_coach_of_s1(5));
    const Client wanted = world.ready_coach("wanted", a_coach_of_s1(1));
    Client lea = world.connect("lea");
    lea.ask(a_wish(lea.open_issue().id).prefer(wanted.id()));
    EXPECT_FALSE(best.offer());
    EXPECT_TRUE(wanted.offer()->offer.reasons.has(MatchReason::preferred));
}

TEST(Matching, WhoHeldASessionLastIsAskedAfterWhoDidNot) {
    World world;
    Client carl = world.ready_coach("carl");
    const Pair pair = world.talk(world.connect("lea"), carl);
    carl.say(pair.session, "Hello");
    const Client cora = world.ready_coach("cora");
    carl.end(pair.session);
    world.advance(minutes(5));
    world.connect("leo").ask();
    EXPECT_TRUE(cora.offer());
    EXPECT_FALSE(carl.offer());
}

TEST(Matching, ALearnerInASessionIsNotMatchedAgain) {
    World world;
    Pair pair = world.talk();
    const Client cora = world.ready_coach("cora");
    pair.coach.say(pair.session, "Hello");
    pair.learner.ask(a_wish(pair.learner.open_issue("Another").id));
    world.advance(minutes(1));
    EXPECT_FALSE(cora.offer());
    pair.learner.end(pair.session);
    EXPECT_TRUE(cora.offer());
}

}  // namespace
}  // namespace courtside::core
