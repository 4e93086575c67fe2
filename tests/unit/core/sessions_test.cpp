// How sessions begin, are extended and end by what people do.

#include "support/world.hpp"

#include <gtest/gtest.h>

namespace courtside::core {
namespace {

using namespace support;

TEST(SessionStart, IsWhenBothHaveJoined) {
    World world;
    Pair pair = world.match();
    world.advance(seconds(30));
    EXPECT_EQ(pair.learner.join(pair.session).session.state, SessionState::starting);
    EXPECT_TRUE(pair.coach.last<SessionChanged>().session.participants.at(0).participant.joined_at);
    world.advance(seconds(30));
    const SessionView view = pair.coach.join(pair.session);
    EXPECT_EQ(view.session.state, SessionState::active);
    EXPECT_EQ(view.session.started_at, world.now());
    EXPECT_EQ(view.session.ends_at, world.now() + minutes(15));
    EXPECT_EQ(view.issue.sessions, 1U);
    EXPECT_EQ(pair.learner.last<SessionChanged>().session.session.state, SessionState::active);
}

TEST(SessionStart, JoiningTwiceIsJoiningOnce) {
    World world;
    const Pair pair = world.match();
    Client learner = pair.learner;
    learner.join(pair.session);
    const Instant first = world.session(pair.session).participants.at(0).joined_at;
    world.advance(seconds(10));
    EXPECT_EQ(learner.join(pair.session).session.state, SessionState::starting);
    EXPECT_EQ(world.session(pair.session).participants.at(0).joined_at, first);
}

TEST(SessionStart, IsForItsParticipantsOnly) {
    World world;
    const Pair pair = world.match();
    Client eve = world.connect("eve");
    EXPECT_EQ(eve.refused(JoinSession{pair.session}).code, ErrorCode::not_found);
    EXPECT_EQ(eve.refused(JoinSession{SessionId{99}}).code, ErrorCode::not_found);
    EXPECT_EQ(eve.refused(EndSession{pair.session, {}}).code, ErrorCode::not_found);
    EXPECT_EQ(eve.refused(WrongMatch{pair.session}).code, ErrorCode::not_found);
    EXPECT_EQ(eve.refused(Extend{pair.session, true}).code, ErrorCode::not_found);
    EXPECT_EQ(eve.refused(text(pair.session, "hi")).code, ErrorCode::not_found);
    EXPECT_EQ(eve.refused(Mark{pair.session, 1, 1}).code, ErrorCode::not_found);
    EXPECT_EQ(eve.refused(SetTyping{pair.session, true}).code, ErrorCode::not_found);
    EXPECT_EQ(eve.refused(SendSignal{pair.session, "x"}).code, ErrorCode::not_found);
    EXPECT_EQ(eve.refused(CloseWithWord{pair.session, {}, {}, {}, ""}).code, ErrorCode::not_found);
}

TEST(SessionStart, LeftByTheCoachPutsTheRequestBackInFront) {
    World world;
    Client carl = world.ready_coach("carl");
    Client lea = world.connect("lea");
    const Instant asked = world.now();
    const Pair pair = world.match(lea, carl);
    world.advance(seconds(10));
    const SessionView view = carl.end(pair.session, Outcome::resolved);
    EXPECT_EQ(view.session.outcome, Outcome::no_show);
    EXPECT_EQ(view.session.absent, std::vector{carl.id()});
    const Request& again = world.last_request();
    EXPECT_EQ(again.state, RequestState::waiting);
    EXPECT_EQ(again.reason, RequestReason::coach_no_show);
    EXPECT_EQ(again.waiting_since, asked);
    EXPECT_TRUE(again.front);
    EXPECT_EQ(lea.last<RequestChanged>().request.request, again);
    EXPECT_EQ(world.issue(again.issue).state, IssueState::open);
    EXPECT_FALSE(carl.offer()) << "that coach is left out";
    EXPECT_TRUE(carl.person().ready_until) << "who says so is not made away";
    EXPECT_FALSE(carl.person().next_offer_from) << "no session, no pause";
}

TEST(SessionStart, LeftByTheLearnerEndsIt) {
    World world;
    Pair pair = world.match();
    EXPECT_EQ(pair.learner.end(pair.session).session.outcome, Outcome::unstated);
    EXPECT_TRUE(world.rows().open_requests.empty());
    EXPECT_EQ(pair.coach.last<SessionChanged>().session.session.state, SessionState::ended);
}

TEST(SessionEnd, KeepsTheOutcomeThatWasStated) {
    for (const Outcome outcome :
         {Outcome::resolved, Outcome::another_session, Outcome::referred, Outcome::transferred}) {
        World world;
        Pair pair = world.talk();
        pair.coach.say(pair.session, "Hello");
        const SessionView view = pair.learner.end(pair.session, outcome);
        EXPECT_EQ(view.session.state, SessionState::ended);
        EXPECT_EQ(view.session.outcome, outcome);
        EXPECT_EQ(view.session.ends_at, world.now());
        EXPECT_EQ(view.session.last_number, 1U);
        EXPECT_EQ(world.session(pair.session), view.session);
        EXPECT_EQ(pair.coach.last<SessionChanged>().session.session.outcome, outcome);
        const bool resolved = outcome == Outcome::resolved;
        EXPECT_EQ(world.issue(view.session.issue).state, resolved ? IssueState::resolved : IssueState::open);
    }
}

TEST(SessionEnd, WithoutAnOutcomeIsUnstated) {
    World world;
    Pair pair = world.talk();
    EXPECT_EQ(pair.coach.end(pair.session).session.outcome, Outcome::unstated);
}

TEST(SessionEnd, LeavesTheNextStepToBoth) {
    World world;
    Pair pair = world.talk();
    const auto ended = pair.coach.get<SessionChanged>(
        EndSession{pair.session, Outcome::resolved, "Build one chart by Friday"});
    EXPECT_EQ(ended.session.session.next_step, "Build one chart by Friday");
    EXPECT_EQ(pair.learner.last<SessionChanged>().session.session.next_step, "Build one chart by Friday");
}

TEST(SessionEnd, TakesANextStepOfOneShortLine) {
    World world;
    Pair pair = world.talk();
    const auto with = [&](std::string line) {
        return EndSession{pair.session, Outcome::none, std::move(line)};
    };
    EXPECT_EQ(pair.coach.refused(with(std::string(501, 'x'))).code, ErrorCode::too_large);
    EXPECT_EQ(pair.coach.refused(with("one\ntwo")).code, ErrorCode::invalid_argument);
    EXPECT_EQ(world.session(pair.session).state, SessionState::active);
    const std::string longest(500, 'x');
    EXPECT_EQ(pair.coach.get<SessionChanged>(with(longest)).session.session.next_step, longest);
}

TEST(SessionEnd, TakesNoOutcomeThatOnlyTheServerStates) {
    World world;
    Pair pair = world.talk();
    for (const Outcome outcome :
         {Outcome::wrong_match, Outcome::abandoned, Outcome::unstated, Outcome::no_show, Outcome{77}}) {
        EXPECT_EQ(pair.learner.refused(EndSession{pair.session, outcome}).code, ErrorCode::invalid_argument);
    }
    EXPECT_EQ(world.session(pair.session).state, SessionState::active);
}

TEST(SessionEnd, FreesBothAndGivesTheCoachTwoMinutes) {
    World world;
    Pair pair = world.talk();
    pair.coach.say(pair.session, "Hello");
    Client leo = world.connect("leo");
    leo.ask();
    world.advance(minutes(5));
    EXPECT_FALSE(pair.coach.offer());
    pair.learner.end(pair.session);
    EXPECT_EQ(pair.coach.last<PresenceChanged>().presence.state, PresenceState::ready);
    EXPECT_EQ(pair.coach.last<PresenceChanged>().presence.next_offer_from, world.now() + minutes(2));
    EXPECT_EQ(pair.learner.last<PresenceChanged>().presence.state, PresenceState::away);
    EXPECT_EQ(pair.coach.person().free_since, world.now());
    world.advance(just_under(minutes(2)));
    EXPECT_FALSE(pair.coach.offer());
    world.advance(one_ms);
    EXPECT_TRUE(pair.coach.offer());
    EXPECT_FALSE(pair.coach.last<PresenceChanged>().presence.next_offer_from);
}

TEST(SessionEnd, ThePauseOutlastsARestart) {
    World world;
    Pair pair = world.talk();
    pair.coach.end(pair.session);
    world.connect("leo").ask();
    world.restart();
    world.connect("leo");
    const Client carl = world.connect("carl", a_coach_of_s1());
    world.advance(just_under(minutes(2)));
    EXPECT_FALSE(carl.offer());
    world.advance(one_ms);
    EXPECT_TRUE(carl.offer());
}

TEST(WrongMatch, PutsTheRequestBackInFrontWithinThreeMinutes) {
    World world;
    Client leo = world.connect("leo");
    Client carl = world.ready_coach("carl");
    Client lea = world.connect("lea");
    const Instant asked = world.now();
    Pair pair = world.talk(lea, carl);
    carl.say(pair.session, "Hello");
    leo.ask();
    world.advance(minutes(3));
    EXPECT_EQ(lea.get<SessionChanged>(WrongMatch{pair.session}).session.session.outcome,
              Outcome::wrong_match);
    const Request again = world.last_request();
    EXPECT_EQ(again.reason, RequestReason::wrong_match);
    EXPECT_EQ(again.waiting_since, asked);
    EXPECT_EQ(again.leave_out, std::vector{carl.id()});
    EXPECT_EQ(world.ready_coach("cora").offer()->offer.request, again.id) << "before who waits already";
    EXPECT_TRUE(carl.person().ready_until) << "no blame";
    EXPECT_EQ(world.issue(again.issue).sessions, 0U);
}

TEST(WrongMatch, IsTooLateAfterThreeMinutes) {
    World world;
    Pair pair = world.talk();
    pair.coach.say(pair.session, "Hello");
    world.advance(minutes(3) + one_ms);
    EXPECT_EQ(pair.learner.refused(WrongMatch{pair.session}).code, ErrorCode::too_late);
    EXPECT_EQ(pair.coach.refused(WrongMatch{pair.session}).code, ErrorCode::too_late);
    EXPECT_EQ(world.session(pair.session).state, SessionState::active);
}

TEST(WrongMatch, CanBeSaidByTheCoachAndBeforeTheStart) {
    World world;
    Pair pair = world.match();
    pair.coach.get<SessionChanged>(WrongMatch{pair.session});
    EXPECT_EQ(world.last_request().reason, RequestReason::wrong_match);
    EXPECT_TRUE(world.last_request().open());
    EXPECT_FALSE(pair.coach.person().next_offer_from);
}

TEST(WrongMatch, OpensNothingWhereTheLearnerAskedAnewOrSolvedIt) {
    World world;
    Pair pair = world.talk();
    pair.coach.say(pair.session, "Hello");
    const IssueId issue = world.session(pair.session).issue;
    const Request anew = pair.learner.get<Asked>(AskAgain{issue, 15, {}, {}}).request.request;
    pair.learner.get<SessionChanged>(WrongMatch{pair.session});
    EXPECT_EQ(world.last_request().id, anew.id);

    World second;
    Pair other = second.talk();
    const IssueId solved = second.session(other.session).issue;
    const Request asked = other.learner.get<Asked>(AskAgain{solved, 15, {}, {}}).request.request;
    other.learner.get<Done>(SolvedAlone{asked.id});
    other.learner.get<SessionChanged>(WrongMatch{other.session});
    EXPECT_TRUE(second.rows().open_requests.empty());
}

TEST(ReopenedRequest, ExpiresAtTheEndOfTheDayOnWhichItCameBack) {
    World world({}, utc(2026, 3, 2, 23, 50));
    Client carl = world.ready_coach("carl");
    Client lea = world.connect("lea");
    world.match(lea, carl);
    world.skip(minutes(20));
    world.tick();  // nobody joined
    EXPECT_EQ(world.last_request().expires_at, utc(2026, 3, 4));
}

TEST(Extension, IsMadeWhenBothAgree) {
    World world;
    Pair pair = world.talk();
    pair.coach.say(pair.session, "Hello");
    const Instant start = world.session(pair.session).started_at;
    world.advance(minutes(12));
    EXPECT_EQ(pair.coach.pushes<EndingSoon>().size(), 1U);
    const SessionView proposed = pair.learner.get<SessionChanged>(Extend{pair.session, true}).session;
    EXPECT_EQ(proposed.session.extension_by, pair.learner.id());
    EXPECT_EQ(pair.coach.last<SessionChanged>().session.session.extension_by, pair.learner.id());
    pair.learner.get<SessionChanged>(Extend{pair.session, true});
    EXPECT_EQ(world.session(pair.session).minutes, 15U) << "one alone does not agree";
    const SessionView agreed = pair.coach.get<SessionChanged>(Extend{pair.session, true}).session;
    EXPECT_EQ(agreed.session.minutes, 30U);
    EXPECT_EQ(agreed.session.ends_at, start + minutes(30));
    EXPECT_FALSE(agreed.session.extension_by);
    world.advance(minutes(12));
    EXPECT_EQ(world.session(pair.session).state, SessionState::active) << "past the old end";
    EXPECT_EQ(pair.coach.pushes<EndingSoon>().size(), 1U);
    world.advance(minutes(1));
    EXPECT_EQ(pair.coach.pushes<EndingSoon>().size(), 2U) << "five minutes before the new end";
    EXPECT_EQ(pair.coach.last<EndingSoon>().ends_at, start + minutes(30));
}

TEST(Extension, IsClearedByARefusal) {
    World world;
    Pair pair = world.talk();
    pair.learner.get<SessionChanged>(Extend{pair.session, true});
    pair.coach.get<SessionChanged>(Extend{pair.session, false});
    EXPECT_FALSE(world.session(pair.session).extension_by);
    EXPECT_FALSE(pair.learner.last<SessionChanged>().session.session.extension_by);
    pair.coach.get<SessionChanged>(Extend{pair.session, true});
    EXPECT_EQ(world.session(pair.session).minutes, 15U) << "it begins from anew";
    EXPECT_EQ(world.session(pair.session).extension_by, pair.coach.id());
}

TEST(Extension, IsFromFifteenToThirtyOnly) {
    World world;
    Client carl = world.ready_coach("carl");
    Client lea = world.connect("lea");
    lea.ask(a_wish(lea.open_issue().id).minutes(30));
    const SessionId session = carl.accept(carl.offer()->offer.id).session.id;
    lea.join(session);
    EXPECT_EQ(lea.refused(Extend{session, true}).code, ErrorCode::wrong_session_state);
    carl.join(session);
    EXPECT_EQ(world.session(session).ends_at, world.now() + minutes(30));
    EXPECT_EQ(lea.refused(Extend{session, true}).code, ErrorCode::cannot_extend);
}

TEST(Extension, IsNoneOfTheWrapUp) {
    World world;
    Pair pair = world.talk();
    pair.coach.say(pair.session, "Hello");
    pair.learner.get<SessionChanged>(Extend{pair.session, true});
    world.advance(minutes(15));
    EXPECT_FALSE(world.session(pair.session).extension_by);
    EXPECT_EQ(pair.coach.refused(Extend{pair.session, true}).code, ErrorCode::wrong_session_state);
}

TEST(OneSession, WhoLearnsAndCoachesIsInOneAtATime) {
    World world;
    Client both = world.ready_coach("both", a_coach_of_s1().as(Role::learner));
    both.ask(a_wish(both.open_issue().id));
    world.match(world.connect("lea"), both);
    const Client carl = world.ready_coach("carl");
    world.advance(seconds(30));
    EXPECT_FALSE(carl.offer()) << "the own request waits while they coach";
}

TEST(OneSession, AnOfferOfTheOwnRequestIsTakenBackWhenOneAcceptsAnother) {
    World world;
    Client both = world.ready_coach("both", a_coach_of_s1(5).as(Role::learner));
    Client carl = world.ready_coach("carl");
    const Request own = both.ask();
    const OfferId to_carl = carl.offer()->offer.id;
    world.connect("lea").ask();
    both.accept(both.offer()->offer.id);
    EXPECT_EQ(world.rows().offers.at(to_carl).state, OfferState::rescinded);
    EXPECT_EQ(world.request(own.id).state, RequestState::waiting);
    EXPECT_EQ(carl.refused(AcceptOffer{to_carl}).code, ErrorCode::offer_not_open);
}

TEST(OneSession, AnOfferToTheLearnerIsTakenBackWhenTheyAreMatched) {
    World world;
    Client both = world.ready_coach("both", a_coach_of_s1().as(Role::learner));
    Client lea = world.connect("lea");
    const Request leas = lea.ask();
    const OfferId to_both = both.offer()->offer.id;
    both.show(to_both);
    Client carl = world.ready_coach("carl");
    both.ask();
    carl.accept(carl.offer()->offer.id);
    EXPECT_EQ(world.rows().offers.at(to_both).state, OfferState::rescinded);
    EXPECT_EQ(world.request(leas.id).state, RequestState::waiting);
    EXPECT_EQ(both.look().presence.state, PresenceState::in_session);
}

}  // namespace
}  // namespace courtside::core
