// What time does to a session, and what a dropped connection does at every state.

#include "support/world.hpp"

#include <gtest/gtest.h>

namespace courtside::core {
namespace {

using namespace support;

TEST(NoShow, OfTheCoachReopensTheRequestAndMakesThemAway) {
    World world;
    const Instant asked = world.now();
    Pair pair = world.match();
    pair.learner.join(pair.session);
    world.advance(just_under(seconds(120)));
    EXPECT_EQ(world.session(pair.session).state, SessionState::starting);
    world.advance(one_ms);
    const Session& session = world.session(pair.session);
    EXPECT_EQ(session.outcome, Outcome::no_show);
    EXPECT_EQ(session.absent, std::vector{pair.coach.id()});
    EXPECT_FALSE(session.coach_silent);
    EXPECT_EQ(pair.coach.person().away_reason, PresenceReason::no_show);
    EXPECT_EQ(world.last_request().reason, RequestReason::coach_no_show);
    EXPECT_EQ(world.last_request().waiting_since, asked);
    EXPECT_TRUE(world.last_request().front);
    EXPECT_TRUE(world.ready_coach("cora").offer());
}

TEST(NoShow, OfTheLearnerEndsTheRequestAndBlamesNoCoach) {
    World world;
    Pair pair = world.match();
    pair.coach.join(pair.session);
    world.advance(seconds(120));
    EXPECT_EQ(world.session(pair.session).outcome, Outcome::no_show);
    EXPECT_EQ(world.session(pair.session).absent, std::vector{pair.learner.id()});
    EXPECT_TRUE(world.rows().open_requests.empty());
    EXPECT_TRUE(pair.coach.person().ready_until);
    EXPECT_EQ(world.issue(world.session(pair.session).issue).sessions, 0U);
}

TEST(NoShow, OfTheLearnerKeepsTheWaitForTheNextAsk) {
    World world;
    const Instant asked = world.now();
    Pair pair = world.match();
    pair.coach.join(pair.session);
    world.advance(seconds(120));
    const IssueId issue = world.session(pair.session).issue;
    EXPECT_EQ(pair.learner.get<Asked>(AskAgain{issue, 15, {}, {}}).request.request.waiting_since, asked);
}

TEST(NoShow, OfBothNamesBoth) {
    World world;
    Pair pair = world.match();
    world.advance(seconds(120));
    EXPECT_EQ(world.session(pair.session).absent, (std::vector{pair.learner.id(), pair.coach.id()}));
    EXPECT_EQ(pair.coach.person().away_reason, PresenceReason::no_show);
    EXPECT_TRUE(world.last_request().open());
}

TEST(NoShow, AJoinBeforeTheLoopJudgesTimeStillCounts) {
    World world;
    Pair pair = world.match();
    pair.learner.join(pair.session);
    world.skip(minutes(5));
    EXPECT_EQ(pair.coach.join(pair.session).session.state, SessionState::active);
    world.tick();
    EXPECT_EQ(world.session(pair.session).state, SessionState::active);
}

TEST(SilentCoach, PutsTheLearnerBackInFrontAfterFortyFiveSeconds) {
    World world;
    Pair pair = world.talk();
    pair.learner.say(pair.session, "Hello? Anybody?");
    world.advance(just_under(seconds(45)));
    EXPECT_EQ(world.session(pair.session).state, SessionState::active);
    world.advance(one_ms);
    const Session& session = world.session(pair.session);
    EXPECT_EQ(session.outcome, Outcome::no_show);
    EXPECT_TRUE(session.coach_silent);
    EXPECT_EQ(session.absent, std::vector{pair.coach.id()});
    EXPECT_EQ(pair.coach.last<PresenceChanged>().presence.reason, PresenceReason::silent);
    EXPECT_EQ(world.last_request().reason, RequestReason::coach_silent);
    EXPECT_TRUE(world.last_request().front);
    EXPECT_EQ(world.issue(session.issue).sessions, 0U);
}

TEST(SilentCoach, IsNotWhoSaidOneWord) {
    World world;
    Pair pair = world.talk();
    world.advance(just_under(seconds(45)));
    pair.coach.say(pair.session, "");
    world.advance(minutes(10));
    EXPECT_EQ(world.session(pair.session).state, SessionState::active);
    EXPECT_TRUE(world.session(pair.session).coach_spoke);
}

TEST(SilentCoach, ThatSpokeIsRememberedOverARestart) {
    World world;
    Pair pair = world.talk();
    pair.coach.say(pair.session, "Hello");
    world.restart();
    world.connect("lea");
    world.connect("carl", a_coach_of_s1());
    world.advance(minutes(5));
    EXPECT_EQ(world.session(pair.session).state, SessionState::active);
}

TEST(SessionTime, BothAreToldFiveMinutesBeforeTheEnd) {
    World world;
    Pair pair = world.talk();
    const Client phone = world.connect("lea");
    pair.coach.say(pair.session, "Hello");
    world.advance(just_under(minutes(10)));
    EXPECT_TRUE(pair.learner.pushes<EndingSoon>().empty());
    world.advance(one_ms);
    for (const Client& client : {pair.learner, pair.coach, phone}) {
        EXPECT_EQ(client.last<EndingSoon>().ends_at, world.now() + minutes(5));
    }
    world.advance(minutes(2));
    EXPECT_EQ(pair.learner.pushes<EndingSoon>().size(), 1U);
}

TEST(SessionTime, TheEndNeverCutsASentence) {
    World world;
    Pair pair = world.talk();
    pair.coach.say(pair.session, "Hello");
    world.advance(minutes(15));
    EXPECT_EQ(pair.learner.last<SessionChanged>().session.session.state, SessionState::wrap_up);
    EXPECT_EQ(world.session(pair.session).ends_at, world.now() + minutes(3));
    EXPECT_EQ(pair.learner.say(pair.session, "One more thing").number, 2U);
    world.advance(just_under(minutes(3)));
    EXPECT_EQ(pair.learner.say(pair.session, "Thanks").number, 3U);
    world.advance(one_ms);
    EXPECT_EQ(world.session(pair.session).state, SessionState::ended);
    EXPECT_EQ(world.session(pair.session).outcome, Outcome::unstated);
    EXPECT_EQ(pair.learner.refused(text(pair.session, "too late")).code, ErrorCode::wrong_session_state);
}

TEST(SessionTime, AnOutcomeCanBeStatedInTheWrapUp) {
    World world;
    Pair pair = world.talk();
    pair.coach.say(pair.session, "Hello");
    world.advance(minutes(16));
    EXPECT_EQ(pair.learner.end(pair.session, Outcome::resolved).session.outcome, Outcome::resolved);
}

TEST(SessionTime, ALongSleepOfTheLoopEndsWhatShouldHaveEnded) {
    World world;
    Pair pair = world.talk();
    pair.coach.say(pair.session, "Hello");
    world.skip(hours(1));
    world.tick();
    EXPECT_EQ(world.session(pair.session).outcome, Outcome::unstated);
}

TEST(Disconnect, WhileWaitingKeepsTheRequest) {
    World world;
    Client lea = world.connect("lea");
    const Request request = lea.ask();
    lea.disconnect();
    world.advance(hours(2));
    EXPECT_EQ(world.request(request.id).state, RequestState::waiting);
}

TEST(Disconnect, OfTheLearnerWhileOfferedLeavesTheOffer) {
    World world;
    Client carl = world.ready_coach("carl");
    Client lea = world.connect("lea");
    lea.ask();
    lea.disconnect();
    const SessionView view = carl.accept(carl.offer()->offer.id);
    EXPECT_FALSE(view.participants.at(0).connected);
    Client back = world.connect("lea");
    EXPECT_EQ(back.look().sessions.at(0).session.id, view.session.id);
    back.join(view.session.id);
    EXPECT_EQ(carl.join(view.session.id).session.state, SessionState::active);
}

TEST(Disconnect, WhileStartingIsSeenByTheOtherAndHasUntilTheEndOfJoining) {
    World world;
    Pair pair = world.match();
    pair.learner.disconnect();
    EXPECT_FALSE(pair.coach.last<SessionChanged>().session.participants.at(0).connected);
    EXPECT_FALSE(pair.coach.last<SessionChanged>().session.participants.at(0).grace_ends);
    world.advance(seconds(119));
    Client back = world.connect("lea");
    EXPECT_TRUE(pair.coach.last<SessionChanged>().session.participants.at(0).connected);
    back.join(pair.session);
    EXPECT_EQ(pair.coach.join(pair.session).session.state, SessionState::active);
}

TEST(Disconnect, AfterJoiningCountsFromTheStart) {
    World world;
    Pair pair = world.match();
    pair.learner.join(pair.session);
    pair.learner.disconnect();
    world.advance(seconds(60));
    const SessionView view = pair.coach.join(pair.session);
    EXPECT_EQ(view.session.state, SessionState::active);
    EXPECT_EQ(view.participants.at(0).grace_ends, world.now() + seconds(120));
    pair.coach.say(pair.session, "Hello?");
    world.advance(seconds(120));
    EXPECT_EQ(world.session(pair.session).outcome, Outcome::abandoned);
}

TEST(Disconnect, WhileActiveHasTwoMinutesOfGrace) {
    World world;
    Pair pair = world.talk();
    pair.coach.say(pair.session, "Hello");
    pair.learner.disconnect();
    const ParticipantView seen = pair.coach.last<SessionChanged>().session.participants.at(0);
    EXPECT_FALSE(seen.connected);
    EXPECT_EQ(seen.grace_ends, world.now() + seconds(120));
    world.advance(just_under(seconds(120)));
    EXPECT_EQ(world.session(pair.session).state, SessionState::active);
    world.advance(one_ms);
    EXPECT_EQ(world.session(pair.session).outcome, Outcome::abandoned);
    EXPECT_EQ(pair.coach.last<SessionChanged>().session.session.outcome, Outcome::abandoned);
    EXPECT_TRUE(world.rows().open_requests.empty());
}

TEST(Disconnect, ComingBackInTimeGoesOnAsIfNothingWere) {
    World world;
    Pair pair = world.talk();
    pair.coach.say(pair.session, "Hello");
    pair.learner.disconnect();
    world.advance(seconds(119));
    Client back = world.connect("lea");
    const ParticipantView seen = pair.coach.last<SessionChanged>().session.participants.at(0);
    EXPECT_TRUE(seen.connected);
    EXPECT_FALSE(seen.grace_ends);
    world.advance(minutes(2));
    EXPECT_EQ(back.say(pair.session, "I am back").number, 2U);
    back.disconnect();
    EXPECT_EQ(pair.coach.last<SessionChanged>().session.participants.at(0).grace_ends,
              world.now() + seconds(120))
        << "grace starts anew";
}

TEST(Disconnect, OfOneDeviceOfTwoIsNone) {
    World world;
    Pair pair = world.talk();
    pair.coach.say(pair.session, "Hello");
    world.connect("lea");
    pair.coach.forget();
    pair.learner.disconnect();
    EXPECT_TRUE(pair.coach.pushes<SessionChanged>().empty());
    world.advance(minutes(5));
    EXPECT_EQ(world.session(pair.session).state, SessionState::active);
}

TEST(Disconnect, OfBothEndsWithTheFirstGrace) {
    World world;
    Pair pair = world.talk();
    pair.coach.say(pair.session, "Hello");
    pair.learner.disconnect();
    world.advance(seconds(60));
    pair.coach.disconnect();
    world.advance(seconds(59));
    EXPECT_EQ(world.session(pair.session).state, SessionState::active);
    world.advance(seconds(1));
    EXPECT_EQ(world.session(pair.session).outcome, Outcome::abandoned);
    EXPECT_TRUE(pair.coach.person().ready_until) << "the intent stays";
}

TEST(Disconnect, InTheWrapUpIsNotWaitedFor) {
    World world;
    Pair pair = world.talk();
    pair.coach.say(pair.session, "Hello");
    world.advance(minutes(14));
    pair.learner.disconnect();
    world.advance(minutes(1));
    EXPECT_FALSE(pair.coach.last<SessionChanged>().session.participants.at(0).grace_ends);
    pair.coach.disconnect();
    world.advance(just_under(minutes(3)));
    EXPECT_EQ(world.session(pair.session).state, SessionState::wrap_up);
    world.advance(one_ms);
    EXPECT_EQ(world.session(pair.session).outcome, Outcome::unstated);
}

TEST(Disconnect, ByARestartGivesEverybodyGraceAnew) {
    World world;
    Pair pair = world.talk();
    pair.coach.say(pair.session, "Hello");
    pair.learner.disconnect();
    world.advance(seconds(100));
    world.restart();
    world.advance(just_under(seconds(120)));
    EXPECT_EQ(world.session(pair.session).state, SessionState::active);
    Client back = world.connect("lea");
    EXPECT_EQ(back.look().sessions.at(0).session.last_number, 1U);
    world.advance(one_ms);
    EXPECT_EQ(world.session(pair.session).outcome, Outcome::abandoned) << "the coach did not come back";
}

TEST(Disconnect, OfWhoIsNotConnectedIsNothing) {
    World world;
    world.step(Disconnected{ConnectionId{77}});
    EXPECT_TRUE(world.effects().empty());
}

}  // namespace
}  // namespace courtside::core
