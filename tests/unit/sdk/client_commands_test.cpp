#include "client_helpers.hpp"
#include "courtside/client.hpp"
#include "fake_server.hpp"
#include "recorder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace courtside::testing {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;

constexpr SessionId kSession = 40;

v1::ServerFrame message_sent(std::uint64_t number) {
    v1::ServerFrame frame;
    frame.mutable_message_sent()->set_session_id(kSession);
    frame.mutable_message_sent()->set_number(number);
    return frame;
}

v1::Message message(std::uint64_t number, const std::string& text) {
    v1::Message out;
    out.set_session_id(kSession);
    out.set_number(number);
    out.set_sender_id(8);
    out.mutable_text()->set_text(text);
    return out;
}

/// The next frame that is no mark: those come by themselves.
v1::ClientFrame next(Peer& peer) {
    while (true) {
        auto frame = peer.receive();
        if (!frame.has_mark()) {
            return frame;
        }
        peer.done(frame);
    }
}

TEST(ClientCommands, SendsTheOutboxAgainUnderTheSameCommandIdsInOrder) {
    Recorder<v1::ClientFrame> first;
    Recorder<v1::ClientFrame> second;
    FakeServer server([&](Peer& peer, int number) {
        peer.welcome(kSession, 0);
        if (number == 0) {
            first.add(next(peer));
            first.add(next(peer));
            peer.drop();
            return;
        }
        for (std::uint64_t at = 1; at <= 2; ++at) {
            const auto frame = next(peer);
            second.add(frame);
            peer.reply(frame, message_sent(at));
        }
        peer.wait_closed();
    });
    Client client(options_for(server), {});
    // Asked before there is a connection: it waits.
    auto one = client.send({kSession, "one", std::nullopt, 0});
    auto two = client.send({kSession, "two", MomentKind::try_out, 0});
    client.connect();
    const auto result = soon(std::move(one));
    ASSERT_TRUE(result) << result.error().text;
    EXPECT_EQ(result->number, 1U);
    EXPECT_EQ(soon(std::move(two))->number, 2U);
    ASSERT_EQ(first.items().size(), 2U);
    ASSERT_EQ(second.items().size(), 2U);
    for (std::size_t at = 0; at < 2; ++at) {
        EXPECT_EQ(first.items()[at].command_id().size(), 16U);
        EXPECT_EQ(second.items()[at].SerializeAsString(), first.items()[at].SerializeAsString());
    }
    EXPECT_EQ(second.items()[0].send_message().text().text(), "one");
    EXPECT_EQ(second.items()[1].send_message().moment().kind(), v1::MOMENT_KIND_TRY);
}

TEST(ClientCommands, GivesEachMessageOnceInOrderOverAReconnectWithAHole) {
    Recorder<std::string> texts;
    FakeServer server([&](Peer& peer, int number) {
        if (number == 0) {
            peer.welcome(kSession, 0);
            v1::ServerFrame push;
            *push.mutable_message_added()->mutable_message() = message(1, "1");
            peer.send(push);
            (void)texts.wait_for(1);
            peer.drop();
            return;
        }
        peer.welcome(kSession, 3);
        // A newer push arrives before the missing ones are fetched.
        v1::ServerFrame push;
        *push.mutable_message_added()->mutable_message() = message(4, "4");
        peer.send(push);
        const auto fetch = next(peer);
        v1::ServerFrame page;
        for (auto at = fetch.fetch_messages().after() + 1; at <= 4; ++at) {
            *page.mutable_messages_page()->add_messages() = message(at, std::to_string(at));
        }
        peer.reply(fetch, page);
        peer.send(push);
        *push.mutable_message_added()->mutable_message() = message(5, "5");
        peer.send(push);
        peer.wait_closed();
    });
    Handlers handlers;
    handlers.message = [&](const Message& each) { texts.add(each.text); };
    Client client(options_for(server), handlers);
    client.connect();
    ASSERT_TRUE(texts.wait_for(5));
    EXPECT_THAT(texts.items(), ElementsAre("1", "2", "3", "4", "5"));
}

TEST(ClientCommands, CallsACompletionOnTheIoThread) {
    FakeServer server([](Peer& peer, int) {
        peer.welcome();
        const auto frame = peer.receive();
        v1::ServerFrame reply;
        reply.mutable_issue_opened()->mutable_issue()->set_issue_id(11);
        reply.mutable_issue_opened()->mutable_issue()->set_title(frame.open_issue().title());
        peer.reply(frame, reply);
        peer.wait_closed();
    });
    Recorder<std::string> told;
    auto options = options_for(server);
    options.runtime = std::make_shared<Runtime>();
    const auto runtime = options.runtime;
    Handlers handlers;
    handlers.issue_changed = [&](const Issue& issue) { told.add("event " + issue.title); };
    Client client(std::move(options), handlers);
    client.connect();
    client.open_issue({"Excel", ""}, [&](const Result<Issue>& issue) {
        told.add((runtime->is_this_thread() ? "completion " : "wrong thread ") + issue->title);
    });
    ASSERT_TRUE(told.wait_for(2));
    EXPECT_THAT(told.items(), ElementsAre("event Excel", "completion Excel"));
    EXPECT_FALSE(runtime->is_this_thread());
}

