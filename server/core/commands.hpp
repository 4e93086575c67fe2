#pragma once

#include "core/ids.hpp"
#include "core/model/closing_word.hpp"
#include "core/model/message.hpp"
#include "core/model/offer.hpp"
#include "core/model/session.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace courtside::core {

// What a signed-in person can ask for; the wire protocol's comments say what each means. Sizes
// and ranges are checked by the engine, so that every way in has the same limits.

struct SetPresence {
    Instant ready_until;  ///< none: away
};
struct SetAvailability {
    std::vector<TimeWindow> windows;
};
struct SetPreferences {
    bool committed = false;
    std::uint32_t weekly_minutes = 0;
    std::vector<TimeWindow> focus;
};
struct OpenIssue {
    std::string title;
    std::string description;
};
struct Ask {
    IssueId issue;
    std::uint32_t minutes = 0;
    std::optional<TimeWindow> window;
    Instant needed_by;
    std::string skill;
    std::uint32_t least_level = 0;
    std::string language;
    std::vector<PersonId> prefer;
    std::vector<PersonId> leave_out;
    bool allow_manager = false;
    bool leave_out_unit = false;
};
struct AskAgain {
    IssueId issue;
    std::uint32_t minutes = 0;
    std::optional<TimeWindow> window;
    Instant needed_by;
};
struct Block {
    PersonId person;
};
struct Unblock {
    PersonId person;
};
struct CancelRequest {
    RequestId request;
};
struct SolvedAlone {
    RequestId request;
};
struct OfferShown {
    OfferId offer;
};
struct AcceptOffer {
    OfferId offer;
};
struct DeclineOffer {
    OfferId offer;
    DeclineReason reason = DeclineReason::none;
    std::string note;
};
struct JoinSession {
    SessionId session;
};
struct SendMessage {
    SessionId session;
    MessageKind kind = MessageKind::text;
    MomentKind moment = MomentKind::none;
    std::string text;
    std::uint64_t reply_to = 0;
};
struct SetTyping {
    SessionId session;
    bool typing = false;
};
struct Mark {
    SessionId session;
    std::uint64_t delivered_to = 0;
    std::uint64_t read_to = 0;
};
struct SendSignal {
    SessionId session;
    std::string payload;
};
struct Extend {
    SessionId session;
    bool agree = false;
};
struct WrongMatch {
    SessionId session;
};
struct EndSession {
    SessionId session;
    Outcome outcome = Outcome::none;
    std::string next_step = {};
};
struct CloseWithWord {
    SessionId session;
    Answer solved = Answer::none;
    Answer felt_heard = Answer::none;
    Answer knows_next_step = Answer::none;
    std::string line;
};
struct FetchIssues {
    IssueId before;  ///< 0: from the newest
    std::uint32_t limit = 0;
};
struct FetchSessions {
    IssueId issue;  ///< 0: of all issues
    SessionId before;
    std::uint32_t limit = 0;
};
struct FetchMessages {
    SessionId session;
    std::uint64_t after = 0;
    std::uint32_t limit = 0;
};
struct SearchMessages {
    std::string text;
    SessionId before;
};
struct FetchSkills {
    std::string after_code;
    std::uint32_t limit = 0;
};
struct FetchOffers {
    OfferId before;  ///< 0: from the newest
    std::uint32_t limit = 0;
};
/// Replaces one's note on the session; an empty one takes it back.
struct WriteNote {
    SessionId session;
    std::string text;
};
struct FetchNotes {
    SessionId session;
};
/// What a coach should know of earlier sessions on the issue of a live one of theirs.
struct FetchBriefing {
    SessionId session;
};
/// Ends the session as transferred; the learner's request waits in front again, for somebody else.
struct HandOver {
    SessionId session;
    PersonId to;        ///< preferred when free; 0: anybody who fits
    std::string skill;  ///< empty: as before
    std::string line;   ///< the session's next step
};
/// Asks a second expert into an active session: one person alone, or whoever fits.
struct InviteExpert {
    SessionId session;
    PersonId person;    ///< 0: whoever fits the skill
    std::string skill;  ///< empty: of a person named none, else the one asked for
};
struct LeaveSession {
    SessionId session;
};
struct FetchWaiting {};
struct SubscribePush {
    std::string endpoint;
    std::string p256dh;
    std::string auth;
};
struct UnsubscribePush {
    std::string endpoint;
};
struct TestPush {
    std::string endpoint;
    std::string code;  ///< drawn by the runner, never by the client
};
struct ConfirmPush {
    std::string endpoint;
    std::string code;
};
struct FetchMyData {
    std::uint64_t offset = 0;
};
struct EraseMe {
    PersonId confirm;
};
/// Without a window a promise is given back: the learner keeps waiting.
struct TakePromise {
    RequestId request;
    TimeWindow window;
};
struct WidenRequest {
    RequestId request;
};
/// A page of the coverage report of a month.
struct FetchCoverage {
    std::string month;       ///< "2026-10"; empty: the latest that can be reported
    std::uint32_t from = 0;  ///< cells that the client has
};

/// Alternatives are only added at the end: their index is stored with a recorded command.
using Command =
    std::variant<SetPresence, SetAvailability, OpenIssue, Ask, AskAgain, Block, Unblock, CancelRequest,
                 SolvedAlone, OfferShown, AcceptOffer, DeclineOffer, JoinSession, SendMessage, SetTyping,
                 Mark, SendSignal, Extend, WrongMatch, EndSession, CloseWithWord, FetchIssues, FetchSessions,
                 FetchMessages, SearchMessages, FetchSkills, FetchOffers, WriteNote, FetchNotes,
                 FetchBriefing, HandOver, InviteExpert, LeaveSession, FetchWaiting, SubscribePush,
                 UnsubscribePush, TestPush, ConfirmPush, FetchMyData, EraseMe, TakePromise, WidenRequest,
                 SetPreferences, FetchCoverage>;

/// Whether it must carry a command id: a change that is not idempotent or fleeting by nature.
[[nodiscard]] bool needs_command_id(const Command& command);

/// Tells two contents of the same command apart; 64 bits, not for adversaries: a person can only
/// ever deceive themself with it.
[[nodiscard]] std::uint64_t fingerprint(const Command& command);

}  // namespace courtside::core
