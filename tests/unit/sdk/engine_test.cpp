#include "protocol/engine.hpp"

#include "courtside/v1/frames.pb.h"
#include "fake_outside.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace courtside::internal {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr PersonId kMe = 7;
constexpr std::uint64_t kSession = 40;

class EngineTest : public testing::Test {
protected:
    void receive(const v1::ServerFrame& frame) { engine_.received(frame.SerializeAsString(), now_); }

    void reply(const v1::ClientFrame& to, v1::ServerFrame frame) {
        frame.set_request_id(to.request_id());
        receive(frame);
    }

    void refuse(const v1::ClientFrame& to, v1::ErrorCode code, bool retry = false) {
        v1::ServerFrame frame;
        frame.mutable_error()->set_code(code);
        frame.mutable_error()->set_retry(retry);
        reply(to, frame);
    }

    static v1::ServerFrame welcome_with_session(std::uint64_t last_number) {
        v1::ServerFrame frame;
        frame.mutable_welcome()->mutable_me()->set_person_id(kMe);
        auto& session = *frame.mutable_welcome()->add_sessions();
        session.set_session_id(kSession);
        session.set_state(v1::SESSION_STATE_ACTIVE);
        session.set_last_number(last_number);
        return frame;
    }

    static v1::ServerFrame welcome() {
        v1::ServerFrame frame;
        frame.mutable_welcome()->mutable_me()->set_person_id(kMe);
        return frame;
    }

    static v1::ServerFrame pushed_message(std::uint64_t number, const std::string& text = "hi") {
        v1::ServerFrame frame;
        auto& message = *frame.mutable_message_added()->mutable_message();
        message.set_session_id(kSession);
        message.set_number(number);
        message.set_sender_id(kMe + 1);
        message.mutable_text()->set_text(text);
        return frame;
    }

    static v1::ClientFrame text(const std::string& words) {
        v1::ClientFrame frame;
        frame.mutable_send_message()->set_session_id(kSession);
        frame.mutable_send_message()->mutable_text()->set_text(words);
        return frame;
    }

    void open_and_say_hello() {
        engine_.opened(now_);
        auto sent = outside_.take_sent();
        ASSERT_THAT(sent, SizeIs(1));
        ASSERT_TRUE(sent[0].has_hello());
        hello_ = sent[0];
    }

    void come_up(const v1::ServerFrame& with) {
        engine_.connect(now_);
        engine_.token_answered(outside_.ticket, TokenResult::token("t1"), now_);
        open_and_say_hello();
        reply(hello_, with);
        ASSERT_EQ(outside_.state, ConnectionState::connected);
    }

    void come_up_again(const v1::ServerFrame& with) {
        now_ += seconds{60};
        engine_.tick(now_);
        open_and_say_hello();
        reply(hello_, with);
        ASSERT_EQ(outside_.state, ConnectionState::connected);
    }

    void submit(Keep keep, v1::ClientFrame frame) {
        engine_.submit(
            keep, std::move(frame),
            [this](const Result<v1::ServerFrame>& result) {
                results_.push_back(result ? "ok" : std::string(name(result.error().code)));
            },
            now_);
    }

    static Options options() {
        Options out;
        out.client_name = "test";
        out.device_id = "device";
        out.outbox_entries = 3;
        return out;
    }

    Handlers handlers() {
        Handlers out;
        out.message = [this](const Message& message) { told_.push_back("message " + message.text); };
        out.session_changed = [this](const Session& session) {
            told_.push_back("session state " + std::to_string(static_cast<int>(session.state)));
        };
        out.offer_made = [this](const Offer& offer) {
            told_.push_back("offer " + std::to_string(offer.offer_id));
            return shows_offers_;
        };
        out.offer_closed = [this](const OfferClosed& offer) {
            told_.push_back("offer closed " + std::to_string(offer.offer_id));
        };
        out.refused = [this](const Error& error) {
            told_.push_back("refused " + std::string(name(error.code)));
        };
        return out;
    }

    std::vector<std::string> told() { return std::exchange(told_, {}); }
    std::vector<std::string> results() { return std::exchange(results_, {}); }

    TimePoint now_{hours{1}};
    bool shows_offers_ = true;
    std::vector<std::string> told_;
    std::vector<std::string> results_;
    v1::ClientFrame hello_;
    FakeOutside outside_;
    std::uint64_t random_ = 0;
    Engine engine_{options(), handlers(), outside_, [this] { return ++random_; }};
};

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
