// What a coach has beyond the bare talk, as clients see it.

#include "integration/end_to_end/end_to_end.hpp"

namespace courtside::test {
namespace {

using Coaching = EndToEnd;

TEST_F(Coaching, NotesAreWrittenByTheCoachAndReadByTheLearnerToo) {
    serve();
    const auto cem = ready_desk("cem");
    const auto anna = desk("anna");
    const SessionId id = begin_session(*anna, *cem);
    value_of((*cem)->write_note(id, "Likes examples"));
    EXPECT_EQ(error_of((*anna)->write_note(id, "x")).code, ErrorCode::not_allowed);
    value_of((*cem)->end_session(id, Outcome::another_session));
    value_of((*cem)->write_note(id, "Likes examples, short ones"));
    for (Desk* const reader : {anna.get(), cem.get()}) {
        const NotesPage page = value_of((*reader)->fetch_notes(id));
        ASSERT_EQ(page.notes.size(), 1U);
        EXPECT_EQ(page.notes[0].text, "Likes examples, short ones");
        EXPECT_EQ(page.notes[0].author_name, "Cem");
    }
    EXPECT_EQ(error_of((*desk("otto"))->fetch_notes(id)).code, ErrorCode::not_found);
    value_of((*cem)->write_note(id, ""));
    EXPECT_TRUE(value_of((*anna)->fetch_notes(id)).notes.empty());
}

TEST_F(Coaching, TheBriefingTellsTheNextCoachOfEarlierSessions) {
    serve();
    auto cem = ready_desk("cem");
    const auto anna = desk("anna");
    const Request request = ask(*anna);
    const SessionId first = meet(*anna, *cem);
    EXPECT_TRUE(value_of((*cem)->fetch_briefing(first)).sessions.empty());
    value_of((*cem)->write_note(first, "Likes examples"));
    value_of((*cem)->end_session(first, Outcome::another_session, "Write down three numbers"));
    anna->session(first, SessionState::ended);
    cem.reset();
    const auto gus = ready_desk("gus");
    FurtherRequest further;
    further.issue_id = request.issue_id;
    value_of((*anna)->ask_again(further));
    const SessionId second = meet(*anna, *gus);
    const Briefing briefing = value_of((*gus)->fetch_briefing(second));
    ASSERT_EQ(briefing.sessions.size(), 1U);
    EXPECT_EQ(briefing.sessions[0].session_id, first);
    EXPECT_EQ(briefing.sessions[0].coach_name, "Cem");
    EXPECT_EQ(briefing.sessions[0].outcome, Outcome::another_session);
    EXPECT_EQ(briefing.sessions[0].next_step, "Write down three numbers");
    ASSERT_EQ(briefing.sessions[0].notes.size(), 1U);
    EXPECT_EQ(briefing.sessions[0].notes[0].text, "Likes examples");
    EXPECT_EQ(error_of((*anna)->fetch_briefing(second)).code, ErrorCode::not_allowed);
}

TEST_F(Coaching, AHandoverReachesTheNamedColleagueWithItsLine) {
    serve();
    const auto cem = ready_desk("cem");
    const auto dora = ready_desk("dora");  // of the lowest level
    const auto gus = ready_desk("gus");
    const auto anna = desk("anna");
    const Request request = ask(*anna);
    const SessionId first = meet(*anna, *cem);
    const Session ended =
        value_of((*cem)->hand_over({first, dora->welcome().me.person_id, "", "Dora knows your department"}));
    EXPECT_EQ(ended.outcome, Outcome::transferred);
    EXPECT_EQ(anna->session(first, SessionState::ended).next_step, "Dora knows your department");
    const Request again = anna->request_after(request.request_id, RequestState::offered);
    EXPECT_EQ(again.reason, RequestReason::handed_over);
    EXPECT_EQ(again.waiting_since, request.waiting_since);
    const SessionId second = meet(*anna, *dora);
    EXPECT_TRUE(gus->told().offers.empty());
    const Briefing briefing = value_of((*dora)->fetch_briefing(second));
    ASSERT_EQ(briefing.sessions.size(), 1U);
    EXPECT_EQ(briefing.sessions[0].next_step, "Dora knows your department");
    EXPECT_EQ(briefing.sessions[0].coach_name, "Cem");
}

TEST_F(Coaching, ASecondExpertTalksAlongFromTheFirstMessageAndLeaves) {
    serve();
    const auto cem = ready_desk("cem");
    const auto fay = ready_desk("fay");  // of another skill
    const auto anna = desk("anna");
    const SessionId id = begin_session(*anna, *cem);
    value_of((*cem)->send(text(id, "Before Fay")));
    value_of((*cem)->invite_expert(id, fay->welcome().me.person_id));
    const Offer offer = fay->next_offer();
    EXPECT_EQ(offer.session_id, id);
    value_of((*fay)->accept(offer.offer_id));
    EXPECT_EQ(fay->message(id, 1).text, "Before Fay");
    const auto has_expert = [&](const Told& told, bool left) {
        return !told.sessions.empty() && told.sessions.back().participants.size() == 3 &&
                       told.sessions.back().participants[2].role == SessionRole::expert &&
                       told.sessions.back().participants[2].left.has_value() == left
                   ? std::optional(true)
                   : std::nullopt;
    };
    anna->wait_for("the expert", [&](const Told& told) { return has_expert(told, false); });
    value_of((*fay)->send(text(id, "I know this one")));
    EXPECT_EQ(anna->message(id, 2).text, "I know this one");
    EXPECT_EQ(cem->message(id, 2).text, "I know this one");
    EXPECT_EQ(error_of((*fay)->end_session(id, Outcome::resolved)).code, ErrorCode::not_allowed);
    value_of((*fay)->leave(id));
    anna->wait_for("the expert's leaving", [&](const Told& told) { return has_expert(told, true); });
    fay->wait_for("having left", [&](const Told& told) { return has_expert(told, true); });
    value_of((*anna)->send(text(id, "Between us")));
    value_of((*cem)->end_session(id, Outcome::resolved));
    const MessagesPage seen = value_of((*fay)->fetch_messages(id));
    EXPECT_EQ(seen.messages.size(), 2U);
    EXPECT_EQ(value_of((*anna)->fetch_messages(id)).messages.size(), 3U);
}

TEST_F(Coaching, AnExpertWhoseConnectionEndsLeavesTheTalkToTheOthers) {
    serve({"--grace-s", "5"});
    const auto cem = ready_desk("cem");
    auto fay = ready_desk("fay");
    const auto anna = desk("anna");
    const SessionId id = begin_session(*anna, *cem);
    value_of((*cem)->send(text(id, "Hello")));
    value_of((*cem)->invite_expert(id, fay->welcome().me.person_id));
    value_of((*fay)->accept(fay->next_offer().offer_id));
    fay.reset();
    anna->wait_for("the expert's leaving", [&](const Told& told) {
        return !told.sessions.empty() && told.sessions.back().participants.size() == 3 &&
                       told.sessions.back().participants[2].left
                   ? std::optional(true)
                   : std::nullopt;
    });
    EXPECT_EQ(anna->told().sessions.back().state, SessionState::active);
    value_of((*anna)->send(text(id, "Still here")));
}

TEST_F(Coaching, WhatWasOfferedIsToldWithHowItEnded) {
    serve();
    const auto cem = ready_desk("cem");
    const auto anna = desk("anna");
    const Request request = ask(*anna);
    const Offer first = cem->next_offer();
    value_of((*anna)->cancel(request.request_id));
    cem->closed_offer(first.offer_id);
    const OffersPage page = value_of((*cem)->fetch_offers());
    ASSERT_EQ(page.offers.size(), 1U);
    EXPECT_EQ(page.offers[0].offer.title, "Asking for a raise");
    EXPECT_EQ(page.offers[0].end, OfferEnd::request_ended);
    EXPECT_TRUE(value_of((*anna)->fetch_offers()).offers.empty());
}

}  // namespace
}  // namespace courtside::test
