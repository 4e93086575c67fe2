#include "permission_table.hpp"

#include "support/builders.hpp"
#include "support/world.hpp"

#include <string>

namespace courtside::core {
namespace {

using namespace support;

constexpr auto not_found_code = ErrorCode::not_found;

const std::vector<PermissionRow> rows{
    {"be ready",
     [](const Things&) -> Command { return SetPresence{monday_at_nine() + hours(2)}; },
     Needs::nothing,
     {},
     true},
    {"be away", [](const Things&) -> Command { return SetPresence{}; }},
    {"set windows", [](const Things&) -> Command { return SetAvailability{}; }, Needs::nothing, {}, true},
    {"open an issue",
     [](const Things&) -> Command {
         return OpenIssue{"Stuck", ""};
     }},
    {"ask", [](const Things& t) -> Command { return a_wish(t.issue).skill("T4"); }, Needs::issue,
     not_found_code},
    {"ask again",
     [](const Things& t) -> Command {
         return AskAgain{t.issue, 15, {}, {}};
     },
     Needs::issue, not_found_code},
    {"block", [](const Things& t) -> Command { return Block{t.person}; }, Needs::person, not_found_code},
    {"unblock", [](const Things& t) -> Command { return Unblock{t.person}; }, Needs::person},
    {"cancel", [](const Things& t) -> Command { return CancelRequest{t.request}; }, Needs::request,
     ErrorCode::request_not_open},
    {"solved it alone", [](const Things& t) -> Command { return SolvedAlone{t.request}; }, Needs::request,
     ErrorCode::request_not_open},
    {"offer shown", [](const Things& t) -> Command { return OfferShown{t.offer}; }, Needs::offer,
     ErrorCode::offer_not_open},
    {"accept", [](const Things& t) -> Command { return AcceptOffer{t.offer}; }, Needs::offer,
     ErrorCode::offer_not_open},
    {"decline",
     [](const Things& t) -> Command {
         return DeclineOffer{t.offer, DeclineReason::none, ""};
     },
     Needs::offer, ErrorCode::offer_not_open},
    {"join", [](const Things& t) -> Command { return JoinSession{t.session}; }, Needs::session,
     not_found_code},
    {"say", [](const Things& t) -> Command { return text(t.session, "hi"); }, Needs::session, not_found_code},
    {"type",
     [](const Things& t) -> Command {
         return SetTyping{t.session, true};
     },
     Needs::session, not_found_code},
    {"mark",
     [](const Things& t) -> Command {
         return Mark{t.session, 1, 1};
     },
     Needs::session, not_found_code},
    {"mark what ended",
     [](const Things& t) -> Command {
         return Mark{t.ended, 1, 1};
     },
     Needs::ended, not_found_code},
    {"signal",
     [](const Things& t) -> Command {
         return SendSignal{t.session, "x"};
     },
     Needs::session, not_found_code},
    {"set preferences", [](const Things&) -> Command { return SetPreferences{}; }, Needs::nothing, {}, true},
    {"extend",
     [](const Things& t) -> Command {
         return Extend{t.session, true};
     },
     Needs::session, not_found_code},
    {"wrong match", [](const Things& t) -> Command { return WrongMatch{t.session}; }, Needs::session,
     not_found_code},
    {"end",
     [](const Things& t) -> Command {
         return EndSession{t.session, Outcome::resolved};
     },
     Needs::session, not_found_code},
    {"closing word",
     [](const Things& t) -> Command {
         return CloseWithWord{t.ended, core::Answer::yes, {}, {}, "Thanks"};
     },
     Needs::ended, not_found_code},
    {"read issues", [](const Things&) -> Command { return FetchIssues{}; }},
    {"read an issue's sessions",
     [](const Things& t) -> Command {
         return FetchSessions{t.issue, {}, 0};
     },
     Needs::issue},
    {"read messages",
     [](const Things& t) -> Command {
         return FetchMessages{t.ended, 0, 0};
     },
     Needs::ended},
    {"search",
     [](const Things&) -> Command {
         return SearchMessages{"word", {}};
     }},
    {"read the catalogue", [](const Things&) -> Command { return FetchSkills{}; }},
    {"see what was offered", [](const Things&) -> Command { return FetchOffers{}; }},
    {"invite an expert",
     [](const Things& t) -> Command {
         return InviteExpert{t.session, t.person, ""};
     },
     Needs::coaching, not_found_code},
    {"leave", [](const Things& t) -> Command { return LeaveSession{t.session}; }, Needs::joined,
     not_found_code},
    {"hand over",
     [](const Things& t) -> Command {
         return HandOver{t.session, {}, "", "Ask Kim"};
     },
     Needs::coaching, not_found_code},
    {"write a note",
     [](const Things& t) -> Command {
         return WriteNote{t.session, "Likes pictures"};
     },
     Needs::coaching, not_found_code},
    {"read the briefing", [](const Things& t) -> Command { return FetchBriefing{t.session}; },
     Needs::coaching, not_found_code},
    {"read notes", [](const Things& t) -> Command { return FetchNotes{t.ended}; }, Needs::ended},
    {"see what waits", [](const Things&) -> Command { return FetchWaiting{}; }, Needs::nothing, {}, true},
    {"subscribe to push", [](const Things&) -> Command { return subscription(); }, Needs::nothing, {}, true},
    {"unsubscribe from push", [](const Things&) -> Command { return UnsubscribePush{one_channel}; }},
    {"test push",
     [](const Things&) -> Command {
         return TestPush{one_channel, "code2"};
     },
     Needs::channel,
     {},
     true},
    {"confirm push",
     [](const Things&) -> Command {
         return ConfirmPush{one_channel, "code1"};
     },
     Needs::channel,
     {},
     true},
    {"read what is stored of oneself", [](const Things&) -> Command { return FetchMyData{0}; }},
    {"erase oneself", [](const Things& t) -> Command { return EraseMe{t.me}; }},
    {"give a promise back",
     [](const Things& t) -> Command {
         return TakePromise{t.request, {}};
     },
     Needs::request, ErrorCode::request_not_open},
    {"ask wider", [](const Things& t) -> Command { return WidenRequest{t.request}; }, Needs::request,
     ErrorCode::request_not_open},
    {"see the coverage report",
     [](const Things&) -> Command { return FetchCoverage{}; },
     Needs::nothing,
     {},
     false,
     true},
};

}  // namespace

SubscribePush subscription() {
    return {one_channel, '\x04' + std::string(64, 'k'), std::string(16, 'a')};
}

const std::vector<PermissionRow>& permission_table() {
    return rows;
}

}  // namespace courtside::core
