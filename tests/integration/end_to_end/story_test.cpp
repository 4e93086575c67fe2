// The whole way of a learner and a coach, as their clients see it.

#include "integration/end_to_end/end_to_end.hpp"

#include <algorithm>

namespace courtside::test {
namespace {

using Story = EndToEnd;

bool has_reason(const std::vector<MatchReason>& reasons, MatchReason reason) {
    return std::find(reasons.begin(), reasons.end(), reason) != reasons.end();
}

TEST_F(Story, TheCoachWithSkillLevelAndLanguageIsOfferedTheRequestAtOnce) {
    serve();
    const auto dora = ready_desk("dora");  // level 2
    const auto ezra = ready_desk("ezra");  // speaks German alone
    const auto fay = ready_desk("fay");    // knows something else
    const auto cem = ready_desk("cem");
    const auto anna = desk("anna");
    NewRequest wish;
    wish.least_level = 3;
    const Request request = ask(*anna, wish);
    EXPECT_EQ(request.could_help, 1U);
    const Offer offer = cem->next_offer();
    EXPECT_EQ(offer.title, "Asking for a raise");
    EXPECT_EQ(offer.skill, "S1.1");
    EXPECT_EQ(offer.skill_label, "negotiating");
    EXPECT_EQ(offer.length, std::chrono::minutes(15));
    EXPECT_TRUE(has_reason(offer.reasons, MatchReason::skill));
    anna->request(request.request_id, RequestState::offered);
    EXPECT_TRUE(dora->told().offers.empty());
    EXPECT_TRUE(ezra->told().offers.empty());
    EXPECT_TRUE(fay->told().offers.empty());
}

TEST_F(Story, TheSkillOfANarrowerCodeHelpsWithTheWiderOne) {
    serve();
    const auto gus = ready_desk("gus");
    const auto anna = desk("anna");
    NewRequest wish;
    wish.skill = "S1";
    ask(*anna, wish);
    EXPECT_EQ(gus->next_offer().skill, "S1");
}

TEST_F(Story, FromTheQuestionToTheClosingWord) {
    serve();
    const auto cem = ready_desk("cem");
    const auto anna = desk("anna");
    const PersonId anna_id = anna->welcome().me.person_id;
    const PersonId cem_id = cem->welcome().me.person_id;

    const Request request = ask(*anna);
    const SessionId id = meet(*anna, *cem);
    EXPECT_EQ(anna->request(request.request_id, RequestState::matched).session_id, id);
    const Session session = cem->session(id, SessionState::active);
    EXPECT_EQ(session.issue.description, "Since May.");
    ASSERT_EQ(session.participants.size(), 2U);
    EXPECT_EQ(session.participants[0].name, "Anna");
    EXPECT_EQ(session.participants[1].name, "Cem");
    EXPECT_EQ(cem->presence(PresenceState::in_session).state, PresenceState::in_session);

    EXPECT_EQ(value_of((*cem)->send(text(id, "Hello Anna"))).number, 1U);
    EXPECT_EQ(anna->message(id, 1).text, "Hello Anna");
    NewMessage moment = text(id, "I say my number first \U0001F642");
    moment.moment = MomentKind::try_out;
    moment.reply_to = 1;
    EXPECT_EQ(value_of((*anna)->send(moment)).number, 2U);
    const Message heard = cem->message(id, 2);
    EXPECT_EQ(heard.text, moment.text);
    EXPECT_EQ(heard.moment, MomentKind::try_out);
    EXPECT_EQ(heard.reply_to, 1U);
    EXPECT_EQ(heard.sender_id, anna_id);

    (*anna)->mark_read(id, 1);
    cem->wait_for("anna's mark", [&](const Told& told) {
        const auto found = std::find_if(told.marks.begin(), told.marks.end(), [&](const MarksChanged& marks) {
            return marks.person_id == anna_id && marks.read_to == 1;
        });
        return found == told.marks.end() ? std::nullopt : std::optional(*found);
    });
    (*cem)->typing(id, true);
    const TypingChanged typing = anna->wait_for("typing", [](const Told& told) {
        return told.typing.empty() ? std::nullopt : std::optional(told.typing.front());
    });
    EXPECT_EQ(typing.person_id, cem_id);
    EXPECT_TRUE(typing.typing);
    value_of((*cem)->signal(id, std::string("\0\xFF opaque", 9)));
    const SignalReceived signal = anna->wait_for("a signal", [](const Told& told) {
        return told.signals.empty() ? std::nullopt : std::optional(told.signals.front());
    });
    EXPECT_EQ(signal.payload, std::string("\0\xFF opaque", 9));
    EXPECT_EQ(signal.sender_id, cem_id);

    EXPECT_EQ(value_of((*anna)->extend(id, true)).extension_proposed_by, anna_id);
    cem->wait_for("the proposal", [&](const Told& told) {
        return !told.sessions.empty() && told.sessions.back().extension_proposed_by == anna_id
                   ? std::optional(true)
                   : std::nullopt;
    });
    EXPECT_EQ(value_of((*cem)->extend(id, true)).length, std::chrono::minutes(30));

    EXPECT_EQ(value_of((*anna)->end_session(id, Outcome::resolved, "Ask on Friday")).state,
              SessionState::ended);
    const Session ended = cem->session(id, SessionState::ended);
    EXPECT_EQ(ended.outcome, Outcome::resolved);
    EXPECT_EQ(ended.next_step, "Ask on Friday");
    EXPECT_EQ(ended.last_number, 2U);
    ClosingWord word;
    word.session_id = id;
    word.solved = Answer::yes;
    word.line = "Thank you";
    value_of((*anna)->close_with_word(word));
    value_of((*cem)->close_with_word(word));
    EXPECT_EQ(error_of((*cem)->send(text(id, "too late"))).code, ErrorCode::wrong_session_state);

    const IssuesPage issues = value_of((*anna)->fetch_issues());
    ASSERT_EQ(issues.issues.size(), 1U);
    EXPECT_EQ(issues.issues[0].state, IssueState::resolved);
    EXPECT_EQ(issues.issues[0].sessions, 1U);
    const SessionsPage sessions = value_of((*cem)->fetch_sessions());
    ASSERT_EQ(sessions.sessions.size(), 1U);
    EXPECT_EQ(sessions.sessions[0].outcome, Outcome::resolved);
    EXPECT_EQ(sessions.sessions[0].next_step, "Ask on Friday");
    const MessagesPage messages = value_of((*cem)->fetch_messages(id));
    ASSERT_EQ(messages.messages.size(), 2U);
    EXPECT_EQ(messages.messages[0].text, "Hello Anna");
    EXPECT_EQ(messages.messages[1].text, moment.text);
    EXPECT_FALSE(messages.more);
    const SearchPage found = value_of((*anna)->search("hello anna"));
    ASSERT_EQ(found.messages.size(), 1U);
    EXPECT_EQ(found.messages[0].number, 1U);
}

TEST_F(Story, WhatIsNotOnesOwnLooksLikeWhatIsNotThere) {
    serve();
    const auto cem = ready_desk("cem");
    const auto anna = desk("anna");
    const auto otto = desk("otto");
    const SessionId id = begin_session(*anna, *cem);
    value_of((*cem)->send(text(id, "for Anna alone")));
    const Error foreign = error_of((*otto)->fetch_messages(id));
    const Error absent = error_of((*otto)->fetch_messages(id + 1000));
    EXPECT_EQ(foreign.code, ErrorCode::not_found);
    EXPECT_EQ(foreign.code, absent.code);
    EXPECT_EQ(foreign.text, absent.text);
    EXPECT_EQ(error_of((*otto)->send(text(id, "let me in"))).code, ErrorCode::not_found);
    EXPECT_EQ(error_of((*otto)->join(id)).code, ErrorCode::not_found);
    EXPECT_TRUE(value_of((*otto)->search("Anna alone")).messages.empty());
    value_of((*anna)->end_session(id, Outcome::resolved));
    EXPECT_EQ(error_of((*otto)->fetch_messages(id)).code, ErrorCode::not_found);
    EXPECT_TRUE(value_of((*otto)->search("Anna alone")).messages.empty());
}

TEST_F(Story, AFurtherSessionOnTheIssueGoesToTheSameCoach) {
    serve();
    const auto gus = ready_desk("gus");
    const auto anna = desk("anna");
    const Request request = ask(*anna);
    const SessionId id = meet(*anna, *gus);
    value_of((*gus)->end_session(id, Outcome::another_session));
    anna->session(id, SessionState::ended);
    const auto cem = ready_desk("cem");  // of a higher level, and free for longer now
    FurtherRequest further;
    further.issue_id = request.issue_id;
    value_of((*anna)->ask_again(further));
    EXPECT_TRUE(has_reason(gus->next_offer().reasons, MatchReason::same_coach));
    EXPECT_TRUE(cem->told().offers.empty());
}

TEST_F(Story, ACoachWhoJoinsAndSaysNothingLosesTheSessionAndTheLearnerWaitsInFront) {
    serve({"--coach-first-word-s", "5"});
    const auto cem = ready_desk("cem");
    const auto anna = desk("anna");
    const Request first = ask(*anna);
    const SessionId id = meet(*anna, *cem);
    const Session ended = anna->session(id, SessionState::ended);
    EXPECT_EQ(ended.outcome, Outcome::no_show);
    EXPECT_TRUE(ended.coach_silent);
    const Request again = anna->request_after(first.request_id, RequestState::waiting);
    EXPECT_EQ(again.reason, RequestReason::coach_silent);
    EXPECT_EQ(again.waiting_since, first.waiting_since);
    cem->wait_for("being made away", [](const Told& told) {
        const Presence& last = told.presences.back();
        return last.state == PresenceState::away && last.reason == PresenceReason::silent
                   ? std::optional(true)
                   : std::nullopt;
    });
    const auto gus = ready_desk("gus");
    gus->next_offer();
}

}  // namespace
}  // namespace courtside::test
