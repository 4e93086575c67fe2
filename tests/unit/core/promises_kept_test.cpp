// A promise from when it was made to its end: kept, moved or broken.

#include "support/promised_day.hpp"

#include <algorithm>

namespace courtside::core {
namespace {

using namespace support;

class Promise : public PromisedDay {
protected:
    /// How many reminders a person got.
    static std::size_t reminders(const Client& client) { return client.pushes<PromiseReminder>().size(); }

    /// What became of promises: made, kept, moved, broken.
    [[nodiscard]] std::vector<std::uint64_t> counts() const {
        const Engine::Totals totals = world.engine().totals();
        return {totals.promises_made, totals.promises_kept, totals.promises_moved, totals.promises_broken};
    }
};

TEST_F(Promise, IsKeptByACoachWhoIsAskedShortlyBefore) {
    expects(carl, {between(at(10), at(12))});
    const TimeWindow window = promise_to_lea();
    ASSERT_EQ(window, between(at(10), at(10, 20)));
    advance_to(at(9, 50));
    carl.be_ready();
    advance_to(at(9, 59) - one_ms);
    EXPECT_FALSE(carl.offer()) << "not before: the learner does something else";
    world.advance(one_ms);
    ASSERT_TRUE(carl.offer());
    carl.show(carl.offer()->offer.id);
    carl.accept(carl.offer()->offer.id);
    EXPECT_EQ(now().state, RequestState::matched);
    EXPECT_EQ(now().reason, RequestReason::accepted);
    EXPECT_EQ(now().promise, window);
    EXPECT_EQ(counts(), (std::vector<std::uint64_t>{1, 1, 0, 0}));
}

TEST_F(Promise, RemindsTheLearnerAndTheCoachWhomItIsLikelyToReach) {
    expects(carl, {between(at(10), at(12))});
    expects(dora, {between(at(10, 2), at(12))});
    const TimeWindow window = promise_to_lea();
    advance_to(at(9, 55) - one_ms);
    EXPECT_EQ(reminders(lea) + reminders(carl), 0U);
    world.advance(one_ms);
    const auto to_lea = lea.last<PromiseReminder>();
    EXPECT_EQ(to_lea.request, request);
    EXPECT_EQ(to_lea.window, window);
    EXPECT_FALSE(to_lea.coach);
    const auto to_carl = carl.last<PromiseReminder>();
    EXPECT_EQ(to_carl.request, RequestId{}) << "a coach learns of the title, as with an offer";
    EXPECT_EQ(to_carl.title, world.issue(now().issue).title);
    EXPECT_TRUE(to_carl.coach);
    EXPECT_EQ(reminders(dora), 0U);
    world.advance(minutes(3));
    EXPECT_EQ(reminders(lea), 1U);
}

TEST_F(Promise, GoesBeforeOlderRequestsAndLaterDeadlines) {
    Client leo = world.connect("leo");
    leo.ask(a_wish(leo.open_issue().id).needed_by(at(10, 30)).least_level(5));
    expects(carl, {between(at(10), at(12))});
    promise_to_lea();
    Client ada = world.connect("ada");
    ada.ask(a_wish(ada.open_issue().id).needed_by(at(10, 30)));
    advance_to(at(10));
    carl.be_ready();
    EXPECT_EQ(carl.offer()->offer.request, request);
}

TEST_F(Promise, KeepsItsCoachFreeForIt) {
    expects(carl, {between(at(10), at(12))});
    promise_to_lea();
    advance_to(at(9, 53));
    carl.be_ready();
    Client leo = world.connect("leo");
    leo.ask();
    EXPECT_FALSE(carl.offer()) << "a session now would not be over in the middle of the window";
    world.advance(minutes(1));
    dora.be_ready();
    EXPECT_TRUE(dora.offer());
}

TEST_F(Promise, LeavesItsCoachToOthersWhileThereIsTime) {
    expects(carl, {between(at(10), at(12))});
    promise_to_lea();
    advance_to(at(9, 52));
    carl.be_ready();
    world.connect("leo").ask();
    EXPECT_TRUE(carl.offer());
}

TEST_F(Promise, LeavesItsCoachToWhatIsUrgentIfTheyAreBackInTime) {
    expects(carl, {between(at(10), at(12))});
    promise_to_lea();
    advance_to(at(9, 58));
    carl.be_ready();
    world.connect("leo").ask();
    EXPECT_FALSE(carl.offer());
    Client ada = world.connect("ada");
    ada.ask(a_wish(ada.open_issue().id).needed_by(world.now() + minutes(15)));
    ASSERT_TRUE(carl.offer());
    EXPECT_EQ(carl.offer()->offer.request, world.last_request().id);
    Client eve = world.connect("eve");
    carl.decline(carl.offer()->offer.id);
    eve.ask(a_wish(eve.open_issue().id).minutes(30).needed_by(world.now() + minutes(15)));
    EXPECT_FALSE(carl.offer()) << "half an hour would reach beyond the window";
}

TEST_F(Promise, MovesEarlyWhenTheCoachsWindowGoes) {
    expects(carl, {between(at(10), at(12))});
    promise_to_lea();
    advance_to(at(9, 30));
    expects(dora, {between(at(11), at(12))});
    expects(carl, {});
    world.advance(seconds(5));
    EXPECT_EQ(now().state, RequestState::booked);
    EXPECT_EQ(now().reason, RequestReason::promise_moved);
    EXPECT_EQ(now().promise, between(at(11), at(11, 20)));
    EXPECT_EQ(lea.last<RequestChanged>().request.request, now());
    EXPECT_EQ(counts(), (std::vector<std::uint64_t>{1, 0, 1, 0}));
    advance_to(at(10, 55));
    EXPECT_EQ(reminders(lea), 1U);
    EXPECT_EQ(reminders(dora), 1U);
}

TEST_F(Promise, StaysWhereAnotherCoachCanKeepIt) {
    expects(carl, {between(at(10), at(12))});
    expects(dora, {between(at(10), at(12))});
    const TimeWindow window = promise_to_lea();
    expects(carl, {});
    expects(dora, {between(at(10), at(12))});
    world.advance(seconds(5));
    EXPECT_EQ(now().promise, window);
    EXPECT_EQ(now().reason, RequestReason::promised);
}

TEST_F(Promise, MovesWhenTheCoachDoesNotCome) {
    expects(carl, {between(at(10), at(12))});
    expects(dora, {between(at(10, 30), at(12))});
    promise_to_lea();
    advance_to(at(10, 5) - one_ms);
    EXPECT_EQ(now().promise.from, at(10));
    world.advance(one_ms);
    EXPECT_EQ(now().reason, RequestReason::promise_moved);
    EXPECT_EQ(now().promise, between(at(10, 30), at(10, 50))) << "not with who did not come";
}

TEST_F(Promise, GoesAgainInItsWindowToACoachWhoDeclined) {
    expects(carl, {between(at(10), at(12))});
    expects(dora, {between(at(10, 30), at(12))});
    const TimeWindow window = promise_to_lea();
    advance_to(at(9, 58));
    carl.be_ready();
    world.advance(minutes(1));
    carl.decline(carl.offer()->offer.id);
    world.advance(seconds(5));
    EXPECT_EQ(now().promise, window);
    advance_to(at(10, 3));
    ASSERT_TRUE(carl.offer());
    carl.accept(carl.offer()->offer.id);
    EXPECT_EQ(counts(), (std::vector<std::uint64_t>{1, 1, 0, 0}));
}

TEST_F(Promise, MovesAsSoonAsTheOnlyCoachSaysThatItIsNotTheirs) {
    expects(carl, {between(at(10), at(12))});
    expects(dora, {between(at(10, 30), at(12))});
    promise_to_lea();
    advance_to(at(9, 58));
    carl.be_ready();
    world.advance(minutes(1));
    carl.get<Done>(DeclineOffer{carl.offer()->offer.id, DeclineReason::not_my_skill, ""});
    world.advance(seconds(5));
    EXPECT_EQ(now().reason, RequestReason::promise_moved);
    EXPECT_EQ(now().promise.from, at(10, 30));
}

TEST_F(Promise, MayBeginUntilItsWindowEnds) {
    expects(carl, {between(at(10), at(12))});
    expects(dora, {between(at(10, 18), at(12))});
    const TimeWindow window = promise_to_lea();
    advance_to(at(10, 20) - seconds(10));
    EXPECT_EQ(now().promise, window) << "carl did not come, dora is in time";
    dora.be_ready();
    dora.show(dora.offer()->offer.id);
    advance_to(at(10, 20) - one_ms);
    dora.accept(dora.offer()->offer.id);
    EXPECT_EQ(now().promise, window);
    EXPECT_EQ(counts(), (std::vector<std::uint64_t>{1, 1, 0, 0}));
}

TEST_F(Promise, IsNotKeptByAnAnswerAfterItsWindow) {
    expects(carl, {between(at(10), at(12))});
    expects(dora, {between(at(10, 18), at(12))});
    promise_to_lea();
    advance_to(at(10, 20) - seconds(5));
    dora.be_ready();
    dora.show(dora.offer()->offer.id);
    world.advance(seconds(10));
    dora.accept(dora.offer()->offer.id);
    EXPECT_EQ(now().state, RequestState::matched);
    EXPECT_EQ(counts(), (std::vector<std::uint64_t>{1, 0, 0, 1}));
}

TEST_F(Promise, MovesWhenNobodyBeganInItsWindow) {
    expects(carl, {between(at(10), at(12))});
    expects(dora, {between(at(10, 18), at(12))});
    promise_to_lea();
    advance_to(at(10, 20) - one_ms);
    EXPECT_EQ(now().promise.from, at(10));
    world.advance(one_ms);
    EXPECT_EQ(now().reason, RequestReason::promise_moved);
    EXPECT_EQ(now().promise, between(at(10, 30), at(10, 50)));
}

TEST_F(Promise, PrefersTheCoachWhoKnowsTheLeastElse) {
    Client eva = world.connect("eva", a_coach().skilled("S1", 3).skilled("T4", 3));
    expects(eva, {between(at(10), at(12))});
    Client fay = world.connect("fay", a_coach_of_s1());
    expects(fay, {between(at(10), at(12))});
    promise_to_lea();
    world.advance(seconds(5));
    EXPECT_EQ(now().likely_coach, fay.id());
}

TEST_F(Promise, IsBrokenWithAWordAndFirstInLineTheNextDay) {
    expects(carl, {between(at(10), at(12))});
    promise_to_lea();
    advance_to(at(9, 30));
    expects(carl, {});
    world.advance(seconds(5));
    EXPECT_EQ(now().state, RequestState::waiting);
    EXPECT_EQ(now().reason, RequestReason::promise_broken);
    EXPECT_TRUE(now().unlikely_today);
    EXPECT_TRUE(now().front);
    EXPECT_EQ(counts(), (std::vector<std::uint64_t>{1, 0, 0, 1}));

    world.advance(hours(15));
    EXPECT_EQ(now().state, RequestState::expired);
    EXPECT_EQ(now().reason, RequestReason::promise_broken);
    EXPECT_EQ(counts(), (std::vector<std::uint64_t>{1, 0, 0, 1})) << "told once, counted once";

    Client leo = world.connect("leo");
    leo.ask(a_wish(leo.open_issue().id).needed_by(world.now() + minutes(30)));
    const Request again = lea.get<Asked>(AskAgain{now().issue, 15, {}, {}}).request.request;
    EXPECT_TRUE(again.front);
    carl.be_ready();
    EXPECT_EQ(carl.offer()->offer.request, again.id);
}

TEST_F(Promise, ThatWasBrokenCanBeFollowedByAnother) {
    expects(carl, {between(at(10), at(12))});
    promise_to_lea();
    expects(carl, {});
    world.advance(seconds(5));
    ASSERT_EQ(now().reason, RequestReason::promise_broken);
    expects(dora, {between(at(14), at(15))});
    world.advance(seconds(5));
    EXPECT_FALSE(now().unlikely_today);
    lea.get<Asked>(TakePromise{request, now().proposed});
    EXPECT_EQ(now().reason, RequestReason::promised);
    EXPECT_EQ(now().promise.from, at(14));
}

TEST_F(Promise, LapsesWhereTheLearnerIsNotThere) {
    expects(carl, {between(at(10), at(12))});
    promise_to_lea();
    lea.disconnect();
    advance_to(at(9, 58));
    carl.be_ready();
    advance_to(at(10, 5) - one_ms);
    EXPECT_TRUE(now().promise);
    world.advance(one_ms);
    EXPECT_EQ(now().state, RequestState::waiting);
    EXPECT_FALSE(now().promise);
    EXPECT_EQ(counts(), (std::vector<std::uint64_t>{1, 0, 0, 0})) << "neither kept nor broken";
    world.connect("lea");
    EXPECT_EQ(carl.offer()->offer.request, request) << "it kept its place";
}

TEST_F(Promise, OutlastsAConnectionThatIsLostInItsWindow) {
    expects(carl, {between(at(10), at(12))});
    const TimeWindow window = promise_to_lea();
    advance_to(at(10, 4));
    carl.be_ready();
    carl.show(carl.offer()->offer.id);
    carl.decline(carl.offer()->offer.id);
    advance_to(at(10, 6));
    lea.disconnect();
    world.advance(minutes(2));
    EXPECT_EQ(now().promise, window);
    lea = world.connect("lea");
    advance_to(at(10, 9));
    EXPECT_TRUE(carl.offer());
}

TEST_F(Promise, EndsWithItsRequest) {
    expects(carl, {between(at(10), at(12))});
    promise_to_lea();
    lea.get<Done>(CancelRequest{request});
    advance_to(at(9, 58));
    carl.be_ready();
    Client leo = world.connect("leo");
    leo.ask();
    EXPECT_TRUE(carl.offer()) << "nobody is kept free for it";
    world.advance(minutes(5));
    EXPECT_EQ(reminders(lea) + reminders(carl), 0U);
}

TEST_F(Promise, IsNotCarriedOverToARequestThatComesBack) {
    expects(carl, {between(at(10), at(12))});
    promise_to_lea();
    advance_to(at(9, 59));
    carl.be_ready();
    lea.join(carl.accept(carl.offer()->offer.id).session.id);
    world.advance(world.rules().joining);
    const Request& back = world.last_request();
    EXPECT_NE(back.id, request);
    EXPECT_EQ(back.reason, RequestReason::coach_no_show);
    EXPECT_FALSE(back.promise);
    EXPECT_TRUE(back.front);
}

TEST_F(Promise, ComesBackFromTheStoreInEveryState) {
    const auto restart = [&](const char* state) {
        SCOPED_TRACE(state);
        const Request before = request ? now() : Request{};
        for (Client* client : {&lea, &carl, &dora}) {
            client->disconnect();
        }
        world.tick();
        const std::uint64_t digest = world.engine().digest();
        world.restart();
        world.tick();
        EXPECT_EQ(world.engine().digest(), digest);
        EXPECT_EQ(now(), before);
        lea = world.connect("lea");
        carl = world.connect("carl", a_coach_of_s1());
        dora = world.connect("dora", a_coach_of_s1());
    };
    request = lea.ask().id;
    restart("unlikely");
    EXPECT_TRUE(now().unlikely_today);
    expects(carl, {between(at(10), at(12))});
    world.advance(seconds(90));
    restart("proposed");
    lea.get<Asked>(TakePromise{request, now().proposed});
    restart("booked");
    advance_to(at(9, 55));
    EXPECT_EQ(reminders(lea), 1U);
    restart("reminded");
    world.advance(minutes(1));
    EXPECT_EQ(reminders(lea), 0U) << "not a second time";
    expects(dora, {between(at(11), at(12))});
    expects(carl, {});
    world.advance(seconds(5));
    restart("moved");
    EXPECT_EQ(now().reason, RequestReason::promise_moved);
    advance_to(at(10, 59));
    restart("called up");
    dora.be_ready();
    EXPECT_EQ(dora.offer()->offer.request, request);
    dora.get<Done>(DeclineOffer{dora.offer()->offer.id, DeclineReason::not_my_skill, ""});
    world.advance(seconds(5));
    restart("broken");
    EXPECT_EQ(now().reason, RequestReason::promise_broken);
    EXPECT_TRUE(now().unlikely_today);
}

}  // namespace
}  // namespace courtside::core
