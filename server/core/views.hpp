#pragma once

#include "core/claims.hpp"
#include "core/coverage.hpp"
#include "core/error.hpp"
#include "core/model/issue.hpp"
#include "core/model/message.hpp"
#include "core/model/note.hpp"
#include "core/model/offer.hpp"
#include "core/model/person.hpp"
#include "core/model/push_channel.hpp"
#include "core/model/request.hpp"
#include "core/model/session.hpp"
#include "core/model/tenant.hpp"
#include "core/rules.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace courtside::core {

// What people get to see: entities with what belongs beside them, as values, complete for the wire.

struct PresenceView {
    PresenceState state = PresenceState::offline;
    Instant ready_until;
    PresenceReason reason = PresenceReason::none;
    Instant next_offer_from;
    std::vector<TimeWindow> windows;

    bool operator==(const PresenceView&) const = default;
};

/// What somebody who coaches wants of the matching, and what is known for it.
struct PreferencesView {
    Preferences preferences;
    std::uint32_t minutes_this_week = 0;
    std::uint8_t accepts_of_ten = acceptance_unknown;  ///< learnt; for the person alone

    bool operator==(const PreferencesView&) const = default;
};

/// A range that the wait is expected to fall into, in minutes.
struct WaitEstimate {
    std::uint32_t low_minutes = 0;
    std::uint32_t high_minutes = 0;

    bool operator==(const WaitEstimate&) const = default;
};

/// How a request stands in the queue; fleeting.
struct QueueStatus {
    std::uint32_t position = 0;  ///< from 1; 0: not waiting
    std::optional<WaitEstimate> estimate;
    std::uint32_t could_help = 0;
    Instant next_window;

    bool operator==(const QueueStatus&) const = default;
};

struct RequestView {
    Request request;
    QueueStatus status;
};

struct OfferView {
    Offer offer;
    std::string title;
    std::string skill;
    std::string skill_label;
    std::uint8_t least_level = 1;
    std::string language;
    std::uint32_t minutes = 15;
    Instant needed_by;
};

struct PastOffer {
    OfferView offer;
    OfferEnd end = OfferEnd::open;
};

struct NoteView {
    Note note;
    std::string author;
};

struct EarlierSession {
    Session session;
    std::string coach;
    std::vector<NoteView> notes;
};

struct ParticipantView {
    Participant participant;
    std::string name;
    bool connected = false;
    Instant grace_ends;
};

struct SessionView {
    Session session;
    std::vector<ParticipantView> participants;
    Issue issue;
};

// Replies.

struct Done {};
struct Welcome {
    Person me;
    Rules rules;
    Instant server_time;
    Instant token_expires;
    PresenceView presence;
    std::vector<RequestView> requests;
    std::vector<OfferView> offers;
    std::vector<SessionView> sessions;
    std::vector<PushChannel> push_channels;
    std::optional<PreferencesView> preferences;  ///< of coaches and peers
};
struct TokenRefreshed {
    Instant token_expires;
};
struct IssueOpened {
    Issue issue;
};
struct Asked {
    RequestView request;
};
struct MessageSent {
    SessionId session;
    std::uint64_t number = 0;
    Instant sent_at;
};
struct IssuesPage {
    std::vector<Issue> issues;
    IssueId next;  ///< 0: no more
};
struct SessionsPage {
    std::vector<SessionView> sessions;
    SessionId next;
};
struct MessagesPage {
    SessionId session;
    std::vector<Message> messages;
    bool more = false;
};
struct SearchPage {
    std::vector<Message> messages;
    SessionId next;
};
struct SkillsPage {
    std::vector<Skill> skills;
    std::string next;
};
struct OffersPage {
    std::vector<PastOffer> offers;
    OfferId next;
};
struct NotesPage {
    std::vector<NoteView> notes;
};
struct Briefing {
    SessionId session;
    std::vector<EarlierSession> sessions;
};

struct PushState {
    std::vector<PushChannel> channels;
    std::string key;  ///< of the server, base64url
};
struct MyData {
    std::string part;
    std::uint64_t offset = 0;
    bool more = false;
};

struct PreferencesChanged {
    PreferencesView preferences;
};

// Replies and pushes.

struct WaitingCount {
    std::string skill;
    std::string skill_label;
    std::uint32_t count = 0;
    Instant longest_since;

    bool operator==(const WaitingCount&) const = default;
};
/// What of the queue one person could take.
struct WaitingCounts {
    std::vector<WaitingCount> counts;
    std::uint32_t total = 0;

    bool operator==(const WaitingCounts&) const = default;
};
struct PresenceChanged {
    PresenceView presence;
};
struct SessionChanged {
    SessionView session;
};

// Pushes.

struct RequestChanged {
    RequestView request;
};
struct OfferMade {
    OfferView offer;
};
struct OfferClosed {
    OfferId offer;
    OfferState state = OfferState::rescinded;
};
struct MessageAdded {
    MessagePtr message;
};
struct TypingChanged {
    SessionId session;
    PersonId person;
    bool typing = false;
};
struct MarksChanged {
    SessionId session;
    PersonId person;
    std::uint64_t delivered_to = 0;
    std::uint64_t read_to = 0;
};
struct SignalReceived {
    SessionId session;
    PersonId sender;
    std::string payload;
};
struct EndingSoon {
    SessionId session;
    Instant ends_at;
};
struct IssueChanged {
    Issue issue;
};
/// To the learner with the request; to the coach, who may learn of the title only, without.
struct PromiseReminder {
    RequestId request;
    TimeWindow window;
    std::string title;
    bool coach = false;
};

/// A part of a coverage report.
struct CoveragePage {
    Month month;
    Instant made_at;
    std::vector<CoverageCell> cells;
    std::vector<CoverageLever> levers;  ///< with the first page
    std::uint32_t next = 0;             ///< place of the next page's first cell; 0: this is the last page
};

using ReplyBody = std::variant<Error, Done, Welcome, TokenRefreshed, IssueOpened, Asked, MessageSent,
                               IssuesPage, SessionsPage, MessagesPage, SearchPage, SkillsPage,
                               PresenceChanged, SessionChanged, OffersPage, NotesPage, Briefing,
                               WaitingCounts, PushState, MyData, PreferencesChanged, CoveragePage>;

using Event = std::variant<PresenceChanged, SessionChanged, RequestChanged, OfferMade, OfferClosed,
                           MessageAdded, TypingChanged, MarksChanged, SignalReceived, EndingSoon,
                           IssueChanged, WaitingCounts, PromiseReminder>;

}  // namespace courtside::core
