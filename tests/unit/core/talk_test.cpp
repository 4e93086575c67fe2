#include "support/world.hpp"

#include <gtest/gtest.h>

namespace courtside::core {
namespace {

using namespace support;

class Talk : public ::testing::Test {
protected:
    std::vector<Message> stored() { return world.store().messages(TenantId{1}, session); }

    World world;
    Pair pair = world.talk();
    Client lea = pair.learner;
    Client carl = pair.coach;
    SessionId session = pair.session;
};

TEST_F(Talk, MessagesAreNumberedFromOneWithoutAHole) {
    for (std::uint64_t n = 1; n <= 20; ++n) {
        Client& speaker = n % 3 == 0 ? carl : lea;
        const MessageSent sent = speaker.say(session, "word " + std::to_string(n));
        EXPECT_EQ(sent.number, n);
        EXPECT_EQ(sent.sent_at, world.now());
        world.advance(seconds(1));
    }
    const std::vector<Message> messages = stored();
    ASSERT_EQ(messages.size(), 20U);
    EXPECT_EQ(messages[19].text, "word 20");
    EXPECT_EQ(messages[0].sender, lea.id());
    EXPECT_EQ(messages[2].sender, carl.id());
}

TEST_F(Talk, AMessageReachesEveryOtherDeviceAndTheSenderHasTheReply) {
    const Client phone = world.connect("lea");
    const Client eve = world.connect("eve");
    lea.say(session, "Grüße");
    EXPECT_EQ(carl.last<MessageAdded>().message->text, "Grüße");
    EXPECT_EQ(phone.last<MessageAdded>().message->number, 1U);
    EXPECT_TRUE(lea.pushes<MessageAdded>().empty());
    EXPECT_TRUE(eve.pushes<MessageAdded>().empty());
}

TEST_F(Talk, RowsOfTwoSessionsShareOneLog) {
    Client cora = world.ready_coach("cora", a_coach().skilled("S2", 3));
    Client leo = world.connect("leo");
    leo.ask(a_wish(leo.open_issue().id).skill("S2"));
    const SessionId second = cora.accept(cora.offer()->offer.id).session.id;
    leo.join(second);
    cora.join(second);
    lea.say(session, "a");
    leo.say(second, "b");
    lea.say(session, "c");
    EXPECT_EQ(stored().at(1).text, "c");
    EXPECT_EQ(stored().at(1).number, 2U);
    EXPECT_EQ(stored().at(1).row.value, stored().at(0).row.value + 2);
    EXPECT_EQ(world.store().messages(TenantId{1}, second).at(0).number, 1U);
}

TEST_F(Talk, AMessageSentAgainReturnsItsNumberAndChangesNothing) {
    const CommandId id = command_id(1);
    const auto first = lea.get<MessageSent>(text(session, "Hello"), id);
    lea.say(session, "more");
    world.advance(seconds(5));
    carl.forget();
    const auto again = lea.get<MessageSent>(text(session, "Hello"), id);
    EXPECT_EQ(again.number, first.number);
    EXPECT_EQ(again.sent_at, first.sent_at);
    EXPECT_EQ(stored().size(), 2U);
    EXPECT_TRUE(carl.pushes<MessageAdded>().empty());
    Client phone = world.connect("lea");
    EXPECT_EQ(phone.get<MessageSent>(text(session, "Hello"), id).number, first.number);
}

TEST_F(Talk, AMessageSentAgainIsKnownAfterARestart) {
    const CommandId id = command_id(1);
    lea.get<MessageSent>(text(session, "Hello"), id);
    world.restart();
    Client back = world.connect("lea");
    EXPECT_EQ(back.get<MessageSent>(text(session, "Hello"), id).number, 1U);
    EXPECT_EQ(back.refused(text(session, "other"), id).code, ErrorCode::command_id_reused);
    EXPECT_EQ(back.say(session, "next").number, 2U);
}

TEST_F(Talk, TheSameIdWithAnotherContentIsRefused) {
    const CommandId id = command_id(1);
    lea.get<MessageSent>(text(session, "Hello"), id);
    EXPECT_EQ(lea.refused(text(session, "Hello!"), id).code, ErrorCode::command_id_reused);
    EXPECT_EQ(lea.refused(text(session, "Hello", 1), id).code, ErrorCode::command_id_reused);
    SendMessage moment = text(session, "Hello");
    moment.kind = MessageKind::moment;
    moment.moment = MomentKind::show;
    EXPECT_EQ(lea.refused(moment, id).code, ErrorCode::command_id_reused);
    EXPECT_EQ(stored().size(), 1U);
}

TEST_F(Talk, TheSameIdByTheOtherPersonIsAnotherMessage) {
    const CommandId id = command_id(1);
    lea.get<MessageSent>(text(session, "Hello"), id);
    EXPECT_EQ(carl.get<MessageSent>(text(session, "Hi"), id).number, 2U);
}

TEST_F(Talk, AMessageNeedsACommandId) {
    world.step(ClientCommand{lea.connection(), 9'000, {}, text(session, "Hello"), {}});
    EXPECT_EQ(std::get<Error>(lea.inbox().replies.at(9'000).at(0)).code, ErrorCode::invalid_argument);
    EXPECT_TRUE(stored().empty());
}

TEST_F(Talk, EmptyTextAndNulAreText) {
    lea.say(session, "");
    const std::string nul("a\0b", 3);
    lea.say(session, nul);
    EXPECT_EQ(stored().at(0).text, "");
    EXPECT_EQ(stored().at(1).text, nul);
    EXPECT_EQ(carl.last<MessageAdded>().message->text.size(), 3U);
}

TEST_F(Talk, TextIsAtMostSixteenKibibytes) {
    EXPECT_EQ(lea.say(session, std::string(16 * 1024, 'x')).number, 1U);
    EXPECT_EQ(lea.refused(text(session, std::string(16 * 1024 + 1, 'x'))).code, ErrorCode::too_large);
    EXPECT_EQ(stored().size(), 1U);
}

TEST_F(Talk, ARefusedMessageLeavesNoHole) {
    lea.say(session, "one");
    lea.refused(text(session, std::string(20'000, 'x')));
    lea.refused(text(session, "to the future", 7));
    EXPECT_EQ(lea.say(session, "two").number, 2U);
}

TEST_F(Talk, AReplyIsToAnEarlierMessage) {
    lea.say(session, "one");
    EXPECT_EQ(carl.refused(text(session, "to itself", 2)).code, ErrorCode::invalid_argument);
    carl.get<MessageSent>(text(session, "to the first", 1));
    EXPECT_EQ(stored().at(1).reply_to, 1U);
    EXPECT_EQ(lea.last<MessageAdded>().message->reply_to, 1U);
}

TEST_F(Talk, AMomentSaysItsKindAndTextSaysNone) {
    SendMessage message = text(session, "Watch me do it");
    message.kind = MessageKind::moment;
    EXPECT_EQ(carl.refused(message).code, ErrorCode::invalid_argument);
    message.moment = MomentKind::first_win;
    EXPECT_EQ(carl.get<MessageSent>(message).number, 1U);
    EXPECT_EQ(lea.last<MessageAdded>().message->moment, MomentKind::first_win);
    EXPECT_EQ(stored().at(0).kind, MessageKind::moment);
    message.kind = MessageKind::text;
    EXPECT_EQ(carl.refused(message).code, ErrorCode::invalid_argument);
}

TEST_F(Talk, MarksGrowOnlyAndReachWhatWasSent) {
    for (int i = 0; i < 5; ++i) {
        lea.say(session, "x");
    }
    const auto marks = [&] { return world.session(session).participants.at(1); };
    carl.get<Done>(Mark{session, 3, 2});
    EXPECT_EQ(marks().delivered_to, 3U);
    EXPECT_EQ(marks().read_to, 2U);
    EXPECT_EQ(lea.last<MarksChanged>().delivered_to, 3U);
    EXPECT_EQ(lea.last<MarksChanged>().person, carl.id());
    lea.forget();
    carl.get<Done>(Mark{session, 1, 1});
    carl.get<Done>(Mark{session, 0, 0});
    EXPECT_EQ(marks().delivered_to, 3U);
    EXPECT_TRUE(lea.pushes<MarksChanged>().empty()) << "lower ones change nothing";
    carl.get<Done>(Mark{session, 0, 4});
    EXPECT_EQ(marks().delivered_to, 4U) << "what is read was delivered";
    carl.get<Done>(Mark{session, ~0ULL, 0});
    EXPECT_EQ(marks().delivered_to, 5U) << "at most what was sent";
    EXPECT_EQ(marks().read_to, 4U);
}

TEST_F(Talk, MarksReachTheOwnOtherDevicesAndOutlastARestart) {
    carl.say(session, "x");
    Client phone = world.connect("lea");
    phone.get<Done>(Mark{session, 1, 1});
    EXPECT_EQ(lea.last<MarksChanged>().read_to, 1U);
    EXPECT_TRUE(phone.pushes<MarksChanged>().empty());
    world.restart();
    const Client back = world.connect("lea");
    EXPECT_EQ(back.look().sessions.at(0).session.participants.at(0).read_to, 1U);
}

TEST_F(Talk, TypingIsForTheOthersAndNotStored) {
    const Client phone = world.connect("lea");
    EXPECT_FALSE(lea.send(SetTyping{session, true}).reply);
    EXPECT_TRUE(carl.last<TypingChanged>().typing);
    EXPECT_EQ(carl.last<TypingChanged>().person, lea.id());
    EXPECT_TRUE(phone.pushes<TypingChanged>().empty());
    for (const Effect& effect : world.effects()) {
        EXPECT_FALSE(std::holds_alternative<Persist>(effect));
    }
    lea.send(SetTyping{session, false});
    EXPECT_FALSE(carl.last<TypingChanged>().typing);
}

TEST_F(Talk, SignalsAreForTheOthersUpToSixteenKibibytesAndNotStored) {
    const std::string payload(16 * 1024, '\xff');
    EXPECT_FALSE(lea.send(SendSignal{session, payload}).reply);
    EXPECT_EQ(carl.last<SignalReceived>().payload, payload);
    EXPECT_EQ(carl.last<SignalReceived>().sender, lea.id());
    EXPECT_TRUE(lea.pushes<SignalReceived>().empty());
    for (const Effect& effect : world.effects()) {
        EXPECT_FALSE(std::holds_alternative<Persist>(effect));
    }
    EXPECT_EQ(lea.refused(SendSignal{session, payload + "x"}).code, ErrorCode::too_large);
}

TEST_F(Talk, HoldsABoundedNumberOfMessages) {
    Rules rules;
    rules.messages_per_session = 3;
    World small(rules);
    Pair other = small.talk();
    const CommandId id = command_id(5);
    other.coach.get<MessageSent>(text(other.session, "1"), id);
    other.coach.say(other.session, "2");
    other.coach.say(other.session, "3");
    EXPECT_EQ(other.coach.refused(text(other.session, "4")).code, ErrorCode::too_large);
    EXPECT_EQ(other.coach.get<MessageSent>(text(other.session, "1"), id).number, 1U)
        << "a repeat still answers";
}

TEST(TalkStates, NothingIsSaidBeforeTheStart) {
    World world;
    Pair pair = world.match();
    pair.coach.join(pair.session);
    for (const Command& command : {Command(text(pair.session, "hi")), Command(SetTyping{pair.session, true}),
                                   Command(SendSignal{pair.session, "x"})}) {
        const Error error = pair.coach.refused(command);
        EXPECT_EQ(error.code, ErrorCode::wrong_session_state);
        EXPECT_EQ(error.args.at(0).second, "starting");
    }
}

TEST(TalkStates, NothingIsSaidAfterTheEnd) {
    World world;
    Pair pair = world.talk();
    pair.coach.say(pair.session, "Hello");
    pair.coach.end(pair.session);
    EXPECT_EQ(pair.coach.refused(text(pair.session, "hi")).code, ErrorCode::wrong_session_state);
    EXPECT_EQ(pair.coach.refused(SetTyping{pair.session, true}).code, ErrorCode::not_found);
    EXPECT_EQ(pair.coach.refused(SendSignal{pair.session, "x"}).code, ErrorCode::not_found);
    EXPECT_EQ(pair.coach.refused(JoinSession{pair.session}).code, ErrorCode::wrong_session_state);
    EXPECT_EQ(pair.coach.refused(Extend{pair.session, true}).code, ErrorCode::wrong_session_state);
    EXPECT_EQ(pair.coach.refused(WrongMatch{pair.session}).code, ErrorCode::wrong_session_state);
    EXPECT_EQ(pair.coach.refused(EndSession{pair.session, {}}).code, ErrorCode::wrong_session_state);
}

TEST(TalkStates, TypingGoesOnInTheWrapUp) {
    World world;
    Pair pair = world.talk();
    pair.coach.say(pair.session, "Hello");
    world.advance(minutes(16));
    pair.coach.send(SetTyping{pair.session, true});
    EXPECT_TRUE(pair.learner.last<TypingChanged>().typing);
}

}  // namespace
}  // namespace courtside::core
