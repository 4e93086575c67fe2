// A coach passes a learner on to somebody else.

#include "support/world.hpp"

#include <gtest/gtest.h>

namespace courtside::core {
namespace {

using namespace support;

class HandingOver : public ::testing::Test {
protected:
    HandingOver() { carl.say(session, "Hello"); }

    SessionView hand_over(PersonId to = {}, const std::string& skill = "",
                          const std::string& line = "Ask for the draft") {
        return carl.get<SessionChanged>(HandOver{session, to, skill, line}).session;
    }

    World world;
    Pair pair = world.talk();
    Client lea = pair.learner;
    Client carl = pair.coach;
    SessionId session = pair.session;
    RequestId first = world.session(session).request;
};

TEST_F(HandingOver, EndsTheSessionAndBringsTheRequestBackInFrontWithoutThatCoach) {
    world.advance(minutes(5));
    const SessionView ended = hand_over();
    EXPECT_EQ(ended.session.state, SessionState::ended);
    EXPECT_EQ(ended.session.outcome, Outcome::transferred);
    EXPECT_EQ(ended.session.next_step, "Ask for the draft");
    EXPECT_EQ(lea.last<SessionChanged>().session.session.next_step, "Ask for the draft");
    const Request& next = world.last_request();
    EXPECT_NE(next.id, first);
    EXPECT_EQ(next.reason, RequestReason::handed_over);
    EXPECT_TRUE(next.front);
    EXPECT_EQ(next.waiting_since, world.request(first).waiting_since);
    EXPECT_EQ(next.leave_out, std::vector{carl.id()});
    EXPECT_EQ(lea.last<RequestChanged>().request.request.id, next.id);
    world.advance(hours(1));
    EXPECT_FALSE(carl.offer());
}

TEST_F(HandingOver, OffersItToTheNamedPersonFirst) {
    Client cleo = world.ready_coach("cleo", a_coach_of_s1(5));
    Client chris = world.ready_coach("chris", a_coach_of_s1(2));
    hand_over(chris.id());
    ASSERT_TRUE(chris.offer());
    EXPECT_FALSE(cleo.offer());
    EXPECT_TRUE(chris.offer()->offer.reasons.has(MatchReason::handed_over));
    chris.show(chris.offer()->offer.id);
    chris.decline(chris.offer()->offer.id);
    EXPECT_TRUE(cleo.offer());
}

TEST_F(HandingOver, GoesToAnybodyWhoFitsWhereTheNamedPersonIsNotFree) {
    const Client chris = world.connect("chris", a_coach_of_s1());
    Client cleo = world.ready_coach("cleo");
    hand_over(chris.id());
    EXPECT_TRUE(cleo.offer());
}

TEST_F(HandingOver, MayNameAnotherSkill) {
    Client same = world.ready_coach("same");
    Client other = world.ready_coach("other", a_coach().skilled("S2", 1));
    hand_over({}, "S2");
    EXPECT_EQ(world.last_request().skill, "S2");
    EXPECT_FALSE(same.offer());
    EXPECT_TRUE(other.offer());
}

TEST_F(HandingOver, CountsTheSessionAsHeld) {
    const IssueId issue = world.session(session).issue;
    hand_over();
    EXPECT_EQ(world.issue(issue).sessions, 1U);
    EXPECT_EQ(world.issue(issue).last_coach, carl.id());
    EXPECT_EQ(world.issue(issue).state, IssueState::open);
}

TEST_F(HandingOver, IsTheCoachsAlone) {
    EXPECT_EQ(lea.refused(HandOver{session, {}, "", ""}).code, ErrorCode::not_allowed);
}

TEST_F(HandingOver, NamesPeopleAndSkillsThatAreThere) {
    for (const PersonId to : {carl.id(), lea.id(), PersonId{999}}) {
        EXPECT_EQ(carl.refused(HandOver{session, to, "", ""}).code, ErrorCode::not_found);
    }
    EXPECT_EQ(carl.refused(HandOver{session, {}, "none", ""}).code, ErrorCode::invalid_argument);
    EXPECT_EQ(carl.refused(HandOver{session, {}, "", "two\nlines"}).code, ErrorCode::invalid_argument);
    EXPECT_EQ(carl.refused(HandOver{session, {}, "", std::string(501, 'x')}).code, ErrorCode::too_large);
    EXPECT_EQ(world.session(session).state, SessionState::active);
}

TEST_F(HandingOver, NeedsASessionThatBegan) {
    World other;
    Pair starting = other.match();
    EXPECT_EQ(starting.coach.refused(HandOver{starting.session, {}, "", ""}).code,
              ErrorCode::wrong_session_state);
    carl.end(session);
    EXPECT_EQ(carl.refused(HandOver{session, {}, "", ""}).code, ErrorCode::wrong_session_state);
}

TEST_F(HandingOver, LeavesAnotherOpenRequestOfTheLearnerAlone) {
    const RequestId other = lea.ask().id;
    EXPECT_EQ(carl.refused(HandOver{session, {}, "", ""}).code, ErrorCode::request_already_open);
    EXPECT_TRUE(world.request(other).open());
}

TEST_F(HandingOver, RespectsWhomTheLearnerLeftOut) {
    Client chris = world.ready_coach("chris");
    lea.get<Done>(Block{chris.id()});
    hand_over(chris.id());
    EXPECT_FALSE(chris.offer());
}

TEST_F(HandingOver, SentAgainReturnsTheSessionAsItIs) {
    const HandOver command{session, {}, "", "x"};
    carl.get<SessionChanged>(command, command_id(1));
    const std::uint64_t before = world.engine().digest();
    EXPECT_EQ(carl.reads<QuerySession>(command, command_id(1)).session, session);
    EXPECT_EQ(world.engine().digest(), before);
}

TEST_F(HandingOver, IsRememberedOverARestart) {
    hand_over();
    lea.disconnect();
    carl.disconnect();
    const std::uint64_t before = world.engine().digest();
    world.restart();
    EXPECT_EQ(world.engine().digest(), before);
    Client chris = world.ready_coach("chris");
    lea = world.connect("lea");
    EXPECT_TRUE(chris.offer()->offer.reasons.has(MatchReason::handed_over));
}

}  // namespace
}  // namespace courtside::core
