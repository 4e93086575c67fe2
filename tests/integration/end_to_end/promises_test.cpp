// A promise for later today, with a day of seconds.

#include "integration/end_to_end/end_to_end.hpp"

#include <algorithm>

namespace courtside::test {
namespace {

using namespace std::chrono_literals;

class Promises : public EndToEnd {
protected:
    /// A window is proposed after a second, begins five later, and both are reminded on the way.
    void serve_short_days() {
        serve({"--promise-after-s", "1", "--promise-notice-s", "5", "--promise-grid-s", "1",
               "--promise-reminder-s", "3", "--promise-bind-s", "2", "--status-interval-s", "1"});
    }

    /// Says when the coach is available from now on.
    static void expects(Desk& coach, std::chrono::seconds in, std::chrono::minutes length) {
        const auto from = coach->server_now() + in;
        value_of(coach->set_availability({{from, from + length}}));
    }

    static Request proposed(Desk& learner, RequestId id) {
        return learner.wait_for("a proposed window", [&](const Told& told) {
            const auto found = std::ranges::find_if(
                told.requests, [&](const Request& each) { return each.request_id == id && each.proposed; });
            return found == told.requests.end() ? std::nullopt : std::optional(*found);
        });
    }
};

TEST_F(Promises, AreProposedTakenRemindedOfAndKept) {
    serve_short_days();
    const auto cem = desk("cem");
    expects(*cem, 2s, 60min);
    const auto anna = desk("anna");
    const Request asked = ask(*anna);
    EXPECT_FALSE(asked.unlikely_today);
    const TimeWindow window = proposed(*anna, asked.request_id).proposed.value();
    const Request booked = value_of((*anna)->take_promise(asked.request_id, window));
    EXPECT_EQ(booked.state, RequestState::booked);
    EXPECT_EQ(booked.reason, RequestReason::promised);
    EXPECT_EQ(booked.promise->from, window.from);
    be_ready(*cem);
    EXPECT_EQ(anna->reminder().request_id, asked.request_id);
    EXPECT_TRUE(cem->reminder().coach);
    EXPECT_EQ(cem->reminder().title, "Asking for a raise");
    EXPECT_EQ(cem->reminder().window.from, window.from);
    meet(*anna, *cem);
    EXPECT_EQ(anna->request(asked.request_id, RequestState::matched).promise->from, window.from);
}

TEST_F(Promises, OutliveAKilledServer) {
    serve_short_days();
    const auto cem = desk("cem");
    expects(*cem, 2s, 60min);
    const auto anna = desk("anna");
    const RequestId id = ask(*anna).request_id;
    const TimeWindow window = proposed(*anna, id).proposed.value();
    value_of((*anna)->take_promise(id, window));
    server_->kill();
    server_->start();
    const Welcome back = anna->welcome(2);
    ASSERT_EQ(back.requests.size(), 1U);
    EXPECT_EQ(back.requests.front().promise->from, window.from);
}

TEST_F(Promises, ALearnerWhomNobodyCanServeTodayHearsItAtOnceAndCanAskWider) {
    serve_short_days();
    const auto gus = ready_desk("gus");  // S1.1 at level 3
    const auto anna = desk("anna");
    NewRequest wish;
    wish.least_level = 4;
    const Request asked = ask(*anna, wish);
    EXPECT_TRUE(asked.unlikely_today);
    EXPECT_EQ(asked.reason, RequestReason::unlikely_today);
    const Request wider = value_of((*anna)->widen(asked.request_id));
    EXPECT_TRUE(wider.widened);
    EXPECT_FALSE(wider.unlikely_today);
    meet(*anna, *gus);
}

TEST_F(Promises, CanBeGivenBack) {
    serve_short_days();
    const auto cem = desk("cem");
    expects(*cem, 30s, 60min);
    const auto anna = desk("anna");
    const RequestId id = ask(*anna).request_id;
    value_of((*anna)->take_promise(id, proposed(*anna, id).proposed.value()));
    const Request waiting = value_of((*anna)->give_promise_back(id));
    EXPECT_EQ(waiting.state, RequestState::waiting);
    EXPECT_EQ(error_of((*anna)->take_promise(id, {waiting.asked.value(), waiting.expires.value()})).code,
              ErrorCode::invalid_argument);
    be_ready(*cem);
    meet(*anna, *cem);
}

}  // namespace
}  // namespace courtside::test
