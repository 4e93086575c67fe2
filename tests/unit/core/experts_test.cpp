// A second expert in a running session.

#include "support/world.hpp"

#include <gtest/gtest.h>

namespace courtside::core {
namespace {

using namespace support;

class Experts : public ::testing::Test {
protected:
    Experts() { carl.say(session, "Hello"); }

    void ask_in(const Client& expert) { carl.get<Done>(InviteExpert{session, expert.id(), ""}); }
    SessionView bring_in(Client& expert) {
        ask_in(expert);
        return expert.accept(expert.offer().value().offer.id);
    }
    const Participant& third() { return world.session(session).participants.at(2); }
    void everybody_leaves(std::vector<Client> clients) {
        for (Client& client : clients) {
            client.disconnect();
        }
    }

    World world;
    Pair pair = world.talk();
    Client lea = pair.learner;
    Client carl = pair.coach;
    SessionId session = pair.session;
    Client emma = world.ready_coach("emma", a_coach().skilled("S2", 5).named("Emma"));
};

TEST_F(Experts, AreOfferedTheRunningSession) {
    ask_in(emma);
    const OfferView offer = emma.offer().value();
    EXPECT_EQ(offer.offer.session, session);
    EXPECT_EQ(offer.title, "How do I begin?");
    EXPECT_TRUE(offer.offer.reasons.has(MatchReason::second_expert));
    EXPECT_EQ(emma.look().offers.at(0).offer.id, offer.offer.id);
    EXPECT_TRUE(lea.pushes<RequestChanged>().back().request.request.state == RequestState::matched)
        << "the learner's request is as it was";
}

TEST_F(Experts, JoinByAcceptingAndEverybodySeesThem) {
    lea.forget();
    const SessionView view = bring_in(emma);
    ASSERT_EQ(view.participants.size(), 3U);
    EXPECT_EQ(view.participants[2].name, "Emma");
    EXPECT_EQ(view.participants[2].participant.role, SessionRole::expert);
    EXPECT_EQ(view.participants[2].participant.joined_at, world.now());
    EXPECT_EQ(lea.last<SessionChanged>().session.participants.size(), 3U);
    EXPECT_EQ(carl.last<SessionChanged>().session.participants.size(), 3U);
    EXPECT_EQ(emma.last<PresenceChanged>().presence.state, PresenceState::in_session);
    EXPECT_EQ(emma.look().sessions.at(0).session.id, session);
    EXPECT_EQ(third().role, SessionRole::expert);
}

TEST_F(Experts, TakePartInEverythingThatIsSaid) {
    carl.say(session, "Before");
    bring_in(emma);
    EXPECT_EQ(emma.say(session, "I have seen that").number, 3U);
    EXPECT_EQ(lea.last<MessageAdded>().message->text, "I have seen that");
    lea.say(session, "Good");
    EXPECT_EQ(emma.last<MessageAdded>().message->text, "Good");
    EXPECT_EQ(emma.reads<QueryMessages>(FetchMessages{session, 0, 0}).live.value().rows.size(), 4U)
        << "from the first message on";
    emma.get<Done>(Mark{session, 4, 4});
    EXPECT_EQ(lea.last<MarksChanged>().person, emma.id());
    EXPECT_EQ(third().read_to, 4U);
    lea.send(SetTyping{session, true});
    EXPECT_EQ(emma.last<TypingChanged>().person, lea.id());
    emma.send(SendSignal{session, "x"});
    EXPECT_EQ(carl.last<SignalReceived>().sender, emma.id());
    world.advance(minutes(10));
    EXPECT_EQ(emma.last<EndingSoon>().session, session);
}

TEST_F(Experts, DecideNothingAboutTheSession) {
    bring_in(emma);
    for (const Command& command :
         {Command(Extend{session, true}), Command(WrongMatch{session}), Command(EndSession{session, {}}),
          Command(HandOver{session, {}, "", ""}), Command(InviteExpert{session, {}, ""})}) {
        EXPECT_EQ(emma.refused(command).code, ErrorCode::not_allowed);
    }
    lea.get<SessionChanged>(Extend{session, true});
    EXPECT_EQ(carl.get<SessionChanged>(Extend{session, true}).session.session.minutes, 30U);
    emma.get<Done>(WriteNote{session, "Knows more than they think"});
    EXPECT_EQ(emma.reads<QueryBriefing>(FetchBriefing{session}).session, session);
}

TEST_F(Experts, LeaveAndTheOthersTalkOn) {
    bring_in(emma);
    lea.forget();
    emma.forget();
    emma.get<Done>(LeaveSession{session});
    EXPECT_EQ(third().left_at, world.now());
    EXPECT_EQ(world.session(session).state, SessionState::active);
    const SessionView seen = lea.last<SessionChanged>().session;
    EXPECT_EQ(seen.participants[2].participant.left_at, world.now());
    EXPECT_FALSE(seen.participants[2].connected);
    EXPECT_EQ(emma.last<SessionChanged>().session.participants[2].participant.left_at, world.now());
    lea.say(session, "For Carl alone");
    EXPECT_TRUE(emma.pushes<MessageAdded>().empty());
    EXPECT_GT(carl.last<MessageAdded>().message->sent_at, third().left_at) << "in the same millisecond";
    EXPECT_EQ(emma.refused(FetchMessages{session, 0, 0}).code, ErrorCode::not_found);
    EXPECT_EQ(emma.refused(text(session, "still here")).code, ErrorCode::not_found);
    EXPECT_TRUE(emma.look().sessions.empty());
    EXPECT_EQ(emma.look().presence.state, PresenceState::ready);
    emma.get<Done>(WriteNote{session, "They will manage"});
    EXPECT_EQ(lea.refused(LeaveSession{session}).code, ErrorCode::not_allowed);
    EXPECT_EQ(carl.refused(LeaveSession{session}).code, ErrorCode::not_allowed);
}

TEST_F(Experts, WhoLeftCanBeAskedAgain) {
    bring_in(emma);
    emma.get<Done>(LeaveSession{session});
    world.advance(minutes(2));
    const SessionView view = bring_in(emma);
    EXPECT_EQ(view.participants.size(), 3U);
    EXPECT_FALSE(third().left_at);
}

TEST_F(Experts, WhoDisappearsLeavesAfterTheGraceAndTheSessionGoesOn) {
    bring_in(emma);
    emma.disconnect();
    EXPECT_TRUE(lea.last<SessionChanged>().session.participants[2].grace_ends);
    world.advance(world.rules().grace);
    EXPECT_EQ(world.session(session).state, SessionState::active);
    EXPECT_TRUE(third().left_at);
    EXPECT_TRUE(lea.last<SessionChanged>().session.participants[2].participant.left_at);
}

TEST_F(Experts, WhoComesBackInTimeStays) {
    bring_in(emma);
    emma.disconnect();
    world.advance(seconds(60));
    emma = world.connect("emma", a_coach().skilled("S2", 5));
    world.advance(world.rules().grace);
    EXPECT_FALSE(third().left_at);
    EXPECT_EQ(emma.look().sessions.size(), 1U);
}

TEST_F(Experts, AreFreeAgainWhenTheSessionEnds) {
    bring_in(emma);
    carl.end(session, Outcome::resolved);
    EXPECT_EQ(emma.last<SessionChanged>().session.session.state, SessionState::ended);
    EXPECT_EQ(emma.look().presence.state, PresenceState::ready);
    EXPECT_EQ(third().left_at, world.now());
    emma.get<Done>(CloseWithWord{session, core::Answer::yes, core::Answer::none, core::Answer::none, "Fine"});
}

TEST_F(Experts, AreAskedOneAfterTheOtherWhereNobodyIsNamed) {
    Client erik = world.ready_coach("erik", a_coach().skilled("S2", 3));
    carl.get<Done>(InviteExpert{session, {}, "S2"});
    EXPECT_FALSE(erik.offer());
    EXPECT_EQ(emma.offer()->skill, "S2");
    emma.show(emma.offer()->offer.id);
    emma.decline(emma.offer()->offer.id);
    ASSERT_TRUE(erik.offer());
    erik.accept(erik.offer()->offer.id);
    EXPECT_EQ(third().person, erik.id());
}

TEST_F(Experts, WhoIsNamedAndDeclinesIsTheOnlyOneAsked) {
    Client erik = world.ready_coach("erik", a_coach().skilled("S2", 3));
    ask_in(emma);
    emma.show(emma.offer()->offer.id);
    emma.decline(emma.offer()->offer.id);
    EXPECT_FALSE(erik.offer());
    ask_in(erik);  // the invitation is over
    EXPECT_TRUE(erik.offer());
}

TEST_F(Experts, WithoutASkillNamedNeedTheOneThatWasAskedFor) {
    const Client cleo = world.ready_coach("cleo");
    carl.get<Done>(InviteExpert{session, {}, ""});
    EXPECT_FALSE(emma.offer());
    EXPECT_TRUE(cleo.offer());
}

TEST_F(Experts, ComeOneAtATime) {
    Client erik = world.ready_coach("erik", a_coach().skilled("S2", 3));
    ask_in(emma);
    EXPECT_EQ(carl.refused(InviteExpert{session, erik.id(), ""}).code, ErrorCode::not_allowed);
    emma.accept(emma.offer()->offer.id);
    EXPECT_EQ(carl.refused(InviteExpert{session, erik.id(), ""}).code, ErrorCode::not_allowed);
}

TEST_F(Experts, AreAskedByTheCoachAloneAndInAnActiveSession) {
    EXPECT_EQ(lea.refused(InviteExpert{session, emma.id(), ""}).code, ErrorCode::not_allowed);
    for (const PersonId person : {lea.id(), carl.id(), PersonId{999}}) {
        EXPECT_EQ(carl.refused(InviteExpert{session, person, ""}).code, ErrorCode::not_found);
    }
    EXPECT_EQ(carl.refused(InviteExpert{session, {}, "none"}).code, ErrorCode::invalid_argument);
    world.advance(minutes(15));
    EXPECT_EQ(carl.refused(InviteExpert{session, emma.id(), ""}).code, ErrorCode::wrong_session_state);
}

TEST_F(Experts, WhoAreNotFreeAndWhomTheLearnerDoesNotWantLookTheSame) {
    const Client away = world.connect("away", a_coach().skilled("S2", 3));
    const Error absent = carl.refused(InviteExpert{session, away.id(), ""});
    EXPECT_EQ(absent.code, ErrorCode::not_found);
    lea.get<Done>(Block{emma.id()});
    EXPECT_EQ(carl.refused(InviteExpert{session, emma.id(), ""}), absent);
    EXPECT_EQ(carl.refused(InviteExpert{session, {}, "S2"}), absent);
}

TEST_F(Experts, WhomTheLearnerBlocksMeanwhileIsNotAskedAnyMore) {
    ask_in(emma);
    lea.get<Done>(Block{emma.id()});
    EXPECT_FALSE(emma.offer());
    world.advance(seconds(30));
    EXPECT_FALSE(emma.offer());
}

TEST_F(Experts, WhoDoesNotWantToMeetTheCoachIsNotAsked) {
    emma.get<Done>(Block{carl.id()});
    EXPECT_EQ(carl.refused(InviteExpert{session, emma.id(), ""}).code, ErrorCode::not_found);
    emma.get<Done>(Unblock{carl.id()});
    ask_in(emma);
    emma.get<Done>(Block{carl.id()});
    EXPECT_FALSE(emma.offer());
}

TEST_F(Experts, AreAFewInOneSessionAtMost) {
    for (int i = 3; i <= 8; ++i) {
        Client expert = world.ready_coach("expert " + std::to_string(i), a_coach().skilled("T4", 2));
        bring_in(expert);
        expert.get<Done>(LeaveSession{session});
    }
    EXPECT_EQ(carl.refused(InviteExpert{session, emma.id(), ""}).code, ErrorCode::too_large);
}

TEST(ExpertsOfALearner, AreNeverTheManagerOrFromAUnitThatIsLeftOut) {
    World world;
    Client boss = world.ready_coach("boss", a_coach().skilled("S2", 3));
    Client near = world.ready_coach("near", a_coach().skilled("S2", 3).in_unit("Sales"));
    Client lea = world.connect("lea", a_learner().managed_by("boss").in_unit("Sales"));
    Client carl = world.ready_coach("carl");
    lea.ask(a_wish(lea.open_issue().id).other_units_only());
    const SessionId session = carl.accept(carl.offer()->offer.id).session.id;
    lea.join(session);
    carl.join(session);
    for (const PersonId person : {boss.id(), near.id(), PersonId{}}) {
        EXPECT_EQ(carl.refused(InviteExpert{session, person, person ? "" : "S2"}).code, ErrorCode::not_found);
    }
}

TEST_F(Experts, AnOfferIsTakenBackWhenTheSessionEndsOrTimeIsUp) {
    ask_in(emma);
    carl.end(session);
    EXPECT_FALSE(emma.offer());
    EXPECT_EQ(emma.last<OfferClosed>().state, OfferState::rescinded);
}

TEST_F(Experts, AnOfferThatWaitsAtTheHardCapIsTakenBack) {
    world.advance(seconds(14 * 60 + 50));
    ask_in(emma);
    emma.show(emma.offer()->offer.id);
    world.advance(seconds(10));
    EXPECT_EQ(world.session(session).state, SessionState::wrap_up);
    EXPECT_FALSE(emma.offer());
}

TEST_F(Experts, AnErasedExpertLeaves) {
    bring_in(emma);
    emma.say(session, "My words");
    world.admin(ErasePerson{TenantId{1}, "emma"});
    EXPECT_EQ(world.session(session).state, SessionState::active);
    EXPECT_TRUE(third().left_at);
    EXPECT_TRUE(world.store().messages(TenantId{1}, session).at(1).redacted);
}

TEST_F(Experts, AreRememberedOverARestart) {
    bring_in(emma);
    emma.get<Done>(LeaveSession{session});
    Client erik = world.ready_coach("erik", a_coach().skilled("S2", 3));
    bring_in(erik);
    everybody_leaves({lea, carl, emma, erik});
    const std::uint64_t before = world.engine().digest();
    world.restart();
    EXPECT_EQ(world.engine().digest(), before);
    erik = world.connect("erik", a_coach().skilled("S2", 3));
    EXPECT_EQ(erik.look().sessions.size(), 1U);
    emma = world.connect("emma", a_coach().skilled("S2", 5));
    EXPECT_TRUE(emma.look().sessions.empty());
    world.advance(world.rules().grace);
    EXPECT_EQ(world.session(session).outcome, Outcome::abandoned) << "learner and coach are not back";
}

TEST_F(Experts, AnInvitationDoesNotOutliveARestart) {
    ask_in(emma);
    world.restart();
    lea = world.connect("lea");
    carl = world.connect("carl", a_coach_of_s1());
    emma = world.connect("emma", a_coach().skilled("S2", 5));
    EXPECT_FALSE(emma.offer());
    ask_in(emma);
    EXPECT_TRUE(emma.offer());
}

TEST_F(Experts, CommandsSentAgainChangeNothing) {
    carl.get<Done>(InviteExpert{session, emma.id(), ""}, command_id(1));
    const AcceptOffer accept{emma.offer()->offer.id};
    emma.get<SessionChanged>(accept, command_id(2));
    std::uint64_t before = world.engine().digest();
    carl.get<Done>(InviteExpert{session, emma.id(), ""}, command_id(1));
    EXPECT_EQ(emma.get<SessionChanged>(accept, command_id(2)).session.session.id, session);
    EXPECT_EQ(world.engine().digest(), before);
    emma.get<Done>(LeaveSession{session}, command_id(3));
    before = world.engine().digest();
    emma.get<Done>(LeaveSession{session}, command_id(3));
    EXPECT_EQ(world.engine().digest(), before);
}

}  // namespace
}  // namespace courtside::core
