#include "c/views.hpp"

namespace courtside::c_api {
namespace {

unsigned minutes(std::chrono::minutes length) {
    return static_cast<unsigned>(length.count());
}

courtside_participant view(const Participant& participant) {
    return {participant.person_id,
            participant.name.c_str(),
            static_cast<int>(participant.role),
            participant.joined ? 1 : 0,
            participant.connected ? 1 : 0,
            milliseconds(participant.grace_ends),
            participant.delivered_to,
            participant.read_to};
}

}  // namespace

std::int64_t milliseconds(Time time) {
    return time.time_since_epoch().count();
}

std::int64_t milliseconds(const OptionalTime& time) {
    return time ? milliseconds(*time) : 0;
}

OptionalTime optional_time(std::int64_t milliseconds) {
    return milliseconds == 0 ? std::nullopt : OptionalTime(Time(std::chrono::milliseconds(milliseconds)));
}

courtside_error view(const Error& error) {
    // All names are literals, so they end with a NUL.
    return {static_cast<int>(error.code), name(error.code).data(), error.text.c_str(), error.retry ? 1 : 0,
            error.retry_after.count()};
}

courtside_state view(const StateChange& state) {
    return {static_cast<int>(state.state), static_cast<int>(state.reason), state.text.c_str(),
            state.close_code, state.retry_in ? state.retry_in->count() : 0};
}

courtside_welcome view(const Welcome& welcome) {
    return {welcome.me.person_id, welcome.me.name.c_str(), welcome.me.time_zone.c_str(),
            milliseconds(welcome.server_time), milliseconds(welcome.token_expires)};
}

courtside_presence view(const Presence& presence) {
    return {static_cast<int>(presence.state), static_cast<int>(presence.reason),
            milliseconds(presence.ready_until), milliseconds(presence.next_offer_from)};
}

courtside_issue view(const Issue& issue) {
    return {issue.issue_id,
            issue.learner_id,
            issue.title.c_str(),
            issue.description.c_str(),
            static_cast<int>(issue.state),
            milliseconds(issue.opened),
            issue.sessions};
}

courtside_window view(const TimeWindow& window) {
    return {milliseconds(window.from), milliseconds(window.to)};
}

courtside_request view(const Request& request) {
    const auto window = [](const std::optional<TimeWindow>& given) {
        return given ? view(*given) : courtside_window{};
    };
    const WaitEstimate estimate = request.estimate.value_or(WaitEstimate{});
    return {request.request_id,
            request.issue_id,
            static_cast<int>(request.state),
            static_cast<int>(request.reason),
            minutes(request.length),
            request.skill.c_str(),
            request.language.c_str(),
            milliseconds(request.asked),
            milliseconds(request.expires),
            request.position,
            request.could_help,
            minutes(estimate.low),
            minutes(estimate.high),
            request.session_id,
            window(request.promise),
            window(request.proposed),
            request.unlikely_today ? 1 : 0,
            request.widened ? 1 : 0};
}

courtside_offer view(const Offer& offer) {
    return {offer.offer_id,
            offer.title.c_str(),
            offer.skill.c_str(),
            offer.skill_label.c_str(),
            offer.language.c_str(),
            minutes(offer.length),
            milliseconds(offer.needed_by),
            milliseconds(offer.expires),
            static_cast<int>(offer.state),
            offer.session_id,
            milliseconds(offer.accepts_itself),
            offer.fit_percent};
}

courtside_past_offer view(const PastOffer& past) {
    return {view(past.offer), static_cast<int>(past.end), milliseconds(past.closed),
            static_cast<int>(past.decline_reason)};
}

courtside_note view(const Note& note) {
    return {note.session_id, note.author_id, note.author_name.c_str(), note.text.c_str(),
            milliseconds(note.written)};
}

courtside_message view(const Message& message) {
    return {message.session_id,
            message.number,
            message.sender_id,
            milliseconds(message.sent),
            message.moment ? static_cast<int>(*message.moment) : 0,
            message.text.c_str(),
            message.text.size(),
            message.reply_to,
            message.redacted ? 1 : 0};
}

courtside_marks view(const MarksChanged& marks) {
    return {marks.session_id, marks.person_id, marks.delivered_to, marks.read_to};
}

courtside_skill view(const Skill& skill) {
    return {skill.code.c_str(), skill.label.c_str(), skill.description.c_str()};
}

SessionView::SessionView(const Session& session)
    : session_{session.session_id,
               session.issue_id,
               static_cast<int>(session.state),
               minutes(session.length),
               nullptr,
               session.participants.size(),
               milliseconds(session.started),
               milliseconds(session.ends),
               static_cast<int>(session.outcome),
               session.last_number,
               session.extension_proposed_by,
               session.issue.title.c_str(),
               session.next_step.c_str()} {
    participants_.reserve(session.participants.size());
    for (const Participant& participant : session.participants) {
        participants_.push_back(view(participant));
    }
    session_.participants = participants_.data();
}

}  // namespace courtside::c_api
