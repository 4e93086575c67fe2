// Windows, deadlines and the end of the learner's day.

#include "support/world.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace courtside::core {
namespace {

using namespace support;

Request ask_at(Instant at, const std::string& zone) {
    World world({}, at);
    Client lea = world.connect("lea", a_learner().in_zone(zone));
    return lea.ask();
}

TEST(RequestExpiry, IsAtTheEndOfTheLearnersDay) {
    EXPECT_EQ(ask_at(utc(2026, 3, 2, 9), "UTC").expires_at, utc(2026, 3, 3));
    EXPECT_EQ(ask_at(utc(2026, 3, 2, 9), "Europe/Berlin").expires_at, utc(2026, 3, 2, 23));
    EXPECT_EQ(ask_at(utc(2026, 3, 2, 9), "America/New_York").expires_at, utc(2026, 3, 3, 5));
    EXPECT_EQ(ask_at(utc(2026, 3, 2, 19), "Asia/Kolkata").expires_at, utc(2026, 3, 3, 18, 30));
}

TEST(RequestExpiry, LeavesAtLeastAnHour) {
    EXPECT_EQ(ask_at(utc(2026, 3, 2, 23, 20), "UTC").expires_at, utc(2026, 3, 3, 0, 20));
    EXPECT_EQ(ask_at(utc(2026, 3, 2, 23, 0), "UTC").expires_at, utc(2026, 3, 3));
    EXPECT_EQ(ask_at(utc(2026, 3, 2, 22, 59), "UTC").expires_at, utc(2026, 3, 3));
}

TEST(RequestExpiry, FollowsTheClockIntoSummerTime) {
    // Berlin, 28 March: the day ends at 23:00 UTC; the 29th, an hour short, at 22:00 UTC.
    EXPECT_EQ(ask_at(utc(2026, 3, 28, 9), "Europe/Berlin").expires_at, utc(2026, 3, 28, 23));
    EXPECT_EQ(ask_at(utc(2026, 3, 28, 23), "Europe/Berlin").expires_at, utc(2026, 3, 29, 22));
    EXPECT_EQ(ask_at(utc(2026, 3, 29, 0, 59), "Europe/Berlin").expires_at, utc(2026, 3, 29, 22));
    EXPECT_EQ(ask_at(utc(2026, 3, 29, 1), "Europe/Berlin").expires_at, utc(2026, 3, 29, 22));
    EXPECT_EQ(ask_at(utc(2026, 3, 29, 21, 30), "Europe/Berlin").expires_at, utc(2026, 3, 29, 22, 30));
}

TEST(RequestExpiry, FollowsTheClockBackFromSummerTime) {
    // Berlin, 24 October: the day ends at 22:00 UTC; the 25th, an hour long, at 23:00 UTC.
    EXPECT_EQ(ask_at(utc(2026, 10, 24, 9), "Europe/Berlin").expires_at, utc(2026, 10, 24, 22));
    EXPECT_EQ(ask_at(utc(2026, 10, 24, 22), "Europe/Berlin").expires_at, utc(2026, 10, 25, 23));
    EXPECT_EQ(ask_at(utc(2026, 10, 25, 0, 30), "Europe/Berlin").expires_at, utc(2026, 10, 25, 23));
    EXPECT_EQ(ask_at(utc(2026, 10, 25, 1, 30), "Europe/Berlin").expires_at, utc(2026, 10, 25, 23));
    EXPECT_EQ(ask_at(utc(2026, 10, 25, 22, 30), "Europe/Berlin").expires_at, utc(2026, 10, 25, 23, 30));
}

TEST(RequestExpiry, KeepsTheWaitForTheNextAskOnTheIssue) {
    World world;
    Client lea = world.connect("lea");
    const Instant nine = world.now();
    const Request first = lea.ask();
    world.advance(just_under(hours(15)));
    EXPECT_EQ(world.request(first.id).state, RequestState::waiting);
    world.advance(one_ms);
    EXPECT_EQ(world.request(first.id).state, RequestState::expired);
    EXPECT_EQ(world.request(first.id).reason, RequestReason::nobody_free);
    EXPECT_EQ(lea.last<RequestChanged>().request.request.state, RequestState::expired);

    world.advance(hours(9));
    Client leo = world.connect("leo");
    leo.ask();
    Client back = world.connect("lea");
    const Request second = back.get<Asked>(AskAgain{first.issue, 15, {}, {}}).request.request;
    EXPECT_EQ(second.waiting_since, nine) << "first in line the next day";
    EXPECT_EQ(second.asked_at, world.now());
    EXPECT_EQ(back.look().requests.at(0).status.position, 1U);

    back.get<Done>(CancelRequest{second.id});
    EXPECT_EQ(back.get<Asked>(AskAgain{first.issue, 15, {}, {}}).request.request.waiting_since, world.now())
        << "an own cancel keeps nothing";
}

TEST(RequestExpiry, TakesAPendingOfferBack) {
    World world({}, utc(2026, 3, 2, 23, 59));
    Client lea = world.connect("lea");
    const Request request = lea.ask();
    world.advance(minutes(59) + seconds(50));
    Client carl = world.ready_coach("carl");
    const OfferId offer = carl.offer()->offer.id;
    carl.show(offer);
    world.advance(seconds(10));
    EXPECT_EQ(world.request(request.id).state, RequestState::expired);
    EXPECT_EQ(carl.last<OfferClosed>().state, OfferState::rescinded);
    EXPECT_EQ(carl.refused(AcceptOffer{offer}).code, ErrorCode::offer_not_open);
}

TEST(RequestWindow, WaitsUntilItOpens) {
    World world;
    Client lea = world.connect("lea");
    const Client carl = world.ready_coach("carl");
    const Instant from = world.now() + minutes(20);
    const Request request = lea.ask(a_wish(lea.open_issue().id).within(from, from + hours(2)));
    EXPECT_EQ(request.reason, RequestReason::window_ahead);
    EXPECT_EQ(request.window.from, from);
    world.advance(just_under(minutes(20)));
    EXPECT_FALSE(carl.offer());
    world.advance(one_ms);
    EXPECT_EQ(carl.offer()->offer.request, request.id);
    EXPECT_EQ(world.request(request.id).reason, RequestReason::asked);
}

TEST(RequestWindow, ThatIsOpenAlreadyIsNow) {
    World world;
    Client lea = world.connect("lea");
    const Client carl = world.ready_coach("carl");
    const Instant now = world.now();
    const Request request = lea.ask(a_wish(lea.open_issue().id).within(now - hours(1), now + hours(1)));
    EXPECT_EQ(request.reason, RequestReason::asked);
    EXPECT_FALSE(request.window);
    EXPECT_TRUE(carl.offer());
}

TEST(RequestWindow, LiesLaterTodayAndLeavesTimeForTheSession) {
    World world;
    Client lea = world.connect("lea");
    const IssueId issue = lea.open_issue().id;
    const Instant now = world.now();
    const Instant end = utc(2026, 3, 3);
    const Instant long_ago{std::numeric_limits<std::int64_t>::min()};
    const std::vector<TimeWindow> bad{
        {now + hours(2), now + hours(1)},                // backwards
        {now - hours(2), now},                           // over
        {end, end + hours(1)},                           // tomorrow
        {end - hours(1), end + one_ms},                  // into tomorrow
        {now + hours(1), now + hours(1) + minutes(14)},  // too short
        {now - hours(1), now + minutes(14)},             // too little of it left
        {long_ago, now + minutes(14)},
    };
    for (const TimeWindow& window : bad) {
        EXPECT_EQ(lea.refused(a_wish(issue).within(window.from, window.to)).code,
                  ErrorCode::invalid_argument);
    }
    EXPECT_FALSE(lea.ask(a_wish(issue).within(long_ago, now + minutes(15))).window);
}

TEST(RequestWindow, ThatOpenedWhileTheServerWasDownIsToldAfterTheStart) {
    World world;
    Client lea = world.connect("lea");
    const Instant from = world.now() + minutes(20);
    Client cora = world.connect("cora", a_coach_of_s1());
    cora.get<PresenceChanged>(SetAvailability{{{from + hours(1), from + hours(2)}}});
    const Request request = lea.ask(a_wish(lea.open_issue().id).within(from, from + hours(2)));
    world.skip(minutes(30));
    world.restart();
    const Client back = world.connect("lea");
    world.advance(one_ms);
    EXPECT_EQ(world.request(request.id).reason, RequestReason::asked);
    EXPECT_EQ(back.last<RequestChanged>().request.request.reason, RequestReason::asked);
    EXPECT_TRUE(world.ready_coach("carl").offer());
}

TEST(NeededBy, OrdersMatchingAndDoesNotExpireTheRequest) {
    World world;
    Client first = world.connect("leo");
    first.ask();
    world.advance(minutes(1));
    Client lea = world.connect("lea");
    const Request urgent = lea.ask(a_wish(lea.open_issue().id).needed_by(world.now() + minutes(30)));
    EXPECT_TRUE(urgent.deadline_counts);
    world.advance(minutes(45));
    EXPECT_EQ(world.request(urgent.id).state, RequestState::waiting);
    EXPECT_EQ(world.ready_coach("carl").offer()->offer.request, urgent.id);
}

TEST(NeededBy, IsLaterThanNowAndBeforeTheRequestExpires) {
    World world;
    Client lea = world.connect("lea");
    const IssueId issue = lea.open_issue().id;
    EXPECT_EQ(lea.refused(a_wish(issue).needed_by(world.now())).code, ErrorCode::invalid_argument);
    EXPECT_EQ(lea.refused(a_wish(issue).needed_by(Instant{-1})).code, ErrorCode::invalid_argument);
    EXPECT_EQ(lea.refused(a_wish(issue).needed_by(utc(2026, 3, 3) + one_ms)).code,
              ErrorCode::invalid_argument);
    EXPECT_EQ(lea.refused(a_wish(issue).needed_by(Instant::never())).code, ErrorCode::invalid_argument);
    EXPECT_TRUE(lea.ask(a_wish(issue).needed_by(utc(2026, 3, 3))).deadline_counts);
}

class ShortDeadlines : public ::testing::Test {
protected:
    bool counts(Duration ahead) {
        Client lea = world.connect("lea");
        const Request request = lea.ask(a_wish(lea.open_issue().id).needed_by(world.now() + ahead));
        lea.get<Done>(CancelRequest{request.id});
        lea.disconnect();
        return request.deadline_counts;
    }
    World world;
};

TEST_F(ShortDeadlines, TwoInAWeekCount) {
    EXPECT_TRUE(counts(minutes(30)));
    world.advance(days(1));
    EXPECT_TRUE(counts(minutes(30)));
    world.advance(days(1));
    EXPECT_FALSE(counts(minutes(30))) << "the third waits in ordinary order";
    world.advance(just_under(days(5)));
    EXPECT_FALSE(counts(minutes(30)));
    world.advance(one_ms);
    EXPECT_TRUE(counts(minutes(30))) << "a week after the first of the two";
    EXPECT_FALSE(counts(minutes(30)));
}

TEST_F(ShortDeadlines, AreThoseSoonerThanAnHour) {
    for (int i = 0; i < 5; ++i) {
        EXPECT_TRUE(counts(hours(1)));
    }
    EXPECT_TRUE(counts(just_under(hours(1))));
    EXPECT_TRUE(counts(just_under(hours(1))));
    EXPECT_FALSE(counts(just_under(hours(1))));
    EXPECT_TRUE(counts(hours(1)));
}

TEST_F(ShortDeadlines, AreRememberedOverARestart) {
    EXPECT_TRUE(counts(minutes(30)));
    EXPECT_TRUE(counts(minutes(30)));
    world.restart();
    EXPECT_FALSE(counts(minutes(30)));
}

}  // namespace
}  // namespace courtside::core