TEST(ClientCommands, PassesOnWhatTheServerRefuses) {
    FakeServer server([](Peer& peer, int) {
        peer.welcome();
        const auto frame = peer.receive();
        v1::ServerFrame reply;
        auto& error = *reply.mutable_error();
        error.set_code(v1::ERROR_CODE_REQUEST_ALREADY_OPEN);
        auto& arg = *error.add_args();
        arg.set_key("request_id");
        arg.set_value("9");
        error.set_text("one at a time");
        error.set_retry(true);
        error.set_retry_after_ms(250);
        peer.reply(frame, reply);
        peer.done(peer.receive());
        peer.wait_closed();
    });
    Client client(options_for(server), {});
    client.connect();
    const auto asked = soon(client.ask({}));
    ASSERT_FALSE(asked);
    EXPECT_EQ(asked.error().code, ErrorCode::request_already_open);
    EXPECT_EQ(asked.error().args.at("request_id"), "9");
    EXPECT_EQ(asked.error().text, "one at a time");
    EXPECT_TRUE(asked.error().retry);
    EXPECT_EQ(asked.error().retry_after, milliseconds{250});
    // A reply of the wrong kind is an error too, and nothing hangs on it.
    EXPECT_EQ(soon(client.fetch_skills()).error().code, ErrorCode::bad_reply);
}

TEST(ClientCommands, ConfirmsAnOfferThatIsShownAndAcceptsIt) {
    FakeServer server([](Peer& peer, int) {
        peer.welcome();
        v1::ServerFrame made;
        made.mutable_offer_made()->mutable_offer()->set_offer_id(5);
        peer.send(made);
        const auto shown = peer.receive();
        if (shown.offer_shown().offer_id() != 5) {
            throw std::logic_error("the offer was not confirmed first");
        }
        peer.done(shown);
        const auto accept = peer.receive();
        v1::ServerFrame changed;
        changed.mutable_session_changed()->mutable_session()->set_session_id(kSession);
        changed.mutable_session_changed()->mutable_session()->set_state(v1::SESSION_STATE_STARTING);
        peer.reply(accept, changed);
        peer.wait_closed();
    });
    std::promise<OfferId> offered;
    Recorder<Session> sessions;
    Handlers handlers;
    handlers.offer_made = [&](const Offer& offer) {
        offered.set_value(offer.offer_id);
        return true;
    };
    handlers.session_changed = [&](const Session& session) { sessions.add(session); };
    Client client(options_for(server), handlers);
    client.connect();
    auto offer = offered.get_future();
    ASSERT_EQ(offer.wait_for(kGenerous), std::future_status::ready);
    const auto session = soon(client.accept(offer.get()));
    ASSERT_TRUE(session);
    EXPECT_EQ(session->session_id, kSession);
    EXPECT_EQ(sessions.items().size(), 1U);
}

TEST(ClientCommands, RefusesWhatCannotBeSentBeforeItIsKept) {
    Client client(options_for(FakeServer([](Peer&, int) {})), {});
    EXPECT_EQ(soon(client.send({kSession, "\xFF", std::nullopt, 0})).error().code,
              ErrorCode::invalid_argument);
    EXPECT_EQ(soon(client.send({kSession, std::string(70'000, 'x'), std::nullopt, 0})).error().code,
              ErrorCode::too_large);
    EXPECT_EQ(soon(client.set_away()).error().code, ErrorCode::disconnected);
    EXPECT_EQ(soon(client.signal(kSession, "x")).error().code, ErrorCode::disconnected);
}

TEST(ClientCommands, TakesCommandsFromCallbacksAndManyThreads) {
    constexpr int kThreads = 4;
    constexpr int kEach = 50;
    FakeServer server([](Peer& peer, int) {
        peer.welcome(kSession, 0);
        for (std::uint64_t number = 1; number <= kThreads * kEach + 1; ++number) {
            peer.reply(next(peer), message_sent(number));
        }
        peer.wait_closed();
    });
    Recorder<MessageNumber> sent;
    Recorder<MessageNumber> told;
    const auto done = [&](const Result<SentMessage>& result) { sent.add(result ? result->number : 0); };
    Client* self = nullptr;
    Handlers handlers;
    handlers.welcome = [&](const Welcome&) {
        self->send({kSession, "from a callback", std::nullopt, 0}, done);
    };
    handlers.message = [&](const Message& each) { told.add(each.number); };
    Client client(options_for(server), handlers);
    self = &client;
    client.connect();
    std::vector<std::thread> threads;
    for (int at = 0; at < kThreads; ++at) {
        threads.emplace_back([&] {
            for (int each = 0; each < kEach; ++each) {
                client.send({kSession, "x", std::nullopt, 0}, done);
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    constexpr std::size_t kAll = kThreads * kEach + 1;
    ASSERT_TRUE(sent.wait_for(kAll));
    const auto numbers = told.items();
    ASSERT_EQ(numbers.size(), kAll);
    for (std::size_t at = 0; at < kAll; ++at) {
        EXPECT_EQ(numbers[at], at + 1);
    }
}

}  // namespace
}  // namespace courtside::testing
