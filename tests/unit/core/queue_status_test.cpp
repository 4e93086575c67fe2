// What waiting people are told.

#include "support/world.hpp"

#include <gtest/gtest.h>

namespace courtside::core {
namespace {

using namespace support;

QueueStatus status_of(const Client& learner) {
    return learner.look().requests.at(0).status;
}

TEST(QueueStatus, PositionsAreAmongRequestsOfTheSameKind) {
    World world;
    Client lea = world.connect("lea");
    lea.ask();
    Client leo = world.connect("leo");
    leo.ask(a_wish(leo.open_issue().id).skill("S2"));
    Client liz = world.connect("liz");
    liz.ask();
    EXPECT_EQ(status_of(lea).position, 1U);
    EXPECT_EQ(status_of(leo).position, 1U);
    EXPECT_EQ(status_of(liz).position, 2U);
}

TEST(QueueStatus, IsPushedWhenItChangesOnMultiplesOfFiveSeconds) {
    World world;
    Client lea = world.connect("lea");
    lea.ask();
    Client leo = world.connect("leo");
    leo.ask();
    world.advance(seconds(7));
    leo.forget();
    lea.get<Done>(CancelRequest{world.rows().open_request_of(lea.id())});
    world.advance(just_under(seconds(3)));
    EXPECT_TRUE(leo.pushes<RequestChanged>().empty());
    world.advance(one_ms);
    EXPECT_EQ(leo.last<RequestChanged>().request.status.position, 1U);
    world.advance(minutes(10));
    EXPECT_EQ(leo.pushes<RequestChanged>().size(), 1U) << "what stays the same is not told again";
}

TEST(QueueStatus, IsPushedInTimeHoweverMuchHappens) {
    World world;
    Client lea = world.connect("lea");
    lea.ask();
    Client carl = world.connect("carl", a_coach_of_s1());
    Client cora = world.connect("cora", a_coach().skilled("S2", 3));
    world.advance(seconds(6));
    lea.forget();
    const Instant window = world.now() + hours(1);
    carl.get<PresenceChanged>(SetAvailability{{{window, window + hours(1)}}});
    // The loop is late, and something else happens before it judges time.
    world.skip(seconds(5));
    cora.be_ready();
    world.tick();
    EXPECT_EQ(lea.last<RequestChanged>().request.status.next_window, window);
}

TEST(QueueStatus, ASecondDeviceDoesNotKeepTheFirstFromBeingTold) {
    World world;
    Client lea = world.connect("lea");
    lea.ask();
    Client leo = world.connect("leo");
    leo.ask();
    world.advance(seconds(6));
    leo.forget();
    lea.get<Done>(CancelRequest{world.rows().open_request_of(lea.id())});
    [[maybe_unused]] const Client phone = world.connect("leo");
    world.advance(seconds(5));
    EXPECT_EQ(leo.last<RequestChanged>().request.status.position, 1U);
}

TEST(QueueStatus, HasNoEstimateWhenNobodyCouldHelp) {
    World world;
    Client lea = world.connect("lea");
    lea.ask();
    EXPECT_EQ(status_of(lea).could_help, 0U);
    EXPECT_FALSE(status_of(lea).estimate);
}

TEST(QueueStatus, CountsWhoCouldHelpAndIsReadyOrInASession) {
    World world;
    world.talk(world.connect("leo"),
               world.ready_coach("carl", a_coach().skilled("S1", 1).skilled("S1.1", 1)));
    Client lea = world.connect("lea");
    lea.ask(a_wish(lea.open_issue().id).skill("S1.1"));
    EXPECT_EQ(status_of(lea).could_help, 1U);
    world.ready_coach("cora", a_coach_of_s1());
    EXPECT_EQ(status_of(lea).could_help, 1U) << "without the skill";
    world.connect("cleo", a_coach().skilled("S1.1", 2));
    EXPECT_EQ(status_of(lea).could_help, 1U) << "away";
}

TEST(QueueStatus, EstimatesFromHowManyHelpAndWhoIsBefore) {
    World world;
    Client carl = world.ready_coach("carl");
    Client leo = world.connect("leo");
    Pair pair = world.talk(leo, carl);
    carl.say(pair.session, "Hello");
    Client lea = world.connect("lea");
    lea.ask();
    EXPECT_EQ(status_of(lea).estimate, (WaitEstimate{4, 39}));
    Client liz = world.connect("liz");
    liz.ask();
    EXPECT_EQ(status_of(liz).estimate, (WaitEstimate{9, 75}));
    [[maybe_unused]] Client cora = world.ready_coach("cora");
    EXPECT_EQ(status_of(lea).estimate, (WaitEstimate{0, 1})) << "offered";
    EXPECT_EQ(status_of(liz).estimate, (WaitEstimate{4, 39}));
}

TEST(QueueStatus, TellsTheNextWindowWhenNobodyCouldHelpNow) {
    World world;
    Client carl = world.connect("carl", a_coach_of_s1());
    const Instant nine = world.now();
    carl.get<PresenceChanged>(
        SetAvailability{{{nine + hours(2), nine + hours(3)}, {nine + minutes(30), nine + minutes(40)}}});
    carl.disconnect();
    Client lea = world.connect("lea");
    lea.ask();
    EXPECT_EQ(status_of(lea).next_window, nine + hours(2)) << "the first one is too short";
    [[maybe_unused]] Client cora = world.ready_coach("cora");
    EXPECT_FALSE(status_of(lea).next_window);
}

TEST(QueueStatus, ACoachWhosePauseEndsShortensTheEstimate) {
    World world;
    [[maybe_unused]] Client cora = world.ready_coach("cora");
    Pair first = world.talk(world.connect("leo"), cora);
    cora.say(first.session, "Hello");
    Pair second = world.talk(world.connect("lea"), world.ready_coach("carl"));
    second.coach.say(second.session, "Hello");
    Client lea = second.learner;
    lea.ask(a_wish(lea.open_issue("Another").id));  // waits until her session ends
    cora.end(first.session);
    world.advance(just_under(minutes(2)));
    EXPECT_EQ(status_of(lea).estimate, (WaitEstimate{2, 21}));
    lea.forget();
    world.advance(seconds(6));
    EXPECT_EQ(lea.last<RequestChanged>().request.status.estimate, (WaitEstimate{0, 1}));
}

}  // namespace
}  // namespace courtside::core
