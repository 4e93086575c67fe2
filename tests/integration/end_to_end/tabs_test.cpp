// Several clients of one person see the same.

#include "integration/end_to_end/end_to_end.hpp"

namespace courtside::test {
namespace {

using Tabs = EndToEnd;

TEST_F(Tabs, AnOfferThatIsAcceptedOnOneIsWithdrawnOnTheOther) {
    serve();
    const auto cem = ready_desk("cem");
    const auto cem_too = desk("cem");
    const auto anna = desk("anna");
    ask(*anna);
    const Offer offer = cem->next_offer();
    EXPECT_EQ(cem_too->next_offer().offer_id, offer.offer_id);
    const Session session = value_of((*cem_too)->accept(offer.offer_id));
    EXPECT_EQ(cem->closed_offer(offer.offer_id), OfferState::accepted);
    cem->session(session.session_id, SessionState::starting);
    EXPECT_EQ(error_of((*cem)->accept(offer.offer_id)).code, ErrorCode::offer_not_open);
}

TEST_F(Tabs, EachSeesAllThatWasSaidAlsoOnesOwnFromTheOther) {
    serve();
    const auto cem = ready_desk("cem");
    const auto anna = desk("anna");
    const auto anna_too = desk("anna");
    const SessionId id = begin_session(*anna, *cem);
    anna_too->session(id, SessionState::active);
    value_of((*cem)->send(text(id, "one")));
    value_of((*anna)->send(text(id, "two")));
    value_of((*anna_too)->send(text(id, "three")));
    const auto anna_later = desk("anna");
    for (const auto* each : {&anna, &anna_too, &cem, &anna_later}) {
        (*each)->message(id, 3);
        std::string said;
        for (const Message& message : (*each)->told().messages) {
            said += std::to_string(message.number) + message.text + " ";
        }
        EXPECT_EQ(said, "1one 2two 3three ");
    }
}

TEST_F(Tabs, PresenceIsTheSameOnAll) {
    serve();
    const auto cem = desk("cem");
    const auto cem_too = desk("cem");
    be_ready(*cem);
    cem_too->presence(PresenceState::ready);
    value_of((*cem_too)->set_away());
    cem->wait_for("away", [](const Told& told) {
        return !told.presences.empty() && told.presences.back().state == PresenceState::away
                   ? std::optional(true)
                   : std::nullopt;
    });
}

TEST_F(Tabs, TheLongestIdleIsDisplacedByOneTooMany) {
    serve({"--connections-per-person", "2"});
    const auto first = desk("anna");
    const auto second = desk("anna");
    const auto third = desk("anna");
    const StateChange end = first->state(ConnectionState::disconnected);
    EXPECT_EQ(end.reason, StateReason::displaced);
    EXPECT_EQ(end.close_code, 4490);
    value_of((*second)->fetch_issues());
    value_of((*third)->fetch_issues());
    // It comes back when the person looks at it again.
    (*first)->connect();
    first->welcome(2);
}

}  // namespace
}  // namespace courtside::test
