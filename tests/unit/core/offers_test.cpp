#include "support/world.hpp"

#include <gtest/gtest.h>

namespace courtside::core {
namespace {

using namespace support;

class RequestOffer : public ::testing::Test {
protected:
    const Request& request() { return world.request(asked.id); }
    OfferId offer() { return carl.offer().value().offer.id; }
    const Offer& stored(OfferId id) { return world.rows().offers.at(id); }

    World world;
    Client carl = world.ready_coach("carl");
    Client lea = world.connect("lea");
    Request asked = lea.ask();
};

TEST_F(RequestOffer, ShowsTitleAndSkillAndNothingOfTheLearner) {
    const OfferView view = *carl.offer();
    EXPECT_EQ(view.title, "How do I begin?");
    EXPECT_EQ(view.skill, "S1");
    EXPECT_EQ(view.skill_label, "Communication");
    EXPECT_EQ(view.minutes, 15U);
    EXPECT_EQ(view.offer.expires_at, world.now() + seconds(20));
    EXPECT_EQ(describe(Effect(Notify{{}, OfferMade{view}})).find("I have tried it twice."),
              std::string::npos);
    EXPECT_EQ(request().state, RequestState::offered);
    EXPECT_EQ(lea.last<RequestChanged>().request.request.state, RequestState::offered);
}

TEST_F(RequestOffer, IsInTheWelcomeOfANewDevice) {
    EXPECT_EQ(carl.look().offers.at(0).offer.id, offer());
}

TEST_F(RequestOffer, AcceptMakesASession) {
    carl.show(offer());
    const OfferId id = offer();
    const SessionView view = carl.accept(id);
    EXPECT_EQ(view.session.state, SessionState::starting);
    EXPECT_EQ(view.session.ends_at, world.now() + seconds(120));
    EXPECT_EQ(view.session.request, asked.id);
    EXPECT_EQ(view.issue.description, "I have tried it twice.") << "the briefing";
    EXPECT_EQ(stored(id).state, OfferState::accepted);
    EXPECT_EQ(request().state, RequestState::matched);
    EXPECT_EQ(request().reason, RequestReason::accepted);
    EXPECT_EQ(request().session, view.session.id);
    EXPECT_EQ(lea.last<SessionChanged>().session.session.id, view.session.id);
    EXPECT_EQ(lea.last<PresenceChanged>().presence.state, PresenceState::in_session);
    EXPECT_EQ(lea.look().sessions.at(0).session.id, view.session.id);
}

TEST_F(RequestOffer, DeclineReturnsTheRequestToWaiting) {
    const OfferId id = offer();
    carl.get<Done>(DeclineOffer{id, DeclineReason::not_my_skill, "rather for Cora"});
    EXPECT_EQ(request().state, RequestState::waiting);
    EXPECT_EQ(request().tried, std::vector{carl.id()});
    EXPECT_EQ(stored(id).state, OfferState::declined);
    EXPECT_EQ(stored(id).decline_reason, DeclineReason::not_my_skill);
    EXPECT_EQ(stored(id).note, "rather for Cora");
    EXPECT_EQ(carl.person().misses, 0);
}

TEST_F(RequestOffer, DeclinedIsNotOfferedToTheSameCoachAgain) {
    carl.decline(offer());
    world.advance(minutes(1));
    carl.be_ready();
    EXPECT_FALSE(carl.offer());
    EXPECT_EQ(lea.look().requests.at(0).status.could_help, 0U);
    EXPECT_TRUE(world.ready_coach("cora").offer());
}

TEST_F(RequestOffer, DeclineLeavesNoTraceThatTheLearnerSees) {
    lea.forget();
    carl.get<Done>(DeclineOffer{offer(), DeclineReason::busy, "SECRET"});
    world.advance(minutes(1));
    for (const Event& event : lea.inbox().events) {
        EXPECT_EQ(describe(Effect(Notify{{}, event})).find("SECRET"), std::string::npos);
    }
}

TEST_F(RequestOffer, DeclineNoteIsBounded) {
    const OfferId id = offer();
    EXPECT_EQ(carl.refused(DeclineOffer{id, DeclineReason::other, std::string(201, 'n')}).code,
              ErrorCode::too_large);
    EXPECT_EQ(stored(id).state, OfferState::pending);
    carl.get<Done>(DeclineOffer{id, DeclineReason::other, std::string(200, 'n')});
}

TEST_F(RequestOffer, NotShownWithinThreeSecondsIsTakenBackAndNoMiss) {
    const OfferId id = offer();
    world.advance(just_under(seconds(3)));
    EXPECT_TRUE(carl.offer());
    world.advance(one_ms);
    EXPECT_EQ(stored(id).state, OfferState::rescinded);
    EXPECT_EQ(carl.last<OfferClosed>().state, OfferState::rescinded);
    EXPECT_EQ(carl.person().misses, 0);
    EXPECT_TRUE(carl.person().ready_until);
    EXPECT_EQ(request().state, RequestState::waiting);
    EXPECT_TRUE(request().tried.empty());
}

TEST_F(RequestOffer, AnUnreachableCoachIsSkippedUntilTheirClientShowsLife) {
    world.advance(seconds(3));
    world.advance(minutes(2));
    EXPECT_EQ(world.rows().offers.size(), 1U);
    carl.send(FetchSkills{});
    EXPECT_EQ(world.rows().offers.size(), 2U);
    EXPECT_TRUE(carl.offer());
}

TEST_F(RequestOffer, AnUnreachableCoachIsSkippedUntilTheyConnectAnew) {
    world.advance(seconds(3));
    EXPECT_FALSE(carl.offer());
    EXPECT_TRUE(world.connect("carl", a_coach_of_s1()).offer());
}

TEST_F(RequestOffer, EvenARefusedCommandShowsLife) {
    world.advance(seconds(3));
    world.step(ClientCommand{carl.connection(), 9'000, {}, Block{lea.id()}, {}});  // no command id
    EXPECT_TRUE(carl.offer());
}

TEST_F(RequestOffer, GoesToTheNextCoachWhenTheFirstIsUnreachable) {
    const Client cora = world.ready_coach("cora");
    EXPECT_FALSE(cora.offer());
    world.advance(seconds(3));
    EXPECT_EQ(cora.offer()->offer.request, asked.id);
}

TEST_F(RequestOffer, ShownLateButBeforeTheLoopJudgesTimeStillCounts) {
    world.skip(seconds(5));
    carl.show(offer());
    world.tick();
    EXPECT_TRUE(carl.offer());
    EXPECT_EQ(stored(offer()).shown_at, world.now());
}

TEST_F(RequestOffer, ShownTwiceIsShownOnce) {
    const OfferId id = offer();
    carl.show(id);
    const Instant first = world.now();
    world.advance(seconds(1));
    carl.show(id);
    EXPECT_EQ(stored(id).shown_at, first);
}

TEST_F(RequestOffer, NotAnsweredWithinTwentySecondsIsAMiss) {
    const OfferId id = offer();
    carl.show(id);
    world.advance(just_under(seconds(20)));
    EXPECT_EQ(stored(id).state, OfferState::pending);
    world.advance(one_ms);
    EXPECT_EQ(stored(id).state, OfferState::timed_out);
    EXPECT_EQ(carl.last<OfferClosed>().state, OfferState::timed_out);
    EXPECT_EQ(carl.person().misses, 1);
    EXPECT_EQ(request().tried, std::vector{carl.id()});
    world.advance(minutes(5));
    EXPECT_FALSE(carl.offer()) << "not offered it again so soon";
}

TEST_F(RequestOffer, WhoDeclinedIsAskedAgainInTheSecondWhileAfter) {
    const Duration length = world.rules().offer_again;
    carl.decline(offer());
    world.advance(length);
    EXPECT_FALSE(carl.offer());
    world.advance(just_under(length));
    EXPECT_FALSE(carl.offer());
    world.advance(one_ms);
    ASSERT_TRUE(carl.offer());
    EXPECT_TRUE(request().tried.empty());
    carl.decline(carl.offer()->offer.id);
    EXPECT_EQ(request().tried, std::vector{carl.id()});
}

TEST_F(RequestOffer, WhoDeclinedWhatIsUrgentIsAskedAgainInHalfTheTime) {
    const Duration length{world.rules().offer_again.ms / 2};
    lea.get<Done>(CancelRequest{asked.id});
    lea.ask(a_wish(lea.open_issue().id).needed_by(world.now() + minutes(15)));
    carl.decline(offer());
    world.advance(length + just_under(length));
    EXPECT_FALSE(carl.offer());
    world.advance(one_ms);
    EXPECT_TRUE(carl.offer());
}

TEST_F(RequestOffer, WhoSaysThatItIsNotTheirsIsNotAskedAgain) {
    carl.get<Done>(DeclineOffer{offer(), DeclineReason::not_my_skill, ""});
    world.advance(minutes(20));
    EXPECT_FALSE(carl.offer());
}

TEST_F(RequestOffer, AcceptBeforeTheLoopJudgesTimeStillCounts) {
    carl.show(offer());
    world.skip(minutes(2));
    EXPECT_EQ(carl.accept(offer()).session.state, SessionState::starting);
    world.tick();
    EXPECT_EQ(carl.person().misses, 0);
}

TEST_F(RequestOffer, AcceptAfterTheTimeoutIsRefused) {
    const OfferId id = offer();
    carl.show(id);
    world.advance(seconds(20));
    EXPECT_EQ(carl.refused(AcceptOffer{id}).code, ErrorCode::offer_not_open);
    EXPECT_EQ(carl.refused(DeclineOffer{id, {}, ""}).code, ErrorCode::offer_not_open);
    EXPECT_EQ(carl.refused(OfferShown{id}).code, ErrorCode::offer_not_open);
    EXPECT_TRUE(world.rows().sessions.empty());
}

TEST_F(RequestOffer, AcceptFromTwoTabsMakesOneSession) {
    Client tab = world.connect("carl", a_coach_of_s1());
    const OfferId id = offer();
    carl.accept(id);
    EXPECT_EQ(tab.refused(AcceptOffer{id}).code, ErrorCode::offer_not_open);
    EXPECT_EQ(world.rows().sessions.size(), 1U);
    EXPECT_EQ(tab.last<OfferClosed>().state, OfferState::accepted);
    EXPECT_EQ(tab.last<SessionChanged>().session.session.state, SessionState::starting);
}

TEST_F(RequestOffer, IsWithdrawnOnTheOtherTabs) {
    const Client tab = world.connect("carl", a_coach_of_s1());
    carl.decline(offer());
    EXPECT_EQ(tab.last<OfferClosed>().state, OfferState::declined);
    EXPECT_TRUE(carl.pushes<OfferClosed>().empty()) << "it has its reply";
}

TEST_F(RequestOffer, OfAnotherCoachLooksLikeNone) {
    Client cora = world.ready_coach("cora");
    const OfferId id = offer();
    for (const Command& command :
         {Command(AcceptOffer{id}), Command(DeclineOffer{id, {}, ""}), Command(OfferShown{id})}) {
        const Error foreign = cora.refused(command);
        EXPECT_EQ(foreign.code, ErrorCode::offer_not_open);
    }
    EXPECT_EQ(cora.refused(AcceptOffer{OfferId{99}}), cora.refused(AcceptOffer{id}));
    EXPECT_EQ(lea.refused(AcceptOffer{id}).code, ErrorCode::offer_not_open);
    EXPECT_EQ(stored(id).state, OfferState::pending);
}

TEST_F(RequestOffer, IsTakenBackWhenTheCoachGoesAway) {
    const OfferId id = offer();
    carl.go_away();
    EXPECT_EQ(stored(id).state, OfferState::rescinded);
    EXPECT_EQ(request().state, RequestState::waiting);
    EXPECT_TRUE(request().tried.empty());
    carl.be_ready();
    EXPECT_TRUE(carl.offer()) << "going away is no decline";
}

TEST_F(RequestOffer, IsTakenBackWhenTheCoachDisconnects) {
    const OfferId id = offer();
    Client tab = world.connect("carl", a_coach_of_s1());
    carl.disconnect();
    EXPECT_EQ(stored(id).state, OfferState::pending) << "another device is still there";
    tab.disconnect();
    EXPECT_EQ(stored(id).state, OfferState::rescinded);
    EXPECT_EQ(tab.person().misses, 0);
}

TEST_F(RequestOffer, IsTakenBackWhenEitherBlocksTheOther) {
    const OfferId id = offer();
    lea.get<Done>(Block{carl.id()});
    EXPECT_EQ(stored(id).state, OfferState::rescinded);
    lea.get<Done>(Unblock{carl.id()});
    const OfferId second = offer();
    EXPECT_NE(second, id);
    carl.get<Done>(Block{lea.id()});
    EXPECT_EQ(stored(second).state, OfferState::rescinded);
    EXPECT_EQ(request().state, RequestState::waiting);
}

TEST_F(RequestOffer, OutlastsABlockOfSomebodyElse) {
    const PersonId leo = world.connect("leo").id();
    const OfferId id = offer();
    carl.get<Done>(Block{leo});
    EXPECT_EQ(stored(id).state, OfferState::pending);
}

TEST_F(RequestOffer, IsTakenBackWhenTheRequestIsCancelled) {
    const OfferId id = offer();
    Client leo = world.connect("leo");
    leo.ask();
    lea.get<Done>(CancelRequest{asked.id});
    EXPECT_EQ(stored(id).state, OfferState::rescinded);
    EXPECT_EQ(carl.offer()->offer.request, world.last_request().id) << "the coach is free for the next";
}

TEST_F(RequestOffer, IsTakenBackByARestart) {
    const OfferId id = offer();
    world.restart();
    EXPECT_EQ(stored(id).state, OfferState::rescinded);
    EXPECT_EQ(request().state, RequestState::waiting);
    world.connect("lea");
    EXPECT_EQ(world.connect("carl", a_coach_of_s1()).offer()->offer.request, asked.id);
}

TEST_F(RequestOffer, ACoachHasOneAtATime) {
    Client leo = world.connect("leo");
    const Request second = leo.ask();
    EXPECT_EQ(world.rows().pending_offers.size(), 1U);
    carl.decline(offer());
    EXPECT_EQ(carl.offer()->offer.request, second.id);
}

}  // namespace
}  // namespace courtside::core
