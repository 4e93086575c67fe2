#pragma once

#include "courtside/types.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What commands take and give where a few plain arguments are not enough.
namespace courtside {

struct NewIssue {
    /// One line: "What's stuck?"; 1 to 200 bytes.
    std::string title;
    /// Up to 4 KiB. A coach sees it after accepting.
    std::string description;
};

/// A request for a session on one's own open issue.
struct NewRequest {
    IssueId issue_id = 0;
    /// 15 or 30.
    std::chrono::minutes length{15};
    /// Absent: now.
    std::optional<TimeWindow> window;
    OptionalTime needed_by;
    /// A code of the catalogue (fetch_skills). Codes nest by their dots: who is skilled in S1.1 helps with
    /// S1.
    std::string skill;
    /// 1 to 5.
    unsigned least_level = 1;
    /// Empty: any of the learner's languages.
    std::string language;
    /// At most 16.
    std::vector<PersonId> prefer;
    /// At most 64.
    std::vector<PersonId> leave_out;
    bool allow_manager = false;
    bool leave_out_unit = false;
};

/// A further session on an issue; skill, level and language as before.
struct FurtherRequest {
    IssueId issue_id = 0;
    std::chrono::minutes length{15};
    std::optional<TimeWindow> window;
    OptionalTime needed_by;
};

struct NewMessage {
    SessionId session_id = 0;
    /// Up to 16 KiB; may be empty.
    std::string text;
    /// Makes it a moment of this kind.
    std::optional<MomentKind> moment;
    MessageNumber reply_to = 0;
};

/// One's own view of a session, never shown to the other side.
struct ClosingWord {
    SessionId session_id = 0;
    Answer solved = Answer::unspecified;
    Answer felt_heard = Answer::unspecified;
    Answer knows_next_step = Answer::unspecified;
    /// Up to 500 bytes.
    std::string line;
};

/// A session of one's own that somebody else goes on with.
struct NewHandover {
    SessionId session_id = 0;
    /// Preferred, and offered it first, when they are free; 0: anybody who fits.
    PersonId to = 0;
    /// Empty: as before.
    std::string skill;
    /// One line of up to 500 bytes: for the next coach, and the learner's next step.
    std::string line;
};

/// What became of a NewMessage.
struct SentMessage {
    SessionId session_id = 0;
    MessageNumber number = 0;
    Time sent{};
};

struct IssuesPage {
    std::vector<Issue> issues;
    /// Give it as `before` to go on; 0: no more.
    IssueId next = 0;
};

struct SessionsPage {
    std::vector<Session> sessions;
    SessionId next = 0;
};

struct MessagesPage {
    SessionId session_id = 0;
    std::vector<Message> messages;
    /// Messages after the last one here exist.
    bool more = false;
};

struct SearchPage {
    std::vector<Message> messages;
    /// Where the next call goes on; 0: all was read.
    SessionId next_session = 0;
};

/// A Push API subscription as the browser gives it; the keys as bytes, 65 and 16.
struct PushSubscription {
    std::string endpoint;
    std::string p256dh;
    std::string auth;
};

struct PushState {
    std::vector<PushChannel> channels;
    /// What devices subscribe with, base64url; empty: the server has no push.
    std::string vapid_public_key;
};

/// A part of everything that is stored about oneself: JSON text.
struct MyDataPart {
    std::string part;
    std::uint64_t offset = 0;
    /// The next part begins at `offset` and the size of this one.
    bool more = false;
};

/// How many requests of one skill one could take now.
struct WaitingCount {
    std::string skill;
    std::string skill_label;
    unsigned count = 0;
    OptionalTime longest_since;
};

struct WaitingCounts {
    /// At most 20, most first.
    std::vector<WaitingCount> counts;
    unsigned total = 0;
};

/// Requests of a month that are told together; about eight learners or more. Counts are rounded.
struct CoverageCell {
    /// Empty: others, of any skill.
    std::string skill;
    std::string skill_label;
    /// Empty: of the skill and those below it, what is in no cell of its own.
    std::string language;
    /// Of the day, in UTC; `to_hour` up to 24.
    unsigned from_hour = 0;
    unsigned to_hour = 24;
    /// Coaches and peers of now; 0 of others.
    unsigned could_serve = 0;
    unsigned asked = 0;
    /// Longer than 90 seconds.
    unsigned waited_long = 0;
    /// Withdrawn, or expired with nobody found.
    unsigned lost = 0;
    unsigned mean_wait_s = 0;
};

/// Minutes of waiting that one more person with the skill would save on a busy day.
struct CoverageLever {
    std::string skill;
    std::string skill_label;
    /// Empty: any.
    std::string language;
    unsigned saved_minutes_a_day = 0;
};

struct CoveragePage {
    /// "2026-10".
    std::string month;
    Time made{};
    /// None on the first page: fewer than eight learners asked.
    std::vector<CoverageCell> cells;
    /// The best first; with the first page only.
    std::vector<CoverageLever> levers;
    /// Give it as `from` to go on; 0: no more.
    unsigned next = 0;
};

struct SkillsPage {
    std::vector<Skill> skills;
    /// Give it as `after` to go on; empty: no more.
    std::string next;
};

struct NotesPage {
    /// In the order of their writing, one of each author at most.
    std::vector<Note> notes;
};

/// What a coach should know at the start of a session.
struct Briefing {
    SessionId session_id = 0;
    /// On the same issue, newest first, at most 10.
    std::vector<EarlierSession> sessions;
};

struct OffersPage {
    std::vector<PastOffer> offers;
    /// Give it as `before` to go on; 0: no more.
    OfferId next = 0;
};

}  // namespace courtside
