// Coaches see how much waits that they could take: numbers by skill, and nobody's name or words.

#include "support/world.hpp"

#include <gtest/gtest.h>

namespace courtside::core {
namespace {

using namespace support;

class Waiting : public ::testing::Test {
protected:
    /// Asks for S1, or another skill.
    Client asking(const std::string& subject, const std::string& skill = "S1") {
        Client learner = world.connect(subject);
        learner.ask(a_wish(learner.open_issue().id).skill(skill));
        return learner;
    }

    World world;
};

TEST_F(Waiting, IsCountedBySkillWithTheMostFirst) {
    Client carl = world.connect("carl", a_coach_of_s1().skilled("T4", 3));
    asking("lea", "T4");
    const Instant first = world.now();
    world.advance(minutes(2));
    asking("otto");
    asking("mia");
    const auto counts = carl.get<WaitingCounts>(FetchWaiting{});
    EXPECT_EQ(counts.total, 3U);
    ASSERT_EQ(counts.counts.size(), 2U);
    EXPECT_EQ(counts.counts[0].skill, "S1");
    EXPECT_EQ(counts.counts[0].count, 2U);
    EXPECT_EQ(counts.counts[0].longest_since, world.now());
    EXPECT_FALSE(counts.counts[0].skill_label.empty());
    EXPECT_EQ(counts.counts[1].skill, "T4");
    EXPECT_EQ(counts.counts[1].longest_since, first);
}

TEST_F(Waiting, LeavesOutWhatTheCoachCouldNotTake) {
    Client carl = world.connect("carl", a_coach_of_s1());
    asking("lea", "T4");
    Client otto = asking("otto");
    otto.get<Done>(Block{carl.id()});
    Client gone = asking("gone");
    gone.disconnect();
    Client later = world.connect("later");
    later.ask(a_wish(later.open_issue().id).within(world.now() + hours(1), world.now() + hours(2)));
    EXPECT_EQ(carl.get<WaitingCounts>(FetchWaiting{}).total, 0U);
    world.advance(hours(1));
    EXPECT_EQ(carl.get<WaitingCounts>(FetchWaiting{}).total, 1U);
}

TEST_F(Waiting, IsPushedOnceAnIntervalWhenItChanged) {
    const Client carl = world.connect("carl", a_coach_of_s1());
    asking("lea");
    asking("otto");
    EXPECT_TRUE(carl.pushes<WaitingCounts>().empty());
    world.advance(seconds(5));
    ASSERT_EQ(carl.pushes<WaitingCounts>().size(), 1U);
    EXPECT_EQ(carl.last<WaitingCounts>().total, 2U);
    world.connect("somebody else");
    world.advance(minutes(1));
    EXPECT_EQ(carl.pushes<WaitingCounts>().size(), 1U);
}

TEST_F(Waiting, IsPushedAlsoWhenNothingIsLeft) {
    const Client carl = world.connect("carl", a_coach_of_s1());
    Client lea = asking("lea");
    world.advance(seconds(5));
    lea.disconnect();
    world.advance(seconds(5));
    EXPECT_EQ(carl.last<WaitingCounts>().total, 0U);
    EXPECT_TRUE(carl.last<WaitingCounts>().counts.empty());
    EXPECT_FALSE(world.engine().next_deadline().value_or(Instant::never()) <= world.now() + seconds(5));
}

TEST_F(Waiting, IsNotPushedToLearnersNorDuringASession) {
    const Client nora = world.connect("nora");
    const Pair pair = world.talk();
    Client coach = pair.coach;
    asking("otto");
    world.advance(seconds(5));
    EXPECT_TRUE(nora.pushes<WaitingCounts>().empty());
    EXPECT_TRUE(coach.pushes<WaitingCounts>().empty());
    coach.end(pair.session);
    world.advance(seconds(5));
    EXPECT_EQ(coach.last<WaitingCounts>().total, 1U);
}

TEST_F(Waiting, IsToldAnewToWhoComesBack) {
    Client carl = world.connect("carl", a_coach_of_s1());
    asking("lea");
    world.advance(seconds(5));
    carl.disconnect();
    const Client again = world.connect("carl", a_coach_of_s1());
    world.advance(seconds(5));
    EXPECT_EQ(again.last<WaitingCounts>().total, 1U);
}

TEST_F(Waiting, IsForCoachesAndPeersOnly) {
    EXPECT_EQ(world.connect("lea").refused(FetchWaiting{}).code, ErrorCode::not_allowed);
}

TEST_F(Waiting, LooksAtABoundedNumberOfEachSkill) {
    Client carl = world.connect("carl", a_coach_of_s1());
    for (int i = 0; i < 210; ++i) {
        asking("learner " + std::to_string(i));
    }
    EXPECT_EQ(carl.get<WaitingCounts>(FetchWaiting{}).total, 200U);
}

}  // namespace
}  // namespace courtside::core
