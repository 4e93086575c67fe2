// What a client fetches and sets of its own: data, what waits, preferences, the coverage report.

#include "client_helpers.hpp"
#include "courtside/client.hpp"
#include "fake_server.hpp"
#include "recorder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace courtside::testing {
namespace {

using ::testing::ElementsAre;

TEST(ClientReads, FetchOnesOwnDataAndWhatWaits) {
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

TEST(ClientReads, SayWhatACoachWants) {
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

TEST(ClientReads, FetchTheCoverageReportPageByPage) {
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

}  // namespace
}  // namespace courtside::testing
