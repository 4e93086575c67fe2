#include "engine_fixture.hpp"

namespace courtside::internal {
namespace {

TEST_F(EngineTest, ConfirmsAnOfferThatTheAppShows) {
    come_up(welcome());
    v1::ServerFrame made;
    made.mutable_offer_made()->mutable_offer()->set_offer_id(5);
    receive(made);
    EXPECT_THAT(told(), ElementsAre("offer 5"));
    const auto sent = outside_.take_sent();
    ASSERT_THAT(sent, SizeIs(1));
    EXPECT_EQ(sent[0].offer_shown().offer_id(), 5U);
    EXPECT_THAT(sent[0].command_id(), IsEmpty());
}

TEST_F(EngineTest, DoesNotConfirmAnOfferThatTheAppDoesNotShow) {
    shows_offers_ = false;
    come_up(welcome());
    v1::ServerFrame made;
    made.mutable_offer_made()->mutable_offer()->set_offer_id(5);
    receive(made);
    EXPECT_THAT(told(), ElementsAre("offer 5"));
    EXPECT_THAT(outside_.take_sent(), IsEmpty());
}

TEST_F(EngineTest, ConfirmsAgainAfterAReconnectAndTellsOffersThatWentAway) {
    auto with_offer = welcome();
    with_offer.mutable_welcome()->add_offers()->set_offer_id(5);
    come_up(with_offer);
    EXPECT_THAT(told(), ElementsAre("offer 5"));
    outside_.take_sent();
    engine_.closed(0, "reset", now_);
    come_up_again(with_offer);
    EXPECT_THAT(told(), IsEmpty()) << "it is on the screen already";
    EXPECT_THAT(outside_.take_sent(), SizeIs(1));
    engine_.closed(0, "reset", now_);
    come_up_again(welcome());
    EXPECT_THAT(told(), ElementsAre("offer closed 5"));
}

TEST_F(EngineTest, ForgetsAnOfferThatWasAnsweredHere) {
    auto with_offer = welcome();
    with_offer.mutable_welcome()->add_offers()->set_offer_id(5);
    come_up(with_offer);
    outside_.take_sent();
    v1::ClientFrame decline;
    decline.mutable_decline_offer()->set_offer_id(5);
    submit(Keep::until_answered, decline);
    v1::ServerFrame done;
    done.mutable_done();
    reply(outside_.take_sent().at(0), done);
    told();
    engine_.closed(0, "reset", now_);
    come_up_again(welcome());
    EXPECT_THAT(told(), IsEmpty());
}

TEST_F(EngineTest, NeverKeepsPresenceForALaterConnection) {
    v1::ClientFrame away;
    away.mutable_set_presence()->set_away(true);
    submit(Keep::this_connection, away);
    EXPECT_THAT(results(), ElementsAre("disconnected"));
    come_up(welcome());
    submit(Keep::this_connection, away);
    ASSERT_THAT(outside_.take_sent(), SizeIs(1));
    engine_.closed(0, "reset", now_);
    EXPECT_THAT(results(), ElementsAre("disconnected"));
    come_up_again(welcome());
    EXPECT_THAT(outside_.take_sent(), IsEmpty());
}

TEST_F(EngineTest, RefusesMoreThanItsOutboxHolds) {
    for (int at = 0; at < 4; ++at) {
        submit(Keep::until_answered, text("x"));
    }
    EXPECT_THAT(results(), ElementsAre("outbox_full"));
}

TEST_F(EngineTest, RefusesAFrameThatTheServerWouldCloseOver) {
    submit(Keep::until_answered, text(std::string(64 * 1024, 'x')));
    EXPECT_THAT(results(), ElementsAre("too_large"));
    auto small = welcome_with_session(0);
    small.mutable_welcome()->mutable_limits()->set_frame_bytes(1'000);
    come_up(small);
    submit(Keep::until_answered, text(std::string(1'000, 'x')));
    EXPECT_THAT(results(), ElementsAre("too_large"));
}

TEST_F(EngineTest, GivesUpVisibly) {
    submit(Keep::until_answered, text("x"));
    submit(Keep::for_a_while, v1::ClientFrame{});
    now_ += seconds{30};
    engine_.tick(now_);
    EXPECT_THAT(results(), ElementsAre("timed_out"));
    now_ += hours{24 * 7};
    engine_.tick(now_);
    EXPECT_THAT(results(), ElementsAre("gave_up"));
}

TEST_F(EngineTest, KeepsWhatAStoppingServerRefuses) {
    come_up(welcome_with_session(0));
    submit(Keep::until_answered, text("x"));
    const auto frame = outside_.take_sent().at(0);
    refuse(frame, v1::ERROR_CODE_UNAVAILABLE, true);
    EXPECT_THAT(results(), IsEmpty());
    now_ += seconds{1};
    engine_.tick(now_);
    const auto again = outside_.take_sent();
    ASSERT_THAT(again, SizeIs(1));
    EXPECT_EQ(again[0].command_id(), frame.command_id());
    refuse(again[0], v1::ERROR_CODE_NOT_FOUND);
    EXPECT_THAT(results(), ElementsAre("not_found"));
}

TEST_F(EngineTest, TellsARefusalThatNobodyWaitsFor) {
    come_up(welcome_with_session(0));
    told();
    engine_.typing(kSession, true);
    const auto frame = outside_.take_sent().at(0);
    ASSERT_TRUE(frame.set_typing().typing());
    refuse(frame, v1::ERROR_CODE_WRONG_SESSION_STATE);
    EXPECT_THAT(told(), ElementsAre("refused wrong_session_state"));
}

TEST_F(EngineTest, DropsTypingAndRefusesSignalsWhereMuchIsUnsent) {
    come_up(welcome_with_session(0));
    outside_.unsent = 1024 * 1024;
    engine_.typing(kSession, true);
    std::optional<ErrorCode> code;
    engine_.signal(kSession, "x", [&code](const Result<Done>& result) { code = result.error().code; });
    EXPECT_THAT(outside_.take_sent(), IsEmpty());
    EXPECT_EQ(code, ErrorCode::outbox_full);
}

TEST_F(EngineTest, LeavesAConnectionThatTalksNonsense) {
    come_up(welcome());
    engine_.received("\xFF\xFF\xFF", now_);
    EXPECT_EQ(outside_.state, ConnectionState::reconnecting);
}

TEST_F(EngineTest, HearsNothingBeforeWelcome) {
    engine_.connect(now_);
    engine_.token_answered(outside_.ticket, TokenResult::token("t1"), now_);
    open_and_say_hello();
    receive(pushed_message(1));
    EXPECT_THAT(told(), IsEmpty());
}

TEST_F(EngineTest, FailsWhatIsLeftWhenItStops) {
    come_up(welcome());
    submit(Keep::until_answered, text("x"));
    submit(Keep::for_a_while, v1::ClientFrame{});
    engine_.stop();
    EXPECT_THAT(results(), ElementsAre("stopped", "stopped"));
    submit(Keep::until_answered, text("x"));
    EXPECT_THAT(results(), ElementsAre("stopped"));
    EXPECT_EQ(engine_.deadline(), std::nullopt);
}

TEST_F(EngineTest, RefreshesItsTokenOnTheSameConnection) {
    auto with_end = welcome();
    with_end.mutable_welcome()->set_server_time_ms(1'000'000);
    with_end.mutable_welcome()->set_token_expires_ms(1'100'000);
    come_up(with_end);
    now_ += seconds{80};
    engine_.tick(now_);
    engine_.token_answered(outside_.ticket, TokenResult::token("t2"), now_);
    const auto sent = outside_.take_sent();
    ASSERT_THAT(sent, SizeIs(1));
    EXPECT_EQ(sent[0].refresh_token().token(), "t2");
    v1::ServerFrame refreshed;
    // 200 s from now by the server's clock, which is 80 s past its Welcome.
    refreshed.mutable_token_refreshed()->set_token_expires_ms(1'280'000);
    reply(sent[0], refreshed);
    EXPECT_EQ(engine_.deadline(), now_ + seconds{160});
    EXPECT_EQ(outside_.opens, 1);
}

}  // namespace
}  // namespace courtside::internal
