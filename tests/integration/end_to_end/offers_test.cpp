// What becomes of an offer.

#include "integration/end_to_end/end_to_end.hpp"

namespace courtside::test {
namespace {

using Offers = EndToEnd;

TEST_F(Offers, ADeclineLeadsToTheNextCoachAndLeavesNoTraceForTheLearner) {
    serve();
    const auto cem = ready_desk("cem");
    const auto gus = ready_desk("gus");
    const auto anna = desk("anna");
    const Request request = ask(*anna);
    const Offer offer = cem->next_offer();  // of the higher level
    EXPECT_TRUE(gus->told().offers.empty());
    value_of((*cem)->decline(offer.offer_id, DeclineReason::busy, "lunch"));
    const Offer next = gus->next_offer();
    EXPECT_NE(next.offer_id, offer.offer_id);
    value_of((*gus)->accept(next.offer_id));
    anna->request(request.request_id, RequestState::matched);
    for (const Request& told : anna->told().requests) {
        EXPECT_NE(told.reason, RequestReason::coach_no_show);
    }
    EXPECT_EQ(cem->told().offers.size(), 1U);
}

TEST_F(Offers, WithoutAnAnswerInTimeItGoesToTheNextCoach) {
    serve({"--offer-answer-s", "5"});
    const auto cem = ready_desk("cem");
    const auto gus = ready_desk("gus");
    const auto anna = desk("anna");
    ask(*anna);
    const Offer offer = cem->next_offer();
    EXPECT_EQ(cem->closed_offer(offer.offer_id), OfferState::timed_out);
    gus->next_offer();
    EXPECT_EQ(error_of((*cem)->accept(offer.offer_id)).code, ErrorCode::offer_not_open);
}

TEST_F(Offers, WithoutTheClientsWordThatItIsShownTheNextCoachGetsItSoon) {
    serve({"--offer-shown-s", "1"});
    const auto cem = desk("cem", {.shows_offers = false, .idle_timeout = std::chrono::seconds(35)});
    be_ready(*cem);
    const auto gus = ready_desk("gus");
    const auto anna = desk("anna");
    ask(*anna);
    const Offer offer = cem->next_offer();
    EXPECT_EQ(cem->closed_offer(offer.offer_id), OfferState::rescinded);
    gus->next_offer();
}

TEST_F(Offers, ACancelledRequestTakesItsOfferBack) {
    serve();
    const auto cem = ready_desk("cem");
    const auto anna = desk("anna");
    const Request request = ask(*anna);
    const Offer offer = cem->next_offer();
    value_of((*anna)->cancel(request.request_id));
    EXPECT_EQ(cem->closed_offer(offer.offer_id), OfferState::rescinded);
    EXPECT_EQ(anna->request(request.request_id, RequestState::cancelled).state, RequestState::cancelled);
}

TEST_F(Offers, ACoachWhoseConnectionDropsLosesTheOfferToTheNext) {
    serve();
    auto cem = ready_desk("cem");
    const auto gus = ready_desk("gus");
    const auto anna = desk("anna");
    ask(*anna);
    cem->next_offer();
    cem.reset();
    gus->next_offer();
}

TEST_F(Offers, AWrongMatchPutsTheRequestBackInFrontWithoutThatCoach) {
    serve();
    const auto cem = ready_desk("cem");
    const auto anna = desk("anna");
    const Request first = ask(*anna);
    const SessionId id = meet(*anna, *cem);
    value_of((*anna)->wrong_match(id));
    EXPECT_EQ(cem->session(id, SessionState::ended).outcome, Outcome::wrong_match);
    const Request again = anna->request_after(first.request_id, RequestState::waiting);
    EXPECT_EQ(again.reason, RequestReason::wrong_match);
    const auto gus = ready_desk("gus");
    gus->next_offer();
    EXPECT_EQ(cem->told().offers.size(), 1U);
}

TEST_F(Offers, AnOfferToWhoIsCommittedAcceptsItself) {
    serve({"--offer-accepts-s", "1"});
    const auto cem = ready_desk("cem");
    PreferencesWish wish;
    wish.committed = true;
    wish.weekly = std::chrono::minutes(120);
    const Preferences set = value_of((*cem)->set_preferences(wish));
    EXPECT_TRUE(set.committed);
    EXPECT_EQ(set.weekly, std::chrono::minutes(120));
    EXPECT_FALSE(set.accepts_of_ten);
    const auto anna = desk("anna");
    EXPECT_EQ(error_of((*anna)->set_preferences(wish)).code, ErrorCode::not_allowed);
    const Request request = ask(*anna);
    const Offer offer = cem->next_offer();
    EXPECT_TRUE(offer.accepts_itself);
    EXPECT_EQ(offer.fit_percent, 90U);
    EXPECT_EQ(cem->closed_offer(offer.offer_id), OfferState::accepted);
    anna->request(request.request_id, RequestState::matched);
    const auto again = desk("cem");
    ASSERT_TRUE(again->welcome().preferences);
    EXPECT_TRUE(again->welcome().preferences->committed);
}

TEST_F(Offers, HowARequestWasDecidedIsToldOnTheCommandLine) {
    serve();
    const auto cem = ready_desk("cem");
    const auto gus = ready_desk("gus");
    const auto anna = desk("anna");
    const Request request = ask(*anna);
    meet(*anna, *cem);
    const std::string told = run_courtside({"explain", "--data", server_->data().string(), "--tenant",
                                            "https://id.example", std::to_string(request.request_id)});
    EXPECT_NE(told.find("has the skill"), std::string::npos) << told;
    EXPECT_NE(told.find("2 could be asked"), std::string::npos) << told;
    EXPECT_NE(told.find("their level suits it less"), std::string::npos) << told;
}

}  // namespace
}  // namespace courtside::test
