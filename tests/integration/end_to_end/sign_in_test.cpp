// Tokens at the door, while connected, and what they say of a person.

#include "integration/end_to_end/end_to_end.hpp"

#include <atomic>

namespace courtside::test {
namespace {

using SignIn = EndToEnd;

TEST_F(SignIn, AWrongTokenIsRefusedAndTheClientStops) {
    serve();
    TokenOptions forged;
    forged.wrong_secret = "somebody else's secret of more than 32 bytes";
    TokenOptions foreign;
    foreign.audience = "another server";
    TokenOptions old;
    old.life = std::chrono::seconds(-60);
    for (const TokenOptions& options : {forged, foreign, old}) {
        Desk anna("anna", server_->url(), token("anna", options));
        const StateChange end = anna.state(ConnectionState::disconnected);
        EXPECT_EQ(end.reason, StateReason::unauthorised);
        EXPECT_FALSE(end.text.empty());
        EXPECT_TRUE(anna.told().welcomes.empty());
    }
}

TEST_F(SignIn, TheConnectionIsClosedWhenItsTokenEnds) {
    serve();
    TokenOptions options;
    options.life = std::chrono::seconds(2);
    RawWebSocket anna(server_->port(), "courtside.v1.json");
    anna.send_text(R"({"requestId":"1","hello":{"token":")" + token("anna", options) + R"("}})");
    const auto welcome = anna.receive();
    ASSERT_TRUE(welcome && welcome->find("\"welcome\"") != std::string::npos);
    const auto before = std::chrono::steady_clock::now();
    EXPECT_EQ(anna.wait_for_close(), 4010U);
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(5));
}

TEST_F(SignIn, AFreshTokenRenewsTheSignInWithoutANewConnection) {
    serve({"--offer-answer-s", "5"});
    std::atomic<int> asked = 0;
    Desk anna("anna", server_->url(),
              [&](const TokenRequest&, const std::function<void(TokenResult)>& answer) {
                  TokenOptions options;
                  options.life = std::chrono::seconds(asked++ == 0 ? 3 : 3600);
                  answer(TokenResult::token(token("anna", options)));
              });
    const Welcome welcome = anna.welcome();
    ASSERT_TRUE(welcome.token_expires);
    // Past the end of the first token: an offer's whole time, of a request that nobody answers.
    const auto cem = ready_desk("cem");
    ask(anna);
    const Offer offer = cem->next_offer();
    ASSERT_TRUE(offer.expires && *offer.expires > *welcome.token_expires);
    EXPECT_EQ(cem->closed_offer(offer.offer_id), OfferState::timed_out);
    EXPECT_EQ(asked, 2);
    EXPECT_EQ(anna.told().welcomes.size(), 1U);
    value_of(anna->fetch_issues());
}

TEST_F(SignIn, ClaimsUpdateThePerson) {
    serve();
    const auto anna = desk("anna");
    const Welcome before = anna->welcome();
    EXPECT_EQ(before.me.name, "Anna");
    TokenOptions options;
    options.claims.name = "Anna Schmidt";
    options.claims.languages = std::vector<std::string>{"de"};
    options.claims.time_zone = "America/New_York";
    options.claims.roles = core::Roles{static_cast<std::uint8_t>(core::Role::learner) |
                                       static_cast<std::uint8_t>(core::Role::peer)};
    options.claims.skills = std::vector<core::SkillLevel>{{"S5.6", 5}};
    Desk again("anna", server_->url(), token("anna", options));
    const Person me = again.welcome().me;
    EXPECT_EQ(me.person_id, before.me.person_id);
    EXPECT_EQ(me.name, "Anna Schmidt");
    EXPECT_EQ(me.languages, std::vector<std::string>{"de"});
    EXPECT_EQ(me.time_zone, "America/New_York");
    ASSERT_EQ(me.skills.size(), 1U);
    EXPECT_EQ(me.skills[0].level, 5U);
    EXPECT_EQ(me.roles.size(), 2U);
    // What was said of her decides about offers at once: she speaks German now, and knows spreadsheets.
    be_ready(again);
    const auto otto = desk("otto");
    NewRequest wish;
    wish.skill = "S5.6";
    wish.language = "de";
    ask(*otto, wish);
    again.next_offer();
}

TEST_F(SignIn, SomebodyNewJoinsByTheirToken) {
    serve();
    TokenOptions options;
    options.claims.name = "Nora";
    options.claims.roles = core::Roles{static_cast<std::uint8_t>(core::Role::learner)};
    Desk nora("nora", server_->url(), token("nora", options));
    EXPECT_EQ(nora.welcome().me.name, "Nora");
    const auto cem = ready_desk("cem");
    begin_session(nora, *cem);
}

TEST_F(SignIn, TwoCompaniesHaveNothingInCommon) {
    const Company other(folder_.path(), {{"S1.1", "negotiating"}},
                        {{"anna", "Other Anna", "learner"}, {"cem", "Other Cem", "coach", "S1.1:5"}},
                        "https://id.other.example");
    serve();
    const auto cem = ready_desk("cem");
    const auto anna = desk("anna");
    Desk other_cem("other cem", server_->url(), other.token("cem"));
    EXPECT_EQ(other_cem.welcome().me.name, "Other Cem");
    be_ready(other_cem);
    const SessionId id = begin_session(*anna, *cem);
    value_of((*cem)->send(text(id, "within one company")));
    EXPECT_TRUE(other_cem.told().offers.empty());
    Desk other_anna("other anna", server_->url(), other.token("anna"));
    other_anna.welcome();
    EXPECT_EQ(error_of(other_anna->fetch_messages(id)).code, ErrorCode::not_found);
    EXPECT_TRUE(value_of(other_anna->search("within one")).messages.empty());
    // Ids are counters of each company: the first session of the other has the same.
    EXPECT_EQ(begin_session(other_anna, other_cem), id);
    value_of(other_cem->send(text(id, "of the other company")));
    EXPECT_EQ(other_anna.message(id, 1).text, "of the other company");
    EXPECT_EQ(value_of((*anna)->fetch_messages(id)).messages[0].text, "within one company");
}

}  // namespace
}  // namespace courtside::test
