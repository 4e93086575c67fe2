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

Options options_for(const FakeServer& server) {
    Options options;
    options.url = server.url();
    options.token = fixed_token("t1");
    options.back_off_least = milliseconds{1};
    options.back_off_most = milliseconds{5};
    return options;
}

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

template <class T>
Result<T> soon(std::future<Result<T>> future) {
    if (future.wait_for(kGenerous) != std::future_status::ready) {
        return Error{ErrorCode::unspecified, {}, "no answer came", false, {}};
    }
    return future.get();
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

TEST(ClientCommands, FetchOnesOwnDataAndWhatWaits) {
    FakeServer server([](Peer& peer, int) {
        peer.welcome();
        const auto fetch = peer.receive();
        v1::ServerFrame part;
        part.mutable_my_data()->set_part("{\"a\":");
        part.mutable_my_data()->set_offset(fetch.fetch_my_data().offset());
        part.mutable_my_data()->set_more(true);
        peer.reply(fetch, part);
        const auto waiting = peer.receive();
        v1::ServerFrame counts;
        auto& count = *counts.mutable_waiting_counts()->add_counts();
        count.set_skill("S1");
        count.set_skill_label("spreadsheets");
        count.set_count(3);
        count.set_longest_since_ms(1'700'000'000'000);
        counts.mutable_waiting_counts()->set_total(3);
        peer.reply(waiting, counts);
        counts.mutable_waiting_counts()->clear_counts();
        counts.mutable_waiting_counts()->set_total(0);
        counts.set_request_id(0);
        peer.send(counts);
        peer.wait_closed();
    });
    Recorder<unsigned> totals;
    Handlers handlers;
    handlers.waiting_changed = [&](const WaitingCounts& counts) { totals.add(counts.total); };
    Client client(options_for(server), handlers);
    client.connect();
    const auto part = soon(client.fetch_my_data(7));
    ASSERT_TRUE(part);
    EXPECT_EQ(part->part, "{\"a\":");
    EXPECT_EQ(part->offset, 7U);
    EXPECT_TRUE(part->more);
    const auto counts = soon(client.fetch_waiting());
    ASSERT_TRUE(counts);
    ASSERT_EQ(counts->counts.size(), 1U);
    EXPECT_EQ(counts->counts[0].skill_label, "spreadsheets");
    EXPECT_EQ(counts->counts[0].count, 3U);
    EXPECT_TRUE(counts->counts[0].longest_since);
    ASSERT_TRUE(totals.wait_for(2));
    EXPECT_THAT(totals.items(), ElementsAre(3U, 0U));
}

TEST(ClientCommands, SayWhatACoachWants) {
    FakeServer server([](Peer& peer, int) {
        peer.welcome();
        const auto wish = peer.receive();
        EXPECT_TRUE(wish.set_preferences().committed());
        EXPECT_EQ(wish.set_preferences().weekly_minutes(), 90U);
        EXPECT_EQ(wish.set_preferences().focus_size(), 1);
        EXPECT_EQ(wish.set_preferences().focus(0).to_ms(), 2000);
        v1::ServerFrame reply;
        auto& preferences = *reply.mutable_preferences();
        preferences.set_committed(true);
        preferences.set_weekly_minutes(90);
        *preferences.add_focus() = wish.set_preferences().focus(0);
        preferences.set_minutes_this_week(30);
        preferences.set_accepts_of_ten(7);
        peer.reply(wish, reply);
        peer.wait_closed();
    });
    Client client(options_for(server), {});
    client.connect();
    const auto set = soon(client.set_preferences(
        {true, std::chrono::minutes(90), {{Time(std::chrono::seconds(1)), Time(std::chrono::seconds(2))}}}));
    ASSERT_TRUE(set) << set.error().text;
    EXPECT_TRUE(set->committed);
    EXPECT_EQ(set->weekly, std::chrono::minutes(90));
    ASSERT_EQ(set->focus.size(), 1U);
    EXPECT_EQ(set->focus[0].from, Time(std::chrono::seconds(1)));
    EXPECT_EQ(set->this_week, std::chrono::minutes(30));
    EXPECT_EQ(set->accepts_of_ten, 7U);
}

TEST(ClientCommands, FetchTheCoverageReportPageByPage) {
    FakeServer server([](Peer& peer, int) {
        peer.welcome();
        const auto fetch = peer.receive();
        v1::ServerFrame page;
        auto& coverage = *page.mutable_coverage();
        coverage.set_month(fetch.fetch_coverage().month());
        coverage.set_made_ms(1'700'000'000'000);
        auto& cell = *coverage.add_cells();
        cell.set_skill("S1");
        cell.set_language("de");
        cell.set_from_hour(8);
        cell.set_to_hour(10);
        cell.set_could_serve(3);
        cell.set_asked(15);
        cell.set_waited_long(10);
        cell.set_lost(5);
        cell.set_mean_wait_s(40);
        coverage.add_levers()->set_saved_minutes_a_day(35);
        coverage.set_next(fetch.fetch_coverage().from() + 1);
        peer.reply(fetch, page);
        peer.reply(peer.receive(), v1::ServerFrame());
        peer.wait_closed();
    });
    Client client(options_for(server), {});
    client.connect();
    const auto page = soon(client.fetch_coverage("2026-10", 200));
    ASSERT_TRUE(page);
    EXPECT_EQ(page->month, "2026-10");
    EXPECT_EQ(page->next, 201U);
    ASSERT_EQ(page->cells.size(), 1U);
    EXPECT_EQ(page->cells[0].skill, "S1");
    EXPECT_EQ(page->cells[0].from_hour, 8U);
    EXPECT_EQ(page->cells[0].to_hour, 10U);
    EXPECT_EQ(page->cells[0].asked, 15U);
    EXPECT_EQ(page->cells[0].mean_wait_s, 40U);
    ASSERT_EQ(page->levers.size(), 1U);
    EXPECT_EQ(page->levers[0].saved_minutes_a_day, 35U);
    const auto wrong = soon(client.fetch_coverage());
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, ErrorCode::bad_reply);
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
