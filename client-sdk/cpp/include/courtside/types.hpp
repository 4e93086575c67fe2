#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What both sides talk about: plain values, as the wire protocol has them (proto/courtside/v1/types.proto
/// explains each field). Ids are counters of the tenant. Instants are by the server's clock; where the wire
/// has "none" there is an empty optional. Enumerations can hold values of a newer server that this version
/// has no name for.
namespace courtside {

using Time = std::chrono::sys_time<std::chrono::milliseconds>;
using OptionalTime = std::optional<Time>;
using PersonId = std::uint64_t;
using IssueId = std::uint64_t;
using RequestId = std::uint64_t;
using OfferId = std::uint64_t;
using SessionId = std::uint64_t;
/// 1, 2, 3 ... in each session, without a hole; 0 is before the first.
using MessageNumber = std::uint64_t;

enum class Role : int { unspecified = 0, learner = 1, coach = 2, peer = 3, manager = 4, admin = 5 };

struct SkillLevel {
    std::string code;
    /// 1 (knows the basics) to 5 (teaches it).
    unsigned level = 0;
};

struct Person {
    PersonId person_id = 0;
    std::string name;
    std::vector<Role> roles;
    std::vector<SkillLevel> skills;
    /// BCP 47 primary tags such as "en", in order of preference.
    std::vector<std::string> languages;
    /// IANA name such as "Europe/Berlin".
    std::string time_zone;
};

/// From (inclusive) to (exclusive).
struct TimeWindow {
    Time from{};
    Time to{};
};

enum class PresenceState : int { unspecified = 0, offline = 1, away = 2, ready = 3, in_session = 4 };

/// Why a presence is what it is, where it was not the person's own choice.
enum class PresenceReason : int {
    unspecified = 0,
    chosen = 1,
    ready_ended = 2,
    inactive = 3,
    missed_offers = 4,
    silent = 5,
    no_show = 6
};

struct Presence {
    PresenceState state = PresenceState::unspecified;
    OptionalTime ready_until;
    PresenceReason reason = PresenceReason::unspecified;
    /// Wrap-up after a session: nothing is offered earlier.
    OptionalTime next_offer_from;
    std::vector<TimeWindow> windows;
};

enum class IssueState : int { unspecified = 0, open = 1, resolved = 2 };

struct Issue {
    IssueId issue_id = 0;
    PersonId learner_id = 0;
    std::string title;
    std::string description;
    IssueState state = IssueState::unspecified;
    OptionalTime opened;
    unsigned sessions = 0;
    std::string skill;
    unsigned least_level = 0;
    std::string language;
};

enum class RequestState : int {
    unspecified = 0,
    waiting = 1,
    offered = 2,
    matched = 3,
    cancelled = 4,
    solved_alone = 5,
    expired = 6,
    booked = 7
};

enum class RequestReason : int {
    unspecified = 0,
    asked = 1,
    coach_no_show = 2,
    coach_silent = 3,
    wrong_match = 4,
    window_ahead = 5,
    accepted = 6,
    learner = 7,
    nobody_free = 8,
    handed_over = 9,
    /// Booked, or about to be offered since its window is near.
    promised = 10,
    /// The promise became a later one: an apology is due.
    promise_moved = 11,
    unlikely_today = 12,
    /// Waiting or expired, with an apology; it goes in front, also where it is asked for again.
    promise_broken = 13
};

/// A range that the wait is expected to fall into.
struct WaitEstimate {
    std::chrono::minutes low{0};
    std::chrono::minutes high{0};
};

struct Request {
    RequestId request_id = 0;
    IssueId issue_id = 0;
    RequestState state = RequestState::unspecified;
    RequestReason reason = RequestReason::unspecified;
    std::chrono::minutes length{0};
    std::string skill;
    unsigned least_level = 0;
    std::string language;
    OptionalTime asked;
    OptionalTime waiting_since;
    OptionalTime needed_by;
    std::optional<TimeWindow> window;
    OptionalTime expires;
    unsigned position = 0;
    std::optional<WaitEstimate> estimate;
    unsigned could_help = 0;
    OptionalTime next_window;
    bool deadline_counts = false;
    /// Once matched; else 0.
    SessionId session_id = 0;
    /// The session begins in it.
    std::optional<TimeWindow> promise;
    /// Could be promised: Client::take_promise.
    std::optional<TimeWindow> proposed;
    /// Nobody who could serve it is expected today.
    bool unlikely_today = false;
    bool widened = false;
};

enum class OfferState : int {
    unspecified = 0,
    pending = 1,
    accepted = 2,
    declined = 3,
    timed_out = 4,
    rescinded = 5
};

/// Why this person was chosen.
enum class MatchReason : int {
    unspecified = 0,
    skill = 1,
    language = 2,
    preferred = 3,
    same_coach = 4,
    longest_free = 5,
    handed_over = 6,
    second_expert = 7,
    free_now = 8,
    spares_others = 9
};

/// What was given up of a wish, since nobody who met all of it was free in time.
enum class RelaxedRule : int { unspecified = 0, preferred_person = 1, exact_level = 2, next_tier = 3 };

/// What a coach or peer wants of the matching.
struct PreferencesWish {
    /// "Ready means committed": an offer accepts itself after 5 s unless it is declined.
    bool committed = false;
    /// No offers beyond so much coaching a week; 0: no budget; at most 40 hours.
    std::chrono::minutes weekly{0};
    /// No offers in these; at most 8, within 7 days.
    std::vector<TimeWindow> focus;
};

/// The same as the server has it, and what is known for it.
struct Preferences : PreferencesWish {
    std::chrono::minutes this_week{0};
    /// How many of ten offers one accepts, learnt; shown to nobody else. Absent: not known yet.
    std::optional<unsigned> accepts_of_ten;
};

struct Offer {
    OfferId offer_id = 0;
    std::string title;
    std::string skill;
    std::string skill_label;
    unsigned least_level = 0;
    std::string language;
    std::chrono::minutes length{0};
    OptionalTime needed_by;
    OptionalTime offered;
    OptionalTime expires;
    std::vector<MatchReason> reasons;
    OfferState state = OfferState::unspecified;
    /// Not 0: accepting it joins this running session as a second expert.
    SessionId session_id = 0;
    /// Absent: it does not accept itself.
    OptionalTime accepts_itself;
    std::vector<RelaxedRule> relaxed;
    unsigned fit_percent = 0;
};

enum class DeclineReason : int {
    unspecified = 0,
    busy = 1,
    not_my_skill = 2,
    too_long = 3,
    conflict = 4,
    other = 5
};

enum class SessionState : int { unspecified = 0, starting = 1, active = 2, wrap_up = 3, ended = 4 };

/// The last four are set by the server, never stated by a client.
enum class Outcome : int {
    unspecified = 0,
    resolved = 1,
    another_session = 2,
    referred = 3,
    transferred = 4,
    wrong_match = 5,
    abandoned = 6,
    unstated = 7,
    no_show = 8
};

/// An expert was brought in by the coach: they talk along, and leave without ending the session.
enum class SessionRole : int { unspecified = 0, learner = 1, coach = 2, expert = 3 };

/// Why an offer is no longer open.
enum class OfferEnd : int {
    open = 0,
    answered = 1,
    not_answered = 2,
    not_shown = 3,
    request_ended = 4,
    not_free = 5,
};

/// How an offer to oneself ended.
struct PastOffer {
    Offer offer;
    OfferEnd end = OfferEnd::open;
    OptionalTime closed;
    DeclineReason decline_reason = DeclineReason::unspecified;
};

/// A coach's note on a session of their own.
struct Note {
    SessionId session_id = 0;
    PersonId author_id = 0;
    std::string author_name;
    std::string text;
    Time written{};
};

/// A session that was held on an issue before.
struct EarlierSession {
    SessionId session_id = 0;
    OptionalTime started;
    OptionalTime ended;
    Outcome outcome = Outcome::unspecified;
    PersonId coach_id = 0;
    std::string coach_name;
    std::string next_step;
    std::vector<Note> notes;
};

struct Participant {
    PersonId person_id = 0;
    std::string name;
    SessionRole role = SessionRole::unspecified;
    bool joined = false;
    /// False while their last connection is gone; the session then ends at `grace_ends`.
    bool connected = false;
    OptionalTime grace_ends;
    MessageNumber delivered_to = 0;
    MessageNumber read_to = 0;
    /// An expert who left, or everybody at the end.
    OptionalTime left;
};

struct Session {
    SessionId session_id = 0;
    IssueId issue_id = 0;
    SessionState state = SessionState::unspecified;
    std::chrono::minutes length{0};
    std::vector<Participant> participants;
    OptionalTime matched;
    OptionalTime started;
    /// Starting: when it is given up. Active: the hard cap. Wrap-up: when writing ends. Ended: when.
    OptionalTime ends;
    Outcome outcome = Outcome::unspecified;
    /// With Outcome::no_show: who did not show or stayed silent.
    std::vector<PersonId> absent;
    bool coach_silent = false;
    MessageNumber last_number = 0;
    /// Who proposed to extend, while it waits for the other's answer; else 0.
    PersonId extension_proposed_by = 0;
    Issue issue;
    std::vector<MatchReason> reasons;
    /// What the learner will try, and by when; empty: none was written.
    std::string next_step;
    std::vector<RelaxedRule> relaxed;
};

/// After the TIM model of coaching at work: Training, Integration, Motivation.
enum class MomentKind : int {
    unspecified = 0,
    show = 1,
    try_out = 2,
    feedback = 3,
    person = 4,
    place = 5,
    tool = 6,
    story = 7,
    why = 8,
    first_win = 9
};

struct Message {
    SessionId session_id = 0;
    MessageNumber number = 0;
    PersonId sender_id = 0;
    Time sent{};
    /// Set where the message is a moment; plain text else.
    std::optional<MomentKind> moment;
    std::string text;
    /// The number of an earlier message of the session, or 0.
    MessageNumber reply_to = 0;
    /// Erased later: the number stays, the text is empty.
    bool redacted = false;
    /// 16 bytes, as the sender's client made them; may be empty.
    std::string command_id;
};

enum class Answer : int { unspecified = 0, yes = 1, partly = 2, no = 3 };

/// The limits in force. Bytes are of UTF-8.
struct Limits {
    unsigned text_bytes = 0;
    unsigned frame_bytes = 0;
    unsigned commands_per_second = 0;
    unsigned command_burst = 0;
    unsigned page_items = 0;
    unsigned signal_bytes = 0;
};

/// A Push API subscription of one of one's devices.
struct PushChannel {
    std::string endpoint;
    /// Whether a message got to the device once; only then it is used.
    bool tested = false;
    OptionalTime tested_at;
    /// When the push service refused a message last.
    OptionalTime failed_at;
};

struct Skill {
    std::string code;
    std::string label;
    std::string description;
};

}  // namespace courtside
