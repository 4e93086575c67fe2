#include "protocol/convert.hpp"

#include <string>
#include <type_traits>

namespace courtside::internal {
namespace {

/// The SDK's enumerations have the wire's values.
template <class To, class From>
To same(From value) {
    static_assert(std::is_same_v<std::underlying_type_t<To>, int>);
    return static_cast<To>(static_cast<int>(value));
}

OptionalTime optional_ms(std::int64_t value) {
    return value == 0 ? OptionalTime{} : OptionalTime{from_ms(value)};
}

template <class Out, class List>
std::vector<Out> all(const List& list) {
    std::vector<Out> out;
    out.reserve(static_cast<std::size_t>(list.size()));
    for (const auto& item : list) {
        if constexpr (std::is_enum_v<Out>) {
            out.push_back(same<Out>(item));
        } else {
            out.push_back(from_wire(item));
        }
    }
    return out;
}

std::vector<std::string> strings(const google::protobuf::RepeatedPtrField<std::string>& list) {
    return {list.begin(), list.end()};
}

SkillLevel from_wire(const v1::SkillLevel& skill) {
    return {skill.code(), skill.level()};
}

Skill from_wire(const v1::Skill& skill) {
    return {skill.code(), skill.label(), skill.description()};
}

Participant from_wire(const v1::Participant& participant) {
    Participant out;
    out.person_id = participant.person_id();
    out.name = participant.name();
    out.role = same<SessionRole>(participant.role());
    out.joined = participant.joined();
    out.connected = participant.connected();
    out.grace_ends = optional_ms(participant.grace_ends_ms());
    out.delivered_to = participant.delivered_to();
    out.read_to = participant.read_to();
    out.left = optional_ms(participant.left_ms());
    return out;
}

}  // namespace

Time from_ms(std::int64_t value) {
    return Time{std::chrono::milliseconds{value}};
}

std::int64_t to_ms(Time time) {
    return time.time_since_epoch().count();
}

std::int64_t to_ms(OptionalTime time) {
    return time ? to_ms(*time) : 0;
}

void to_wire(const TimeWindow& window, v1::TimeWindow& out) {
    out.set_from_ms(to_ms(window.from));
    out.set_to_ms(to_ms(window.to));
}

Error from_wire(const v1::Error& error) {
    Error out;
    out.code = same<ErrorCode>(error.code());
    for (const auto& arg : error.args()) {
        out.args[arg.key()] = arg.value();
    }
    out.text = error.text();
    out.retry = error.retry();
    out.retry_after = std::chrono::milliseconds{error.retry_after_ms()};
    return out;
}

Person from_wire(const v1::Person& person) {
    Person out;
    out.person_id = person.person_id();
    out.name = person.name();
    out.roles = all<Role>(person.roles());
    for (const auto& skill : person.skills()) {
        out.skills.push_back(from_wire(skill));
    }
    out.languages = strings(person.languages());
    out.time_zone = person.time_zone();
    return out;
}

TimeWindow from_wire(const v1::TimeWindow& window) {
    return {from_ms(window.from_ms()), from_ms(window.to_ms())};
}

Presence from_wire(const v1::Presence& presence) {
    Presence out;
    out.state = same<PresenceState>(presence.state());
    out.ready_until = optional_ms(presence.ready_until_ms());
    out.reason = same<PresenceReason>(presence.reason());
    out.next_offer_from = optional_ms(presence.next_offer_from_ms());
    out.windows = all<TimeWindow>(presence.windows());
    return out;
}

Issue from_wire(const v1::Issue& issue) {
    Issue out;
    out.issue_id = issue.issue_id();
    out.learner_id = issue.learner_id();
    out.title = issue.title();
    out.description = issue.description();
    out.state = same<IssueState>(issue.state());
    out.opened = optional_ms(issue.opened_ms());
    out.sessions = issue.sessions();
    out.skill = issue.skill();
    out.least_level = issue.least_level();
    out.language = issue.language();
    return out;
}

Request from_wire(const v1::Request& request) {
    Request out;
    out.request_id = request.request_id();
    out.issue_id = request.issue_id();
    out.state = same<RequestState>(request.state());
    out.reason = same<RequestReason>(request.reason());
    out.length = std::chrono::minutes{request.minutes()};
    out.skill = request.skill();
    out.least_level = request.least_level();
    out.language = request.language();
    out.asked = optional_ms(request.asked_ms());
    out.waiting_since = optional_ms(request.waiting_since_ms());
    out.needed_by = optional_ms(request.needed_by_ms());
    if (request.has_window()) {
        out.window = from_wire(request.window());
    }
    out.expires = optional_ms(request.expires_ms());
    out.position = request.position();
    if (request.has_estimate()) {
        out.estimate = WaitEstimate{std::chrono::minutes{request.estimate().low_minutes()},
                                    std::chrono::minutes{request.estimate().high_minutes()}};
    }
    out.could_help = request.could_help();
    out.next_window = optional_ms(request.next_window_ms());
    out.deadline_counts = request.deadline_counts();
    out.session_id = request.session_id();
    if (request.has_promise()) {
        out.promise = from_wire(request.promise());
    }
    if (request.has_proposed()) {
        out.proposed = from_wire(request.proposed());
    }
    out.unlikely_today = request.unlikely_today();
    out.widened = request.widened();
    return out;
}

Preferences from_wire(const v1::Preferences& preferences) {
    constexpr unsigned unknown = 255;
    Preferences out;
    out.committed = preferences.committed();
    out.weekly = std::chrono::minutes{preferences.weekly_minutes()};
    out.focus = all<TimeWindow>(preferences.focus());
    out.this_week = std::chrono::minutes{preferences.minutes_this_week()};
    if (preferences.accepts_of_ten() != unknown) {
        out.accepts_of_ten = preferences.accepts_of_ten();
    }
    return out;
}

Offer from_wire(const v1::Offer& offer) {
    Offer out;
    out.offer_id = offer.offer_id();
    out.title = offer.title();
    out.skill = offer.skill();
    out.skill_label = offer.skill_label();
    out.least_level = offer.least_level();
    out.language = offer.language();
    out.length = std::chrono::minutes{offer.minutes()};
    out.needed_by = optional_ms(offer.needed_by_ms());
    out.offered = optional_ms(offer.offered_ms());
    out.expires = optional_ms(offer.expires_ms());
    out.reasons = all<MatchReason>(offer.reasons());
    out.accepts_itself = optional_ms(offer.accepts_itself_ms());
    out.relaxed = all<RelaxedRule>(offer.relaxed());
    out.fit_percent = offer.fit_percent();
    out.state = same<OfferState>(offer.state());
    out.session_id = offer.session_id();
    return out;
}

Session from_wire(const v1::Session& session) {
    Session out;
    out.session_id = session.session_id();
    out.issue_id = session.issue_id();
    out.state = same<SessionState>(session.state());
    out.length = std::chrono::minutes{session.minutes()};
    for (const auto& participant : session.participants()) {
        out.participants.push_back(from_wire(participant));
    }
    out.matched = optional_ms(session.matched_ms());
    out.started = optional_ms(session.started_ms());
    out.ends = optional_ms(session.ends_ms());
    out.outcome = same<Outcome>(session.outcome());
    out.absent = {session.absent_ids().begin(), session.absent_ids().end()};
    out.coach_silent = session.coach_silent();
    out.last_number = session.last_number();
    out.extension_proposed_by = session.extension_proposed_by();
    out.issue = from_wire(session.issue());
    out.reasons = all<MatchReason>(session.reasons());
    out.next_step = session.next_step();
    out.relaxed = all<RelaxedRule>(session.relaxed());
    return out;
}

Message from_wire(const v1::Message& message) {
    Message out;
    out.session_id = message.session_id();
    out.number = message.number();
    out.sender_id = message.sender_id();
    out.sent = from_ms(message.sent_ms());
    if (message.has_moment()) {
        out.moment = same<MomentKind>(message.moment().kind());
        out.text = message.moment().text();
    } else {
        out.text = message.text().text();
    }
    out.reply_to = message.reply_to();
    out.redacted = message.redacted();
    out.command_id = message.command_id();
    return out;
}

Message as_message(const v1::SendMessage& command, const std::string& command_id, const v1::MessageSent& sent,
                   PersonId me) {
    Message out;
    out.session_id = sent.session_id();
    out.number = sent.number();
    out.sender_id = me;
    out.sent = from_ms(sent.sent_ms());
    if (command.has_moment()) {
        out.moment = same<MomentKind>(command.moment().kind());
        out.text = command.moment().text();
    } else {
        out.text = command.text().text();
    }
    out.reply_to = command.reply_to();
    out.command_id = command_id;
    return out;
}

Welcome from_wire(const v1::Welcome& welcome) {
    Welcome out;
    out.me = from_wire(welcome.me());
    const auto& limits = welcome.limits();
    out.limits = {limits.text_bytes(),    limits.frame_bytes(), limits.commands_per_second(),
                  limits.command_burst(), limits.page_items(),  limits.signal_bytes()};
    out.server_time = from_ms(welcome.server_time_ms());
    out.token_expires = optional_ms(welcome.token_expires_ms());
    out.presence = from_wire(welcome.presence());
    out.requests = all<Request>(welcome.requests());
    out.offers = all<Offer>(welcome.offers());
    out.sessions = all<Session>(welcome.sessions());
    out.vapid_public_key = welcome.vapid_public_key();
    out.push_channels = all<PushChannel>(welcome.push_channels());
    if (welcome.has_preferences()) {
        out.preferences = from_wire(welcome.preferences());
    }
    return out;
}

IssuesPage from_wire(const v1::IssuesPage& page) {
    return {all<Issue>(page.issues()), page.next()};
}

SessionsPage from_wire(const v1::SessionsPage& page) {
    return {all<Session>(page.sessions()), page.next()};
}

MessagesPage from_wire(const v1::MessagesPage& page) {
    return {page.session_id(), all<Message>(page.messages()), page.more()};
}

SearchPage from_wire(const v1::SearchPage& page) {
    return {all<Message>(page.messages()), page.next_session_id()};
}

SkillsPage from_wire(const v1::SkillsPage& page) {
    SkillsPage out;
    for (const auto& skill : page.skills()) {
        out.skills.push_back(from_wire(skill));
    }
    out.next = page.next();
    return out;
}

Note from_wire(const v1::Note& note) {
    return {note.session_id(), note.author_id(), note.author_name(), note.text(), from_ms(note.written_ms())};
}

EarlierSession from_wire(const v1::EarlierSession& session) {
    EarlierSession out;
    out.session_id = session.session_id();
    out.started = optional_ms(session.started_ms());
    out.ended = optional_ms(session.ended_ms());
    out.outcome = same<Outcome>(session.outcome());
    out.coach_id = session.coach_id();
    out.coach_name = session.coach_name();
    out.next_step = session.next_step();
    out.notes = all<Note>(session.notes());
    return out;
}

OffersPage from_wire(const v1::OffersPage& page) {
    OffersPage out;
    for (const auto& past : page.offers()) {
        out.offers.push_back({from_wire(past.offer()), same<OfferEnd>(past.end()),
                              optional_ms(past.closed_ms()), same<DeclineReason>(past.decline_reason())});
    }
    out.next = page.next();
    return out;
}

NotesPage from_wire(const v1::NotesPage& page) {
    return {all<Note>(page.notes())};
}

Briefing from_wire(const v1::Briefing& briefing) {
    return {briefing.session_id(), all<EarlierSession>(briefing.sessions())};
}

WaitingCounts from_wire(const v1::WaitingCounts& counts) {
    WaitingCounts out;
    for (const auto& each : counts.counts()) {
        out.counts.push_back(
            {each.skill(), each.skill_label(), each.count(), optional_ms(each.longest_since_ms())});
    }
    out.total = counts.total();
    return out;
}

PushChannel from_wire(const v1::PushChannel& channel) {
    return {channel.endpoint(), channel.tested(), optional_ms(channel.tested_ms()),
            optional_ms(channel.failed_ms())};
}

PushState from_wire(const v1::PushState& state) {
    return {all<PushChannel>(state.channels()), state.vapid_public_key()};
}

Error local_error(ErrorCode code) {
    Error error;
    error.code = code;
    error.text = std::string{name(code)};
    error.retry =
        code == ErrorCode::disconnected || code == ErrorCode::timed_out || code == ErrorCode::outbox_full;
    return error;
}

Error too_large(std::size_t limit) {
    auto error = local_error(ErrorCode::too_large);
    error.args["limit"] = std::to_string(limit);
    return error;
}

}  // namespace courtside::internal
