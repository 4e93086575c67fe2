#pragma once

#include "courtside/v1/frames.pb.h"
#include "fake_outside.hpp"
#include "protocol/engine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace courtside::internal {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

inline constexpr PersonId kMe = 7;
inline constexpr std::uint64_t kSession = 40;

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

}  // namespace courtside::internal
