#include "wire/encode_views.hpp"

#include "wire/enums.hpp"

#include <cstddef>

namespace courtside::wire {

namespace {

/// The codes of the reasons in the set, in the order of their values.
void fill(google::protobuf::RepeatedField<int>& out, core::MatchReasons in) {
    out.Clear();
    for (const auto& [reason, value] : match_reasons) {
        if (in.has(reason)) {
            out.Add(value);
        }
    }
}

void fill(google::protobuf::RepeatedField<int>& out, core::RelaxedRules in) {
    out.Clear();
    for (const auto& [rule, value] : relaxed_rules) {
        if (in.has(rule)) {
            out.Add(value);
        }
    }
}

void fill(pb::SkillLevel& out, const core::SkillLevel& in) {
    out.set_code(in.code);
    out.set_level(in.level);
}

void fill(pb::Participant& out, const core::ParticipantView& in) {
    const auto& participant = in.participant;
    out.set_person_id(participant.person.value);
    out.set_name(in.name);
    out.set_role(as<pb::SessionRole>(participant.role));
    out.set_joined(static_cast<bool>(participant.joined_at));
    out.set_connected(in.connected);
    out.set_grace_ends_ms(in.grace_ends.ms);
    out.set_delivered_to(participant.delivered_to);
    out.set_read_to(participant.read_to);
    out.set_left_ms(participant.left_at.ms);
}

}  // namespace

void fill(pb::TimeWindow& out, const core::TimeWindow& in) {
    out.set_from_ms(in.from.ms);
    out.set_to_ms(in.to.ms);
}

void fill(pb::Person& out, const core::Person& in) {
    out.set_person_id(in.id.value);
    out.set_name(in.name);
    out.clear_roles();
    for (const auto& [role, value] : roles) {
        if (in.roles.has(role)) {
            out.add_roles(value);
        }
    }
    out.clear_skills();
    for (const auto& skill : in.skills) {
        fill(*out.add_skills(), skill);
    }
    out.clear_languages();
    for (const auto& language : in.languages) {
        out.add_languages(language);
    }
    out.set_time_zone(in.time_zone);
}

void fill(pb::Presence& out, const core::PresenceView& in) {
    out.set_state(as<pb::PresenceState>(in.state));
    out.set_ready_until_ms(in.ready_until.ms);
    out.set_reason(as<pb::PresenceReason>(in.reason));
    out.set_next_offer_from_ms(in.next_offer_from.ms);
    fill_list(*out.mutable_windows(), in.windows);
}

void fill(pb::Preferences& out, const core::PreferencesView& in) {
    out.set_committed(in.preferences.committed);
    out.set_weekly_minutes(in.preferences.weekly_minutes);
    fill_list(*out.mutable_focus(), in.preferences.focus);
    out.set_minutes_this_week(in.minutes_this_week);
    out.set_accepts_of_ten(in.accepts_of_ten);
}

void fill(pb::Issue& out, const core::Issue& in) {
    out.set_issue_id(in.id.value);
    out.set_learner_id(in.learner.value);
    out.set_title(in.title);
    out.set_description(in.description);
    out.set_state(as<pb::IssueState>(in.state));
    out.set_opened_ms(in.opened_at.ms);
    out.set_sessions(in.sessions);
    out.set_skill(in.skill);
    out.set_least_level(in.least_level);
    out.set_language(in.language);
}

void fill(pb::Request& out, const core::RequestView& in) {
    const auto& request = in.request;
    const auto& status = in.status;
    out.set_request_id(request.id.value);
    out.set_issue_id(request.issue.value);
    out.set_state(as<pb::RequestState>(request.state));
    out.set_reason(as<pb::RequestReason>(request.reason));
    out.set_minutes(request.minutes);
    out.set_skill(request.skill);
    out.set_least_level(request.least_level);
    out.set_language(request.language);
    out.set_asked_ms(request.asked_at.ms);
    out.set_waiting_since_ms(request.waiting_since.ms);
    out.set_needed_by_ms(request.needed_by.ms);
    out.clear_window();
    if (request.window) {
        fill(*out.mutable_window(), request.window);
    }
    out.set_expires_ms(request.expires_at.ms);
    out.set_position(status.position);
    out.clear_estimate();
    if (status.estimate) {
        out.mutable_estimate()->set_low_minutes(status.estimate->low_minutes);
        out.mutable_estimate()->set_high_minutes(status.estimate->high_minutes);
    }
    out.set_could_help(status.could_help);
    out.set_next_window_ms(status.next_window.ms);
    out.set_deadline_counts(request.deadline_counts);
    out.set_session_id(request.session.value);
    out.clear_promise();
    if (request.promise) {
        fill(*out.mutable_promise(), request.promise);
    }
    out.set_unlikely_today(request.unlikely_today);
    out.clear_proposed();
    if (request.proposed) {
        fill(*out.mutable_proposed(), request.proposed);
    }
    out.set_widened(request.widened);
}

void fill(pb::Offer& out, const core::OfferView& in) {
    const auto& offer = in.offer;
    out.set_offer_id(offer.id.value);
    out.set_title(in.title);
    out.set_skill(in.skill);
    out.set_skill_label(in.skill_label);
    out.set_least_level(in.least_level);
    out.set_language(in.language);
    out.set_minutes(in.minutes);
    out.set_needed_by_ms(in.needed_by.ms);
    out.set_offered_ms(offer.offered_at.ms);
    out.set_expires_ms(offer.expires_at.ms);
    fill(*out.mutable_reasons(), offer.reasons);
    out.set_state(as<pb::OfferState>(offer.state));
    out.set_session_id(offer.session.value);
    out.set_accepts_itself_ms(offer.accepts_itself_at.ms);
    fill(*out.mutable_relaxed(), offer.relaxed);
    out.set_fit_percent(offer.fit_percent);
}

void fill(pb::PastOffer& out, const core::PastOffer& in) {
    const auto& offer = in.offer.offer;
    fill(*out.mutable_offer(), in.offer);
    out.set_end(as<pb::OfferEnd>(in.end));
    out.set_closed_ms(offer.closed_at.ms);
    out.set_decline_reason(as<pb::DeclineReason>(offer.decline_reason));
}

void fill(pb::Note& out, const core::NoteView& in) {
    out.set_session_id(in.note.session.value);
    out.set_author_id(in.note.author.value);
    out.set_author_name(in.author);
    out.set_text(in.note.text);
    out.set_written_ms(in.note.written_at.ms);
}

void fill(pb::EarlierSession& out, const core::EarlierSession& in) {
    const auto& session = in.session;
    out.set_session_id(session.id.value);
    out.set_started_ms(session.started_at.ms);
    out.set_ended_ms(session.ends_at.ms);
    out.set_outcome(as<pb::Outcome>(session.outcome));
    out.set_coach_name(in.coach);
    out.set_coach_id(session.participants.at(1).person.value);
    out.set_next_step(session.next_step);
    fill_list(*out.mutable_notes(), in.notes);
}

void fill(pb::Session& out, const core::SessionView& in) {
    const auto& session = in.session;
    out.set_session_id(session.id.value);
    out.set_issue_id(session.issue.value);
    out.set_state(as<pb::SessionState>(session.state));
    out.set_minutes(session.minutes);
    out.clear_participants();
    for (const auto& participant : in.participants) {
        fill(*out.add_participants(), participant);
    }
    out.set_matched_ms(session.matched_at.ms);
    out.set_started_ms(session.started_at.ms);
    out.set_ends_ms(session.ends_at.ms);
    out.set_outcome(as<pb::Outcome>(session.outcome));
    out.clear_absent_ids();
    for (const auto person : session.absent) {
        out.add_absent_ids(person.value);
    }
    out.set_coach_silent(session.coach_silent);
    out.set_last_number(session.last_number);
    out.set_extension_proposed_by(session.extension_by.value);
    fill(*out.mutable_issue(), in.issue);
    fill(*out.mutable_reasons(), session.reasons);
    out.set_next_step(session.next_step);
    fill(*out.mutable_relaxed(), session.relaxed);
}

void fill(pb::Message& out, const core::Message& in) {
    out.set_session_id(in.session.value);
    out.set_number(in.number);
    out.set_sender_id(in.sender.value);
    out.set_sent_ms(in.sent_at.ms);
    switch (in.kind) {
        case core::MessageKind::text:
            out.mutable_text()->set_text(in.text);
            break;
        case core::MessageKind::moment:
            out.mutable_moment()->set_kind(as<pb::MomentKind>(in.moment));
            out.mutable_moment()->set_text(in.text);
            break;
    }
    out.set_reply_to(in.reply_to);
    out.set_redacted(in.redacted);
    if (in.command) {
        out.set_command_id(in.command.bytes.data(), in.command.bytes.size());
    } else {
        out.clear_command_id();
    }
}

void fill(pb::Skill& out, const core::Skill& in) {
    out.set_code(in.code);
    out.set_label(in.label);
    out.set_description(in.description);
}

void fill(pb::WaitingCounts& out, const core::WaitingCounts& in) {
    out.clear_counts();
    for (const core::WaitingCount& each : in.counts) {
        auto& count = *out.add_counts();
        count.set_skill(each.skill);
        count.set_skill_label(each.skill_label);
        count.set_count(each.count);
        count.set_longest_since_ms(each.longest_since.ms);
    }
    out.set_total(in.total);
}

void fill(pb::PushChannel& out, const core::PushChannel& in) {
    out.set_endpoint(in.endpoint);
    out.set_tested(static_cast<bool>(in.tested_at));
    out.set_tested_ms(in.tested_at.ms);
    out.set_failed_ms(in.failed_at.ms);
}

void fill(pb::CoverageCell& out, const core::CoverageCell& in) {
    out.set_skill(in.skill);
    out.set_skill_label(in.skill_label);
    out.set_language(in.language);
    out.set_from_hour(in.from_hour);
    out.set_to_hour(in.to_hour);
    out.set_could_serve(in.could_serve);
    out.set_asked(in.asked);
    out.set_waited_long(in.waited_long);
    out.set_lost(in.lost);
    out.set_mean_wait_s(in.mean_wait_s);
}

void fill(pb::CoverageLever& out, const core::CoverageLever& in) {
    out.set_skill(in.skill);
    out.set_skill_label(in.skill_label);
    out.set_language(in.language);
    out.set_saved_minutes_a_day(in.saved_minutes_a_day);
}

}  // namespace courtside::wire
