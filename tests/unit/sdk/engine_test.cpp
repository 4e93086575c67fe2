#include "engine_fixture.hpp"

namespace courtside::internal {
namespace {

TEST_F(EngineTest, SaysWhoItIs) {
    come_up(welcome());
    EXPECT_EQ(hello_.hello().token(), "t1");
    EXPECT_EQ(hello_.hello().client_name(), "test");
    EXPECT_EQ(hello_.hello().device_id(), "device");
    EXPECT_NE(hello_.request_id(), 0U);
    EXPECT_THAT(hello_.command_id(), IsEmpty());
}

TEST_F(EngineTest, SendsAChangeAgainUnderTheSameCommandIdUntilItIsAnswered) {
    come_up(welcome_with_session(0));
    submit(Keep::until_answered, text("one"));
    const auto first = outside_.take_sent();
    ASSERT_THAT(first, SizeIs(1));
    EXPECT_THAT(first[0].command_id(), SizeIs(16));
    engine_.closed(0, "reset", now_);
    submit(Keep::until_answered, text("two"));
    EXPECT_THAT(outside_.take_sent(), IsEmpty());
    EXPECT_THAT(results(), IsEmpty());

    come_up_again(welcome_with_session(0));
    const auto again = outside_.take_sent();
    ASSERT_THAT(again, SizeIs(2));
    EXPECT_EQ(again[0].SerializeAsString(), first[0].SerializeAsString());
    EXPECT_EQ(again[1].send_message().text().text(), "two");
    EXPECT_NE(again[1].command_id(), again[0].command_id());

    v1::ServerFrame sent;
    sent.mutable_message_sent()->set_session_id(kSession);
    sent.mutable_message_sent()->set_number(1);
    reply(again[0], sent);
    EXPECT_THAT(results(), ElementsAre("ok"));
}

TEST_F(EngineTest, GivesItsOwnMessageToTheAppOnceWhetherPushedBackOrNot) {
    come_up(welcome_with_session(0));
    told();
    submit(Keep::until_answered, text("mine"));
    const auto frame = outside_.take_sent().at(0);
    v1::ServerFrame sent;
    sent.mutable_message_sent()->set_session_id(kSession);
    sent.mutable_message_sent()->set_number(1);
    reply(frame, sent);
    EXPECT_THAT(told(), ElementsAre("message mine"));
    receive(pushed_message(1, "mine"));
    EXPECT_THAT(told(), IsEmpty());
    EXPECT_THAT(outside_.take_sent(), IsEmpty()) << "one's own message is not marked as delivered";
}

TEST_F(EngineTest, FetchesAHoleBeforeItTellsWhatCameAfterIt) {
    come_up(welcome_with_session(0));
    told();
    receive(pushed_message(1, "a"));
    receive(pushed_message(3, "c"));
    EXPECT_THAT(told(), ElementsAre("message a"));
    const auto sent = outside_.take_sent();
    const auto fetch = sent.back();
    ASSERT_TRUE(fetch.has_fetch_messages());
    EXPECT_EQ(fetch.fetch_messages().after(), 1U);
    v1::ServerFrame page;
    *page.mutable_messages_page()->add_messages() = pushed_message(2, "b").message_added().message();
    reply(fetch, page);
    EXPECT_THAT(told(), ElementsAre("message b", "message c"));
}

TEST_F(EngineTest, CatchesUpAfterAReconnect) {
    come_up(welcome_with_session(0));
    receive(pushed_message(1, "a"));
    told();
    engine_.closed(4000, "10", now_);
    outside_.take_sent();
    come_up_again(welcome_with_session(3));
    v1::ClientFrame fetch;
    for (const auto& frame : outside_.take_sent()) {
        fetch = frame.has_fetch_messages() ? frame : fetch;
    }
    EXPECT_EQ(fetch.fetch_messages().after(), 1U);
    told();
    receive(pushed_message(4, "d"));
    EXPECT_THAT(told(), IsEmpty());
    v1::ServerFrame page;
    *page.mutable_messages_page()->add_messages() = pushed_message(2, "b").message_added().message();
    *page.mutable_messages_page()->add_messages() = pushed_message(3, "c").message_added().message();
    reply(fetch, page);
    EXPECT_THAT(told(), ElementsAre("message b", "message c", "message d"));
}

TEST_F(EngineTest, LearnsOfASessionThatEndedWhileItWasAway) {
    come_up(welcome_with_session(0));
    engine_.closed(0, "reset", now_);
    told();
    come_up_again(welcome());
    const auto sent = outside_.take_sent();
    ASSERT_THAT(sent, SizeIs(1));
    EXPECT_EQ(sent[0].fetch_sessions().before_id(), kSession + 1);
    EXPECT_EQ(sent[0].fetch_sessions().limit(), 1U);
    v1::ServerFrame page;
    auto& session = *page.mutable_sessions_page()->add_sessions();
    session.set_session_id(kSession);
    session.set_state(v1::SESSION_STATE_ENDED);
    reply(sent[0], page);
    EXPECT_THAT(told(), ElementsAre("session state 4"));
}

TEST_F(EngineTest, SendsOneMarkAtATimeAndTheLatestAgainAfterAReconnect) {
    come_up(welcome_with_session(0));
    receive(pushed_message(1));
    receive(pushed_message(2));
    engine_.mark_read(kSession, 2, now_);
    auto sent = outside_.take_sent();
    ASSERT_THAT(sent, SizeIs(1));
    EXPECT_EQ(sent[0].mark().delivered_to(), 1U);
    EXPECT_THAT(sent[0].command_id(), IsEmpty());
    engine_.closed(0, "reset", now_);
    come_up_again(welcome_with_session(2));
    sent = outside_.take_sent();
    ASSERT_THAT(sent, SizeIs(1));
    EXPECT_EQ(sent[0].mark().delivered_to(), 2U);
    EXPECT_EQ(sent[0].mark().read_to(), 2U);
    v1::ServerFrame done;
    done.mutable_done();
    reply(sent[0], done);
    EXPECT_THAT(outside_.take_sent(), IsEmpty());
}

}  // namespace
}  // namespace courtside::internal
