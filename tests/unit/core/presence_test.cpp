#include "support/world.hpp"

#include <gtest/gtest.h>

namespace courtside::core {
namespace {

using namespace support;

TEST(Presence, IsReadyUntilTheEndThatTheCoachSet) {
    World world;
    Client carl = world.connect("carl", a_coach_of_s1());
    const PresenceView view = carl.be_ready(hours(2));
    EXPECT_EQ(view.state, PresenceState::ready);
    EXPECT_EQ(view.ready_until, monday_at_nine() + hours(2));

    for (int i = 0; i < 12; ++i) {
        EXPECT_EQ(carl.look().presence.state, PresenceState::ready);
        world.advance(minutes(10));
        carl.send(FetchSkills{});  // the client is in use
    }
    EXPECT_EQ(carl.last<PresenceChanged>().presence.state, PresenceState::away);
    EXPECT_EQ(carl.last<PresenceChanged>().presence.reason, PresenceReason::ready_ended);
}

TEST(Presence, IsNeverReadyInThePastOrForMoreThanTwelveHours) {
    World world;
    Client carl = world.connect("carl", a_coach_of_s1());
    EXPECT_EQ(carl.refused(SetPresence{world.now()}).code, ErrorCode::invalid_argument);
    EXPECT_EQ(carl.refused(SetPresence{Instant{-5}}).code, ErrorCode::invalid_argument);
    EXPECT_EQ(carl.refused(SetPresence{world.now() + hours(12) + one_ms}).code, ErrorCode::invalid_argument);
    EXPECT_EQ(carl.look().presence.state, PresenceState::away);
    EXPECT_EQ(carl.be_ready(hours(12)).state, PresenceState::ready);
}

TEST(Presence, OnlyCoachesAndPeersCanBeReady) {
    World world;
    Client lea = world.connect("lea");
    EXPECT_EQ(lea.refused(SetPresence{world.now() + hours(1)}).code, ErrorCode::not_allowed);
    EXPECT_EQ(lea.refused(SetAvailability{}).code, ErrorCode::not_allowed);
    EXPECT_EQ(lea.go_away().state, PresenceState::away);
    Client pia = world.connect("pia", ProfileBuilder().as(Role::learner).as(Role::peer));
    EXPECT_EQ(pia.be_ready(hours(1)).state, PresenceState::ready);
}

TEST(Presence, ReadyLapsesAfterThirtyMinutesWithoutActivity) {
    World world;
    Client carl = world.ready_coach("carl");
    world.advance(minutes(20));
    carl.send(FetchSkills{});
    world.advance(just_under(minutes(30)));
    EXPECT_TRUE(carl.person().ready_until);
    world.advance(one_ms);
    EXPECT_EQ(carl.last<PresenceChanged>().presence.reason, PresenceReason::inactive);
    EXPECT_FALSE(carl.person().ready_until);
}

TEST(Presence, ActivityOnOneDeviceCountsForAll) {
    World world;
    const Client desk = world.ready_coach("carl");
    Client phone = world.connect("carl", a_coach_of_s1());
    for (int i = 0; i < 4; ++i) {
        world.advance(minutes(25));
        phone.send(FetchSkills{});
    }
    EXPECT_TRUE(desk.person().ready_until);
}

TEST(Presence, WhoComesBackBeforeTheEndIsReadyAgainAndHasHalfAnHourAnew) {
    World world;
    Client carl = world.ready_coach("carl");
    carl.disconnect();
    world.advance(minutes(50));
    EXPECT_TRUE(carl.person().ready_until);
    const Client back = world.connect("carl", a_coach_of_s1());
    EXPECT_EQ(back.look().presence.state, PresenceState::ready);
    world.advance(just_under(minutes(30)));
    EXPECT_TRUE(back.person().ready_until);
    world.advance(one_ms);
    EXPECT_FALSE(back.person().ready_until);
}

TEST(Presence, EndsForOfflineCoachesToo) {
    World world;
    Client carl = world.ready_coach("carl");
    carl.disconnect();
    world.advance(hours(8));
    EXPECT_EQ(carl.person().away_reason, PresenceReason::ready_ended);
}

TEST(Presence, EndsAfterARestartForWhoDidNotComeBack) {
    World world;
    const Client carl = world.ready_coach("carl");
    world.restart();
    world.advance(just_under(hours(8)));
    EXPECT_TRUE(carl.person().ready_until);
    world.advance(one_ms);
    EXPECT_EQ(carl.person().away_reason, PresenceReason::ready_ended);
}

TEST(Presence, AwayIsNeverOfferedAnything) {
    World world;
    Client carl = world.ready_coach("carl");
    EXPECT_EQ(carl.go_away().reason, PresenceReason::chosen);
    Client lea = world.connect("lea");
    lea.ask();
    world.advance(minutes(5));
    EXPECT_FALSE(carl.offer());
    carl.be_ready();
    EXPECT_TRUE(carl.offer());
}

TEST(Presence, OfflineIsNeverOfferedAnything) {
    World world;
    Client carl = world.ready_coach("carl");
    carl.disconnect();
    Client lea = world.connect("lea");
    lea.ask();
    EXPECT_TRUE(world.rows().offers.empty());
    const Client back = world.connect("carl", a_coach_of_s1());
    EXPECT_TRUE(back.offer());
}

TEST(Presence, IsTheSameOnAllDevicesAndTheSenderHasItInTheReply) {
    World world;
    Client desk = world.connect("carl", a_coach_of_s1());
    const Client phone = world.connect("carl", a_coach_of_s1());
    desk.be_ready();
    EXPECT_EQ(phone.last<PresenceChanged>().presence.state, PresenceState::ready);
    EXPECT_TRUE(desk.pushes<PresenceChanged>().empty());
    desk.go_away();
    EXPECT_EQ(phone.last<PresenceChanged>().presence.state, PresenceState::away);
    EXPECT_TRUE(desk.pushes<PresenceChanged>().empty());
}

TEST(Presence, OneOwnChoiceBecomesTheReasonForBeingAway) {
    World world;
    Client carl = world.ready_coach("carl");
    world.advance(minutes(30));
    EXPECT_EQ(carl.person().away_reason, PresenceReason::inactive);
    EXPECT_EQ(carl.go_away().reason, PresenceReason::chosen);
}

TEST(Presence, TwoMissedOffersMakeACoachAway) {
    World world;
    Client carl = world.ready_coach("carl");
    for (const char* name : {"lea", "leo"}) {
        EXPECT_TRUE(carl.person().ready_until);
        Client learner = world.connect(name);
        learner.ask();
        carl.show(carl.offer()->offer.id);
        world.advance(seconds(20));
    }
    EXPECT_EQ(carl.last<PresenceChanged>().presence.reason, PresenceReason::missed_offers);
    EXPECT_FALSE(carl.person().ready_until);
    EXPECT_EQ(carl.person().misses, 0);
}

TEST(Presence, AnAnswerBetweenTwoMissesForgetsTheFirst) {
    World world;
    Client carl = world.ready_coach("carl");
    const auto miss_one = [&](const char* name) {
        Client learner = world.connect(name);
        learner.ask();
        carl.show(carl.offer()->offer.id);
        world.advance(seconds(20));
    };
    miss_one("lea");
    EXPECT_EQ(carl.person().misses, 1);
    Client leo = world.connect("leo");
    leo.ask();
    carl.decline(carl.offer()->offer.id);
    EXPECT_EQ(carl.person().misses, 0);
    miss_one("liz");
    EXPECT_TRUE(carl.person().ready_until);
}

TEST(Presence, AnAcceptedOfferForgetsAMissInTheStoreToo) {
    World world;
    Client carl = world.ready_coach("carl");
    Client lea = world.connect("lea");
    lea.ask();
    carl.show(carl.offer()->offer.id);
    world.advance(seconds(20));
    ASSERT_EQ(carl.person().misses, 1);
    world.match(world.connect("leo"), carl);
    EXPECT_EQ(carl.person().misses, 0);
}

TEST(Presence, WhoLosesTheRoleOfACoachIsAwayAndHasNoOfferLeft) {
    World world;
    Client desk = world.ready_coach("carl");
    Client lea = world.connect("lea");
    const Request request = lea.ask();
    ASSERT_TRUE(desk.offer());
    world.connect("carl", ProfileBuilder().as(Role::learner));
    EXPECT_FALSE(desk.offer());
    EXPECT_EQ(desk.last<PresenceChanged>().presence.state, PresenceState::away);
    EXPECT_EQ(world.request(request.id).state, RequestState::waiting);
}

TEST(Availability, KeepsUpToEightWindowsInOrder) {
    World world;
    Client carl = world.connect("carl", a_coach_of_s1());
    const Instant nine = world.now();
    const TimeWindow late{nine + hours(5), nine + hours(6)};
    const TimeWindow early{nine + hours(1), nine + hours(2)};
    const auto view = carl.get<PresenceChanged>(SetAvailability{{late, early}}).presence;
    EXPECT_EQ(view.windows, (std::vector{early, late}));
    EXPECT_EQ(carl.person().windows, view.windows);
    EXPECT_EQ(carl.refused(SetAvailability{std::vector<TimeWindow>(9, late)}).code, ErrorCode::too_large);
    EXPECT_TRUE(carl.get<PresenceChanged>(SetAvailability{}).presence.windows.empty());
}

TEST(Availability, RefusesWindowsThatAreOverOrBackwardsOrTooFarAhead) {
    World world;
    Client carl = world.connect("carl", a_coach_of_s1());
    const Instant nine = world.now();
    for (const TimeWindow& bad :
         {TimeWindow{nine - hours(2), nine}, TimeWindow{nine + hours(2), nine + hours(1)},
          TimeWindow{nine + hours(2), nine + hours(2)},
          TimeWindow{nine + hours(23), nine + hours(24) + one_ms}}) {
        EXPECT_EQ(carl.refused(SetAvailability{{bad}}).code, ErrorCode::invalid_argument);
    }
    EXPECT_TRUE(carl.person().windows.empty());
}

}  // namespace
}  // namespace courtside::core
