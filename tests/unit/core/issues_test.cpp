// An issue may take several sessions.

#include "support/world.hpp"

#include <gtest/gtest.h>

namespace courtside::core {
namespace {

using namespace support;

class IssueOverSessions : public ::testing::Test {
protected:
    IssueOverSessions() { lea.ask(a_wish(issue)); }

    /// The coach accepts what is before them, and both join; returns how it began.
    SessionView hold(Client& coach) {
        const OfferView offer = coach.offer().value();
        reasons = offer.offer.reasons;
        const SessionId session = coach.accept(offer.offer.id).session.id;
        lea.join(session);
        const SessionView view = coach.join(session);
        coach.say(session, "Hello");
        return view;
    }
    void end_and_ask_again(SessionId session) {
        lea.end(session, Outcome::another_session);
        world.advance(minutes(2));
        lea.get<Asked>(AskAgain{issue, 15, {}, {}});
    }

    World world;
    Client lea = world.connect("lea");
    IssueId issue = lea.open_issue().id;
    Client carl = world.ready_coach("carl", a_coach_of_s1(2));
    MatchReasons reasons;
};

TEST_F(IssueOverSessions, ThreeSessionsPreferTheSameCoachUntilItIsResolved) {
    SessionView view = hold(carl);
    EXPECT_FALSE(reasons.has(MatchReason::same_coach));
    const Client better = world.ready_coach("cora", a_coach_of_s1(5));
    for (std::uint32_t n = 2; n <= 3; ++n) {
        end_and_ask_again(view.session.id);
        ASSERT_FALSE(better.offer());
        view = hold(carl);
        EXPECT_TRUE(reasons.has(MatchReason::same_coach));
        EXPECT_EQ(view.issue.sessions, n) << "the coach sees how many there were";
    }
    lea.end(view.session.id, Outcome::resolved);
    EXPECT_EQ(world.issue(issue).state, IssueState::resolved);
    EXPECT_EQ(world.issue(issue).sessions, 3U);
    EXPECT_EQ(lea.refused(AskAgain{issue, 15, {}, {}}).code, ErrorCode::invalid_argument);
    EXPECT_EQ(lea.last<IssueChanged>().issue.state, IssueState::resolved);
}

TEST_F(IssueOverSessions, TheSameCoachIsPreferredAfterARestart) {
    const SessionView view = hold(carl);
    const PersonId cora = world.ready_coach("cora", a_coach_of_s1(5)).id();
    lea.end(view.session.id);
    world.advance(minutes(2));
    world.restart();
    carl = world.connect("carl", a_coach_of_s1(2));
    const Client better = world.connect("cora", a_coach_of_s1(5));
    EXPECT_EQ(better.id(), cora);
    lea = world.connect("lea");
    lea.get<Asked>(AskAgain{issue, 15, {}, {}});
    EXPECT_TRUE(carl.offer()->offer.reasons.has(MatchReason::same_coach));
}

TEST_F(IssueOverSessions, AWrongMatchIsNoSessionAndDoesNotForgetTheCoachBefore) {
    SessionView view = hold(carl);
    lea.end(view.session.id);
    Client cora = world.ready_coach("cora", a_coach_of_s1(5));
    lea.get<Asked>(AskAgain{issue, 15, {}, {}});  // Carl has his pause
    view = hold(cora);
    world.advance(minutes(2));
    lea.get<SessionChanged>(WrongMatch{view.session.id});
    EXPECT_EQ(world.issue(issue).sessions, 1U);
    EXPECT_EQ(world.issue(issue).last_coach, carl.id());
    EXPECT_TRUE(carl.offer()->offer.reasons.has(MatchReason::same_coach));
}

TEST_F(IssueOverSessions, ANoShowIsNoSession) {
    const SessionId session = carl.accept(carl.offer()->offer.id).session.id;
    lea.join(session);
    world.advance(minutes(2));
    EXPECT_EQ(world.issue(issue).sessions, 0U);
    EXPECT_FALSE(world.issue(issue).last_coach);
    EXPECT_EQ(world.issue(issue).state, IssueState::open);
}

}  // namespace
}  // namespace courtside::core
