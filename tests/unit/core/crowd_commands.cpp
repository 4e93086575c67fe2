// What the people of a crowd send.

#include "crowd.hpp"

#include <algorithm>

namespace courtside::core {

std::string Crowd::words() {
    static const std::vector<std::string> some{"How do I start?", "", "I have tried that.",
                                               "Grüße \U0001F44B", "Shall we look at it together?"};
    return marker(speaking_) + dice_.pick(some) + std::string(dice_.below(40), 'x');
}

Command Crowd::message(SessionId session) {
    SendMessage command;
    command.session = session;
    command.text = words();
    command.reply_to = dice_.percent(10) ? dice_.below(6) : 0;
    if (dice_.percent(10)) {
        command.kind = MessageKind::moment;
        command.moment = static_cast<MomentKind>(dice_.below(10));
    }
    if (dice_.percent(1)) {
        command.text.assign(16 * 1024 + dice_.below(2), 'y');
    }
    return command;
}

Command Crowd::in_session(const Session& session, PersonId person) {
    const SessionId id = session.id;
    const std::uint64_t kind = dice_.below(100);
    if (session.state == SessionState::starting) {
        if (kind < 90) {
            return JoinSession{id};
        }
        return kind < 95 ? Command(EndSession{id, Outcome::none}) : Command(WrongMatch{id});
    }
    const bool coach = session.participants.at(1).person == person;
    const bool learner = session.participants.at(0).person == person;
    if (coach && dice_.percent(3)) {
        return dice_.percent(70) ? Command(InviteExpert{id, {}, dice_.percent(50) ? "" : "S2"})
                                 : Command(HandOver{id, {}, "", words()});
    }
    if (!coach && !learner && dice_.percent(3)) {
        return LeaveSession{id};
    }
    if (!learner && dice_.percent(2)) {
        return WriteNote{id, words()};
    }
    if (kind < 55) {
        // Some coaches stay silent for long.
        return coach && !session.coach_spoke && dice_.percent(50) ? Command(SetTyping{id, true})
                                                                  : message(id);
    }
    if (kind < 75) {
        return Mark{id, dice_.below(20), dice_.below(20)};
    }
    if (kind < 82) {
        return SetTyping{id, dice_.percent(50)};
    }
    if (kind < 88) {
        return SendSignal{id, words()};
    }
    if (kind < 94) {
        return Extend{id, dice_.percent(80)};
    }
    if (kind < 96) {
        return WrongMatch{id};
    }
    if (kind < 98) {
        return CloseWithWord{id, Answer::yes, Answer::partly, Answer::none, words()};
    }
    return EndSession{id, static_cast<Outcome>(dice_.below(9))};
}

Command Crowd::wish(const Rows& rows, PersonId person, Instant now) {
    std::vector<IssueId> own;
    for (const auto& [id, issue] : rows.issues) {
        if (issue.learner == person && issue.state == IssueState::open) {
            own.push_back(id);
        }
    }
    if (own.empty() || dice_.percent(30)) {
        return OpenIssue{words(), words()};
    }
    std::optional<TimeWindow> window;
    if (dice_.percent(8)) {
        const Instant from = now + minutes(static_cast<std::int64_t>(dice_.below(20)));
        window = TimeWindow{from, from + minutes(static_cast<std::int64_t>(10 + dice_.below(60)))};
    }
    const Instant needed_by =
        dice_.percent(20) ? now + minutes(static_cast<std::int64_t>(dice_.below(150))) : Instant{};
    const std::uint32_t length = dice_.percent(60) ? 15 : 30;
    const IssueId issue = dice_.pick(own);
    if (!rows.issues.at(issue).skill.empty() && dice_.percent(40)) {
        return AskAgain{issue, length, window, needed_by};
    }
    static const std::vector<std::string> skills{"S1", "S1", "S1.1", "S1.1.1", "S2", "T4", "none"};
    Ask ask{issue,
            length,
            window,
            needed_by,
            dice_.pick(skills),
            static_cast<std::uint32_t>(dice_.below(4)),
            dice_.percent(80) ? "" : "de",
            {},
            {},
            dice_.percent(30),
            dice_.percent(10)};
    if (dice_.percent(20)) {
        ask.prefer.push_back(PersonId{1 + dice_.below(people_each)});
    }
    if (dice_.percent(20)) {
        ask.leave_out.push_back(PersonId{1 + dice_.below(people_each)});
    }
    return ask;
}

Command Crowd::plausible(const Rows& rows, PersonId person, Instant now) {
    if (const OfferId offer = rows.pending_offer_for(person)) {
        // Some look at an offer and then do nothing.
        const bool slow = person.value % 4 == 0 && dice_.percent(90);
        const std::uint64_t kind = dice_.below(100);
        if (kind < 35 || slow) {
            return OfferShown{offer};
        }
        if (kind < 80) {
            return AcceptOffer{offer};
        }
        if (kind < 90) {
            return DeclineOffer{offer, DeclineReason::busy, words()};
        }
    }
    if (const SessionId session = rows.session_of(person)) {
        if (dice_.percent(95)) {
            return in_session(rows.sessions.at(session).session, person);
        }
    }
    const Roles roles = rows.people.at(person).roles;
    if (roles.has(Role::coach) || roles.has(Role::peer)) {
        const std::uint64_t kind = dice_.below(100);
        if (!rows.people.at(person).ready_until && kind < 60) {
            return SetPresence{now + minutes(static_cast<std::int64_t>(5 + dice_.below(240)))};
        }
        if (kind < 63) {
            return SetPresence{};
        }
        if (kind < 66) {
            const Instant from = now + minutes(static_cast<std::int64_t>(dice_.below(100)));
            return SetAvailability{{{from, from + hours(1)}}};
        }
    }
    if (const RequestId request = rows.open_request_of(person)) {
        if (rows.requests.at(request).proposed && dice_.percent(30)) {
            return TakePromise{request, rows.requests.at(request).proposed};
        }
        if (dice_.percent(3)) {
            return dice_.percent(70) ? Command(WidenRequest{request}) : Command(TakePromise{request, {}});
        }
        if (dice_.percent(4)) {
            return dice_.percent(70) ? Command(CancelRequest{request}) : Command(SolvedAlone{request});
        }
    } else if (dice_.percent(70)) {
        return wish(rows, person, now);
    }
    return dice_.percent(50) ? Command(FetchSkills{"", 2}) : odd(rows, now);
}

Command Crowd::odd(const Rows& rows, Instant now) {
    const auto issue = [&] { return some<IssueTag>(rows.issues.size()); };
    const auto request = [&] { return some<RequestTag>(rows.requests.size()); };
    const auto offer = [&] { return some<OfferTag>(rows.offers.size()); };
    const auto session = [&] { return some<SessionTag>(rows.sessions.size()); };
    const auto person = [&] { return some<PersonTag>(rows.people.size()); };
    switch (dice_.below(38)) {
        case 0:
            return SetPresence{now + Duration{static_cast<std::int64_t>(dice_.next() % 90'000'000)}};
        case 1:
            return SetAvailability{{{Instant{-1}, now + hours(30)}}};
        case 2:
            return OpenIssue{std::string(dice_.below(300), 't'), ""};
        case 3:
            return Ask{issue(), 20, {}, {}, "S1", 0, "", {}, {}, false, false};
        case 4:
            return Ask{issue(), 15, {}, {}, "S1", 0, "", {person()}, {person()}, false, false};
        case 5:
            return AskAgain{issue(), 30, TimeWindow{now + hours(9), now}, now - hours(1)};
        case 6:
            return Block{person()};
        case 7:
            return Unblock{person()};
        case 8:
            return CancelRequest{request()};
        case 9:
            return SolvedAlone{request()};
        case 10:
            return OfferShown{offer()};
        case 11:
            return AcceptOffer{offer()};
        case 12:
            return DeclineOffer{offer(), DeclineReason::other, std::string(dice_.below(300), 'n')};
        case 13:
            return JoinSession{session()};
        case 14:
            return message(session());
        case 15:
            return SetTyping{session(), true};
        case 16:
            return Mark{session(), dice_.next(), dice_.below(9)};
        case 17:
            return SendSignal{session(), std::string(dice_.below(20'000), 's')};
        case 18:
            return Extend{session(), true};
        case 19:
            return WrongMatch{session()};
        case 20:
            return EndSession{session(), static_cast<Outcome>(dice_.below(9))};
        case 21:
            return CloseWithWord{session(), Answer::no, Answer::no, Answer::no, words()};
        case 22:
            return FetchMessages{session(), dice_.below(5), 3};
        case 23:
            return SearchMessages{words(), session()};
        case 24:
            return WriteNote{session(), words()};
        case 25:
            return FetchBriefing{session()};
        case 26:
            return HandOver{session(), person(), "S2", words()};
        case 27:
            return InviteExpert{session(), person(), ""};
        case 28:
            return LeaveSession{session()};
        case 29:
            return FetchWaiting{};
        case 30:
        case 31:
            return SubscribePush{"https://push.example/" + std::to_string(dice_.below(12)),
                                 '\x04' + std::string(64, 'k'), std::string(16, 'a')};
        case 32:
            return UnsubscribePush{"https://push.example/" + std::to_string(dice_.below(12))};
        case 33:
            return TestPush{"https://push.example/" + std::to_string(dice_.below(12)), words()};
        case 34:
            return ConfirmPush{"https://push.example/" + std::to_string(dice_.below(12)), "no code"};
        case 35:
            return TakePromise{request(), {now + minutes(5), now + minutes(25)}};
        case 36:
            return WidenRequest{request()};
        default:
            return FetchIssues{issue(), 1000};
    }
}

}  // namespace courtside::core
