// What a learner hears whom nobody can take: a window later today, or that there is none.

#include "support/promised_day.hpp"

namespace courtside::core {
namespace {

using namespace support;

class Proposal : public PromisedDay {};
class Unlikely : public PromisedDay {};
class Widening : public PromisedDay {};

TEST_F(Proposal, ComesWhenNobodyTookTheRequestForNinetySeconds) {
    expects(carl, {between(at(10), at(12))});
    request = lea.ask().id;
    EXPECT_FALSE(now().unlikely_today);
    world.advance(just_under(seconds(90)));
    EXPECT_FALSE(now().proposed);
    world.advance(one_ms);
    EXPECT_EQ(now().proposed, between(at(10), at(10, 20)));
    EXPECT_EQ(now().state, RequestState::waiting);
    EXPECT_EQ(lea.last<RequestChanged>().request.request.proposed, now().proposed);
}

TEST_F(Proposal, IsOfTheTimeInWhichASessionBeginsHoweverLongItTakes) {
    expects(carl, {between(at(10), at(12))});
    request = lea.ask(a_wish(lea.open_issue().id).minutes(30)).id;
    world.advance(seconds(90));
    EXPECT_EQ(now().proposed, between(at(10), at(10, 20)));
}

TEST_F(Proposal, IsOfATimeFromWhichALongSessionEndsToday) {
    advance_to(at(22));
    expects(carl, {between(at(23, 31), at(23, 59) + hours(2))});
    request = lea.ask(a_wish(lea.open_issue().id).minutes(30)).id;
    EXPECT_TRUE(now().unlikely_today);
    expects(carl, {between(at(23, 30), at(23, 59) + hours(2))});
    world.advance(seconds(90));
    EXPECT_EQ(now().proposed, between(at(23, 30), at(23, 50)));
}

TEST_F(Proposal, EndsBeforeTheRequestExpires) {
    advance_to(at(22));
    expects(carl, {between(at(23, 42), at(23, 59))});
    request = lea.ask().id;
    world.advance(seconds(90));
    EXPECT_FALSE(now().proposed) << "a window from 23:45 would reach into tomorrow";
    EXPECT_FALSE(now().unlikely_today) << "who waits is served all the same";
}

TEST_F(Proposal, CountsOnWhoDeclinedFromWhenTheyCanBeAskedAgain) {
    carl.be_ready();
    request = lea.ask().id;
    carl.decline(carl.offer()->offer.id);
    world.advance(seconds(90));
    EXPECT_EQ(now().proposed.from, at(9, 15));
    carl.go_away();
    world.advance(seconds(5));
    EXPECT_FALSE(now().proposed);
    EXPECT_TRUE(now().unlikely_today);
}

TEST_F(Proposal, GoesBehindThoseAhead) {
    expects(carl, {between(at(10), at(12))});
    std::vector<RequestId> requests;
    for (const char* name : {"ahead", "next", "last"}) {
        requests.push_back(world.connect(name).ask().id);
    }
    world.advance(seconds(90));
    EXPECT_EQ(world.request(requests[0]).proposed.from, at(10));
    EXPECT_EQ(world.request(requests[1]).proposed.from, at(10, 20)) << "after a session and its pause";
    EXPECT_EQ(world.request(requests[2]).proposed.from, at(10, 40));
}

TEST_F(Proposal, CountsOnWhoIsInASession) {
    Pair pair = world.talk(world.connect("leo"), world.ready_coach("eva"));
    pair.coach.say(pair.session, "Hello");
    request = lea.ask().id;
    world.advance(seconds(90));
    EXPECT_EQ(now().proposed.from, at(9, 20)) << "15 minutes, the pause, the next multiple of five";
}

TEST_F(Proposal, IsForTodayByTheLearnersClock) {
    // In Kolkata the day ends at 18:30 UTC.
    advance_to(at(17));
    Client priya = world.connect("priya", a_learner().in_zone("Asia/Kolkata"));
    expects(carl, {between(at(18, 20), at(21))});
    const RequestId late = priya.ask().id;
    EXPECT_TRUE(world.request(late).unlikely_today) << "a session would end tomorrow";
    expects(carl, {between(at(18, 10), at(21))});
    world.advance(seconds(90));
    EXPECT_FALSE(world.request(late).unlikely_today);
    EXPECT_EQ(world.request(late).proposed, between(at(18, 10), at(18, 30)));
}

TEST_F(Proposal, WaitsForTheWindowThatWasAskedFor) {
    expects(carl, {between(at(9, 30), at(9, 50)), between(at(11), at(12))});
    request = lea.ask(a_wish(lea.open_issue().id).within(at(10), at(12))).id;
    EXPECT_EQ(now().reason, RequestReason::window_ahead);
    advance_to(at(10, 1));
    EXPECT_FALSE(now().proposed);
    world.advance(seconds(30));
    EXPECT_EQ(now().proposed, between(at(11), at(11, 20)));
}

TEST_F(Proposal, IsReplacedWhenItsTimeHasCome) {
    expects(carl, {between(at(9, 20), at(12))});
    request = lea.ask().id;
    advance_to(at(9, 18));
    EXPECT_EQ(now().proposed.from, at(9, 20));
    advance_to(at(9, 19));
    EXPECT_EQ(now().proposed.from, at(9, 30)) << "ten minutes ahead, on a multiple of five";
}

TEST_F(Proposal, StaysWhileItHoldsAndGoesWithItsCoach) {
    expects(carl, {between(at(10), at(12))});
    request = lea.ask().id;
    world.advance(seconds(90));
    expects(dora, {between(at(9, 50), at(11))});
    world.advance(seconds(5));
    EXPECT_EQ(now().proposed.from, at(10)) << "not for ten minutes";
    expects(carl, {});
    expects(dora, {between(at(11), at(12))});
    world.advance(seconds(5));
    EXPECT_EQ(now().proposed.from, at(11));
}

TEST_F(Proposal, IsTakenAsItWasSeen) {
    expects(carl, {between(at(10), at(12))});
    request = lea.ask().id;
    EXPECT_EQ(lea.refused(TakePromise{request, between(at(10), at(10, 20))}).code,
              ErrorCode::invalid_argument);
    world.advance(seconds(90));
    EXPECT_EQ(lea.refused(TakePromise{request, between(at(10), at(10, 21))}).code,
              ErrorCode::invalid_argument);
    const RequestView booked = lea.get<Asked>(TakePromise{request, now().proposed}).request;
    EXPECT_EQ(booked.request, now());
    EXPECT_EQ(now().state, RequestState::booked);
    EXPECT_EQ(now().reason, RequestReason::promised);
    EXPECT_EQ(now().promise, between(at(10), at(10, 20)));
    EXPECT_FALSE(now().proposed);
    EXPECT_EQ(booked.status, QueueStatus{});
    EXPECT_EQ(lea.look().requests.at(0).request, now());
    EXPECT_EQ(world.engine().totals().promises_made, 1U);
}

TEST_F(Proposal, CanBeGivenBackOnceTaken) {
    expects(carl, {between(at(10), at(12))});
    promise_to_lea();
    const RequestView view = lea.get<Asked>(TakePromise{request, {}}).request;
    EXPECT_EQ(view.request.state, RequestState::waiting);
    EXPECT_EQ(view.request.reason, RequestReason::asked);
    EXPECT_FALSE(view.request.promise);
    EXPECT_EQ(view.status.position, 1U);
    EXPECT_EQ(view.request.waiting_since, at(9));
    carl.be_ready();
    EXPECT_TRUE(carl.offer());
}

TEST_F(Proposal, IsNoneWhereSomebodyIsFree) {
    carl.be_ready();
    request = lea.ask().id;
    world.advance(seconds(2));
    carl.show(carl.offer()->offer.id);
    world.advance(seconds(10));
    carl.accept(carl.offer()->offer.id);
    world.advance(minutes(1));
    EXPECT_EQ(now().state, RequestState::matched);
    EXPECT_FALSE(now().proposed);
}

TEST_F(Unlikely, IsSaidAtOnceWhereNobodyIsExpected) {
    const Request asked = lea.ask();
    EXPECT_TRUE(asked.unlikely_today);
    EXPECT_EQ(asked.reason, RequestReason::unlikely_today);
    EXPECT_EQ(asked.state, RequestState::waiting) << "who likes keeps waiting";
    lea.get<Done>(CancelRequest{asked.id});
}

TEST_F(Unlikely, IsTakenBackWhenSomebodyStatesAWindow) {
    request = lea.ask().id;
    world.advance(minutes(3));
    expects(carl, {between(at(10), at(12))});
    world.advance(seconds(5));
    EXPECT_FALSE(now().unlikely_today);
    EXPECT_EQ(now().reason, RequestReason::asked);
    EXPECT_EQ(now().proposed.from, at(10));
    EXPECT_EQ(lea.last<RequestChanged>().request.request, now());
}

TEST_F(Unlikely, IsTakenBackByAnOffer) {
    request = lea.ask().id;
    carl.be_ready();
    EXPECT_EQ(now().state, RequestState::offered);
    EXPECT_FALSE(now().unlikely_today);
    EXPECT_EQ(now().reason, RequestReason::asked);
}

TEST_F(Unlikely, IsSaidWhenTheDayIsFull) {
    expects(carl, {between(at(10), at(10, 20))});
    world.connect("leo").ask();
    request = lea.ask().id;
    EXPECT_FALSE(now().unlikely_today);
    world.advance(seconds(5));
    EXPECT_TRUE(now().unlikely_today) << "leo is ahead";
}

TEST_F(Unlikely, LooksAtWhatIsAskedFor) {
    expects(carl, {between(at(10), at(10, 20))});
    EXPECT_FALSE(lea.ask().unlikely_today);
    Client a = world.connect("a");
    EXPECT_TRUE(a.ask(a_wish(a.open_issue().id).skill("T4")).unlikely_today);
    Client b = world.connect("b");
    EXPECT_TRUE(b.ask(a_wish(b.open_issue().id).minutes(30)).unlikely_today);
    Client c = world.connect("c");
    EXPECT_TRUE(c.ask(a_wish(c.open_issue().id).without(carl.id())).unlikely_today);
}

TEST_F(Widening, AllowsOneLevelBelowAnyLanguageAndTheOwnUnit) {
    Client ida = world.connect("ida", a_learner().in_unit("sales").speaks({"en", "de"}));
    Client emil = world.ready_coach("emil", a_coach_of_s1(3).in_unit("sales"));
    const Request asked =
        ida.ask(a_wish(ida.open_issue().id).least_level(4).in_language("de").other_units_only());
    EXPECT_TRUE(asked.unlikely_today);
    const Request wider = ida.get<Asked>(WidenRequest{asked.id}).request.request;
    EXPECT_TRUE(wider.widened);
    EXPECT_FALSE(wider.unlikely_today);
    EXPECT_EQ(wider.least_level, 3U);
    EXPECT_EQ(emil.offer()->offer.request, asked.id);
    EXPECT_EQ(world.issue(asked.issue).least_level, 4U) << "the next ask is as before";
    EXPECT_EQ(ida.get<Asked>(WidenRequest{asked.id}).request.request.least_level, 3U) << "once only";
}

TEST_F(Widening, NeverReachesTheManagerOrWhoIsBlocked) {
    Client boss = world.ready_coach("boss", a_coach_of_s1(1));
    Client ida = world.connect("ida", a_learner().managed_by("boss"));
    Client foe = world.ready_coach("foe", a_coach_of_s1(1));
    ida.get<Done>(Block{foe.id()});
    const Request asked = ida.ask(a_wish(ida.open_issue().id).least_level(2));
    EXPECT_TRUE(ida.get<Asked>(WidenRequest{asked.id}).request.request.unlikely_today);
    world.advance(minutes(1));
    EXPECT_FALSE(boss.offer() || foe.offer());
}

TEST_F(Widening, KeepsAPromise) {
    expects(carl, {between(at(10), at(12))});
    const TimeWindow window = promise_to_lea();
    EXPECT_EQ(lea.get<Asked>(WidenRequest{request}).request.request.promise, window);
    EXPECT_EQ(now().state, RequestState::booked);
}

TEST_F(Proposal, LeavesOutWhenACoachWantsNoOffers) {
    expects(carl, {between(at(10), at(12))});
    carl.get<PreferencesChanged>(SetPreferences{false, 0, {between(at(9, 30), at(11))}});
    request = lea.ask().id;
    world.advance(seconds(90));
    EXPECT_EQ(now().proposed.from, at(11));
}

TEST_F(Proposal, KeepsToTheMinutesThatACoachWantsToGive) {
    expects(carl, {between(at(10), at(12))});
    expects(dora, {between(at(11), at(12))});
    carl.get<PreferencesChanged>(SetPreferences{false, 10, {}});
    request = lea.ask().id;
    world.advance(seconds(90));
    EXPECT_EQ(now().proposed.from, at(11)) << "with dora";
}

TEST_F(Proposal, ComesWhenTheCompanySaid) {
    expects(carl, {between(at(10), at(12))});
    request = lea.ask().id;
    world.advance(seconds(20));
    world.admin(SetReach{TenantId{1}, {20, 0, TierOrder::together, 30, 40}});
    world.advance(just_under(seconds(20)));
    EXPECT_FALSE(now().proposed);
    world.advance(one_ms);
    EXPECT_EQ(now().proposed.from, at(10));
    const RequestId other = world.connect("leo").ask().id;
    world.advance(seconds(30));
    EXPECT_FALSE(world.request(other).proposed);
    world.admin(SetReach{TenantId{1}, {20, 0, TierOrder::together, 30, 10}});
    world.advance(world.rules().status_interval);
    EXPECT_TRUE(world.request(other).proposed) << "who has waited longer already hears at once";
}

TEST_F(Proposal, CountsOnThoseWhomTheSearchReachesLater) {
    world.admin(SetReach{TenantId{1}, {20, 0, TierOrder::peers_first, 30}});
    expects(carl, {between(at(10), at(12))});
    request = lea.ask().id;
    EXPECT_FALSE(now().unlikely_today) << "there is no peer, but in half a minute coaches do as well";
    world.advance(seconds(90));
    EXPECT_EQ(now().proposed.from, at(10));
}

}  // namespace
}  // namespace courtside::core
