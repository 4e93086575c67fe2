// A change that is sent again returns the first result and changes nothing.

#include "support/world.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace courtside::core {
namespace {

using namespace support;

/// No state is changed by what `act` does.
void expect_no_change(World& world, const std::function<void()>& act) {
    const std::uint64_t before = world.engine().digest();
    act();
    EXPECT_EQ(world.engine().digest(), before);
    for (const Effect& effect : world.effects()) {
        EXPECT_FALSE(std::holds_alternative<Persist>(effect) || std::holds_alternative<Notify>(effect))
            << describe(effect);
    }
}

class Repeats : public ::testing::Test {
protected:
    const CommandId id = command_id(1);
    World world;
    Client lea = world.connect("lea");
};

TEST_F(Repeats, OfAnIssueReturnIt) {
    const Issue issue = lea.get<IssueOpened>(OpenIssue{"t", "d"}, id).issue;
    // Not asked for yet, so not live: the store tells how it is now.
    expect_no_change(world, [&] {
        EXPECT_EQ(lea.reads<QueryIssue>(OpenIssue{"t", "d"}, id).issue, issue.id);
    });
    lea.ask(a_wish(issue.id));
    expect_no_change(world, [&] {
        EXPECT_EQ(lea.get<IssueOpened>(OpenIssue{"t", "d"}, id).issue.id, issue.id);
    });
    EXPECT_EQ(world.rows().issues.size(), 1U);
}

TEST_F(Repeats, OfAnAskReturnTheRequest) {
    const IssueId issue = lea.open_issue().id;
    const Ask wish = a_wish(issue);
    const Request request = lea.get<Asked>(wish, id).request.request;
    expect_no_change(world, [&] { EXPECT_EQ(lea.get<Asked>(wish, id).request.request.id, request.id); });
    lea.get<Done>(CancelRequest{request.id});
    expect_no_change(world, [&] { EXPECT_EQ(lea.reads<QueryRequest>(wish, id).request, request.id); });
    const AskAgain again{issue, 15, {}, {}};
    const Request second = lea.get<Asked>(again, command_id(2)).request.request;
    expect_no_change(world,
                     [&] { EXPECT_EQ(lea.get<Asked>(again, command_id(2)).request.request.id, second.id); });
}

TEST_F(Repeats, OfWhatEndsARequestAreDone) {
    const RequestId first = lea.ask().id;
    lea.get<Done>(CancelRequest{first}, id);
    expect_no_change(world, [&] { lea.get<Done>(CancelRequest{first}, id); });
    const RequestId second = lea.ask().id;
    lea.get<Done>(SolvedAlone{second}, command_id(2));
    expect_no_change(world, [&] { lea.get<Done>(SolvedAlone{second}, command_id(2)); });
}

TEST_F(Repeats, OfAPromiseReturnTheRequest) {
    Client carl = world.connect("carl", a_coach_of_s1());
    carl.get<PresenceChanged>(SetAvailability{{{world.now() + hours(1), world.now() + hours(2)}}});
    const RequestId request = lea.ask().id;
    world.advance(seconds(90));
    const TakePromise take{request, world.request(request).proposed};
    lea.get<Asked>(take, id);
    lea.get<Asked>(WidenRequest{request}, command_id(2));
    expect_no_change(world, [&] { EXPECT_EQ(lea.get<Asked>(take, id).request.request.id, request); });
    expect_no_change(world, [&] { lea.get<Asked>(WidenRequest{request}, command_id(2)); });
}

TEST_F(Repeats, OfBlocksAreDoneAndDoNotUndoWhatCameBetween) {
    const PersonId leo = world.connect("leo").id();
    lea.get<Done>(Block{leo}, id);
    lea.get<Done>(Unblock{leo}, command_id(2));
    expect_no_change(world, [&] { lea.get<Done>(Block{leo}, id); });
    EXPECT_TRUE(lea.person().blocked.empty());
    expect_no_change(world, [&] { lea.get<Done>(Unblock{leo}, command_id(2)); });
}

TEST_F(Repeats, OfADeclineAreDone) {
    Client carl = world.ready_coach("carl");
    lea.ask();
    const DeclineOffer decline{carl.offer()->offer.id, DeclineReason::busy, "note"};
    carl.get<Done>(decline, id);
    expect_no_change(world, [&] { carl.get<Done>(decline, id); });
}

TEST_F(Repeats, OfWhatHappensInASessionReturnItAsItIs) {
    Client carl = world.ready_coach("carl");
    lea.ask();
    const AcceptOffer accept{carl.offer()->offer.id};
    const SessionId session = carl.get<SessionChanged>(accept, command_id(1)).session.session.id;
    const auto returns_it = [&](Client& client, const Command& command, const CommandId& with) {
        expect_no_change(
            world, [&] { EXPECT_EQ(client.get<SessionChanged>(command, with).session.session.id, session); });
    };
    returns_it(carl, accept, command_id(1));
    lea.get<SessionChanged>(JoinSession{session}, command_id(2));
    returns_it(lea, JoinSession{session}, command_id(2));
    carl.join(session);
    carl.say(session, "Hello");
    lea.get<SessionChanged>(Extend{session, true}, command_id(3));
    carl.get<SessionChanged>(Extend{session, true}, command_id(3));
    returns_it(lea, Extend{session, true}, command_id(3));
    EXPECT_EQ(world.session(session).minutes, 30U);
    lea.get<SessionChanged>(EndSession{session, Outcome::resolved}, command_id(4));
    // Now it is not live any more: the store answers.
    for (const auto& [command, with] :
         {std::pair(Command(JoinSession{session}), command_id(2)),
          std::pair(Command(Extend{session, true}), command_id(3)),
          std::pair(Command(EndSession{session, Outcome::resolved}), command_id(4))}) {
        expect_no_change(world, [&] { EXPECT_EQ(lea.reads<QuerySession>(command, with).session, session); });
    }
    expect_no_change(world,
                     [&] { EXPECT_EQ(carl.reads<QuerySession>(accept, command_id(1)).session, session); });
}

TEST_F(Repeats, OfAWrongMatchReturnTheEndedSession) {
    Pair pair = world.talk(lea, world.ready_coach("carl"));
    lea.get<SessionChanged>(WrongMatch{pair.session}, id);
    expect_no_change(world, [&] {
        EXPECT_EQ(lea.reads<QuerySession>(WrongMatch{pair.session}, id).session, pair.session);
    });
    EXPECT_EQ(world.rows().requests.size(), 2U);
}

TEST_F(Repeats, OfAClosingWordAreDone) {
    Pair pair = world.talk(lea, world.ready_coach("carl"));
    pair.coach.say(pair.session, "Hello");
    lea.end(pair.session);
    const CloseWithWord first{pair.session, Answer::yes, Answer::yes, Answer::no, "good"};
    lea.get<Done>(first, id);
    lea.get<Done>(CloseWithWord{pair.session, Answer::no, Answer::no, Answer::no, "second thoughts"});
    expect_no_change(world, [&] { lea.get<Done>(first, id); });
    EXPECT_EQ(world.rows().words.at({pair.session, lea.id()}).line, "second thoughts");
}

TEST_F(Repeats, WithAnotherContentAreRefused) {
    Client carl = world.ready_coach("carl");
    const PersonId leo = world.connect("leo").id();
    const auto refused = [&](Client& client, const Command& command, const CommandId& with) {
        expect_no_change(
            world, [&] { EXPECT_EQ(client.refused(command, with).code, ErrorCode::command_id_reused); });
    };
    const IssueId issue = lea.get<IssueOpened>(OpenIssue{"t", "d"}, command_id(1)).issue.id;
    refused(lea, OpenIssue{"t", "e"}, command_id(1));
    refused(lea, OpenIssue{"td", ""}, command_id(1));
    refused(lea, CancelRequest{RequestId{1}}, command_id(1));
    lea.get<Asked>(a_wish(issue), command_id(2));
    refused(lea, a_wish(issue).minutes(30), command_id(2));
    refused(lea, a_wish(issue).needed_by(world.now() + hours(1)), command_id(2));
    refused(lea, a_wish(issue).within(world.now(), world.now() + hours(1)), command_id(2));
    refused(lea, a_wish(issue).skill("S2"), command_id(2));
    refused(lea, a_wish(issue).least_level(2), command_id(2));
    refused(lea, a_wish(issue).in_language("en"), command_id(2));
    refused(lea, a_wish(issue).prefer(leo), command_id(2));
    refused(lea, a_wish(issue).without(leo), command_id(2));
    refused(lea, a_wish(issue).manager_too(), command_id(2));
    refused(lea, a_wish(issue).other_units_only(), command_id(2));
    lea.get<Done>(Block{leo}, command_id(3));
    refused(lea, Block{carl.id()}, command_id(3));
    refused(lea, Unblock{leo}, command_id(3));
    const AcceptOffer accept{carl.offer()->offer.id};
    const SessionId session = carl.get<SessionChanged>(accept, command_id(4)).session.session.id;
    refused(carl, AcceptOffer{OfferId{99}}, command_id(4));
    refused(carl, DeclineOffer{accept.offer, {}, ""}, command_id(4));
    carl.get<SessionChanged>(JoinSession{session}, command_id(5));
    refused(carl, JoinSession{SessionId{99}}, command_id(5));
    carl.get<SessionChanged>(EndSession{session, Outcome::none}, command_id(6));
    refused(carl, EndSession{session, Outcome::resolved}, command_id(6));
    refused(carl, EndSession{session, Outcome::none, "another next step"}, command_id(6));
}

TEST_F(Repeats, WorkFromAnotherDeviceButNotForAnotherPerson) {
    lea.get<IssueOpened>(OpenIssue{"t", "d"}, id);
    Client phone = world.connect("lea");
    EXPECT_EQ(phone.reads<QueryIssue>(OpenIssue{"t", "d"}, id).issue, IssueId{1});
    Client leo = world.connect("leo");
    EXPECT_EQ(leo.get<IssueOpened>(OpenIssue{"t", "d"}, id).issue.id, IssueId{2});
}

TEST_F(Repeats, AreKnownFromTheStoreLongAfterAndOverARestart) {
    lea.get<IssueOpened>(OpenIssue{"t", "d"}, id);
    world.advance(days(7));
    lea = world.connect("lea");
    lea.open_issue();  // lets the memory of a short while forget
    EXPECT_EQ(lea.reads<QueryIssue>(OpenIssue{"t", "d"}, id).issue, IssueId{1});
    world.restart();
    lea = world.connect("lea");
    EXPECT_EQ(lea.reads<QueryIssue>(OpenIssue{"t", "d"}, id).issue, IssueId{1});
    EXPECT_EQ(lea.refused(OpenIssue{"u", "d"}, id).code, ErrorCode::command_id_reused);
}

TEST_F(Repeats, AreKnownFromMemoryBeforeTheStoreHasThem) {
    // Within one turn of the loop the store is asked before the first one's records are in it.
    lea.get<IssueOpened>(OpenIssue{"t", "d"}, id);
    Effects effects;
    const ZoneTables zones = test_zones();
    const Foresight policy;
    Engine engine({}, zones, policy);
    for (WorldHost::Recorded recorded : world.host().recording()) {
        if (auto* command = std::get_if<ClientCommand>(&recorded.input)) {
            command->prior.reset();
        }
        engine.step(recorded.input, recorded.at, effects);
    }
    effects.clear();
    engine.step(ClientCommand{lea.connection(), 1, id, OpenIssue{"t", "d"}, std::nullopt}, world.now(),
                effects);
    ASSERT_EQ(effects.size(), 1U);
    EXPECT_TRUE(std::holds_alternative<Read>(effects[0]));
}

TEST_F(Repeats, OfARefusalAreTriedAgain) {
    EXPECT_EQ(lea.refused(OpenIssue{"", ""}, id).code, ErrorCode::invalid_argument);
    EXPECT_TRUE(world.rows().commands.empty()) << "refusals are not recorded";
    EXPECT_EQ(lea.get<IssueOpened>(OpenIssue{"now right", ""}, id).issue.title, "now right");
}

TEST_F(Repeats, AreRecordedForChangesOnly) {
    Client carl = world.ready_coach("carl");
    carl.get<PresenceChanged>(SetAvailability{}, id);
    lea.get<SkillsPage>(FetchSkills{}, id);
    EXPECT_TRUE(world.rows().commands.empty());
    for (const Command& command :
         {Command(OpenIssue{"t", ""}), Command(Block{}), Command(AcceptOffer{}), Command(EndSession{})}) {
        EXPECT_TRUE(needs_command_id(command));
        world.step(ClientCommand{lea.connection(), 9'000, {}, command, {}});
    }
    for (const ReplyBody& reply : lea.inbox().replies.at(9'000)) {
        EXPECT_EQ(std::get<Error>(reply).code, ErrorCode::invalid_argument);
    }
}

TEST_F(Repeats, ThatWaitForTheSameLoadAreCarriedOutOnce) {
    const IssueId issue = lea.open_issue().id;
    world.hold_loads();
    lea.send(a_wish(issue), id);
    EXPECT_EQ(world.engine().totals().parked_commands, 1U);
    lea.send(a_wish(issue), id);
    EXPECT_EQ(world.engine().totals().parked_commands, 2U);
    world.answer_loads();
    EXPECT_EQ(world.engine().totals().parked_commands, 0U);
    EXPECT_EQ(world.rows().requests.size(), 1U);
    const auto& replies = lea.inbox().replies;
    EXPECT_EQ(describe(replies.rbegin()->second.at(0)), describe(std::next(replies.rbegin())->second.at(0)));
}

TEST_F(Repeats, OfOneWhoLeftWhileTheCommandWaitedIsNothing) {
    const IssueId issue = lea.open_issue().id;
    world.hold_loads();
    lea.send(a_wish(issue), id);
    lea.disconnect();
    world.answer_loads();
    EXPECT_TRUE(world.rows().requests.empty());
    EXPECT_EQ(world.engine().totals().parked_commands, 0U);
    EXPECT_EQ(world.connect("lea").get<Asked>(a_wish(issue), id).request.request.issue, issue);
}

TEST_F(Repeats, AndOthersWaitBounded) {
    Rules rules;
    rules.parked_commands = 2;
    World small(rules);
    Client leo = small.connect("leo");
    small.hold_loads();
    leo.send(a_wish(IssueId{1}));
    leo.send(a_wish(IssueId{2}));
    const Error error = leo.refused(a_wish(IssueId{3}));
    EXPECT_EQ(error.code, ErrorCode::busy);
    EXPECT_TRUE(error.retry);
    small.answer_loads();
    EXPECT_EQ(leo.refused(a_wish(IssueId{3})).code, ErrorCode::not_found);
}

}  // namespace
}  // namespace courtside::core
