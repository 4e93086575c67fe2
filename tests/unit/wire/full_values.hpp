#pragma once

#include "core/views.hpp"

#include <memory>

namespace courtside::wire {

// Values of the core in which nothing is at its default, so that a field that the encoder forgets
// shows. Nothing else about them matters.

inline core::Issue full_issue() {
    return {.id = {31},
            .learner = {32},
            .title = "Pivot tables",
            .description = "They eat my columns",
            .state = core::IssueState::resolved,
            .opened_at = {33},
            .sessions = 34,
            .skill = "S1.1",
            .least_level = 3,
            .language = "de",
            .last_coach = {35},
            .kept_wait = {36},
            .programme = 37};
}

inline core::Person full_person() {
    core::Person person;
    person.id = {41};
    person.subject = "never-sent-subject";
    person.name = "Ada";
    for (const auto role :
         {core::Role::learner, core::Role::coach, core::Role::peer, core::Role::manager, core::Role::admin}) {
        person.roles.add(role);
    }
    person.skills = {{"S1", 2}, {"S2.1", 5}};
    person.languages = {"en", "de"};
    person.time_zone = "Europe/Berlin";
    person.unit = "never-sent-unit";
    return person;
}

inline core::PresenceView full_presence() {
    return {.state = core::PresenceState::ready,
            .ready_until = {51},
            .reason = core::PresenceReason::missed_offers,
            .next_offer_from = {52},
            .windows = {{{53}, {54}}, {{55}, {56}}}};
}

inline core::MatchReasons all_reasons() {
    core::MatchReasons reasons;
    for (const auto reason :
         {core::MatchReason::skill, core::MatchReason::language, core::MatchReason::preferred,
          core::MatchReason::same_coach, core::MatchReason::longest_free, core::MatchReason::handed_over,
          core::MatchReason::second_expert, core::MatchReason::free_now, core::MatchReason::spares_others}) {
        reasons.add(reason);
    }
    return reasons;
}

inline core::RelaxedRules all_relaxed() {
    core::RelaxedRules relaxed;
    for (const auto rule : {core::RelaxedRule::preferred_person, core::RelaxedRule::exact_level,
                            core::RelaxedRule::next_tier}) {
        relaxed.add(rule);
    }
    return relaxed;
}

inline core::PreferencesView full_preferences() {
    return {.preferences = {.committed = true, .weekly_minutes = 57, .focus = {{{58}, {59}}}},
            .minutes_this_week = 60,
            .accepts_of_ten = 7};
}

inline core::RequestView full_request() {
    core::RequestView view;
    view.request.id = {61};
    view.request.issue = {62};
    view.request.learner = {63};
    view.request.state = core::RequestState::booked;
    view.request.reason = core::RequestReason::window_ahead;
    view.request.minutes = 30;
    view.request.skill = "S3";
    view.request.least_level = 4;
    view.request.language = "es";
    view.request.asked_at = {64};
    view.request.waiting_since = {65};
    view.request.needed_by = {66};
    view.request.deadline_counts = true;
    view.request.window = {{67}, {68}};
    view.request.expires_at = {69};
    view.request.session = {70};
    view.request.promise = {{76}, {77}};
    view.request.proposed = {{78}, {79}};
    view.request.unlikely_today = true;
    view.request.widened = true;
    view.status = {
        .position = 71, .estimate = core::WaitEstimate{72, 73}, .could_help = 74, .next_window = {75}};
    return view;
}

inline core::OfferView full_offer() {
    core::OfferView view;
    view.offer.id = {81};
    view.offer.state = core::OfferState::timed_out;
    view.offer.offered_at = {82};
    view.offer.expires_at = {83};
    view.offer.reasons = all_reasons();
    view.offer.relaxed = all_relaxed();
    view.offer.accepts_itself_at = {85};
    view.offer.fit_percent = 86;
    view.offer.note = "never-sent-note";
    view.offer.session = {80};
    view.title = "Pivot tables";
    view.skill = "S1.1";
    view.skill_label = "spreadsheets";
    view.least_level = 2;
    view.language = "en";
    view.minutes = 15;
    view.needed_by = {84};
    return view;
}

inline core::PastOffer full_past_offer() {
    core::PastOffer past{full_offer(), core::OfferEnd::not_answered};
    past.offer.offer.closed_at = {85};
    past.offer.offer.decline_reason = core::DeclineReason::busy;
    return past;
}

inline core::NoteView full_note() {
    return {{{86}, {87}, "Likes pictures", {88}}, "Grace"};
}

inline core::EarlierSession full_earlier_session() {
    core::EarlierSession earlier;
    earlier.session.id = {131};
    earlier.session.participants.resize(2);
    earlier.session.participants[1].person = {132};
    earlier.session.started_at = {133};
    earlier.session.ends_at = {134};
    earlier.session.outcome = core::Outcome::referred;
    earlier.session.next_step = "Ask Kim";
    earlier.coach = "Grace";
    earlier.notes = {full_note()};
    return earlier;
}

inline core::SessionView full_session() {
    core::SessionView view;
    auto& session = view.session;
    session.id = {91};
    session.issue = {92};
    session.state = core::SessionState::ended;
    session.minutes = 30;
    session.matched_at = {93};
    session.started_at = {94};
    session.ends_at = {95};
    session.outcome = core::Outcome::no_show;
    session.absent = {{96}, {97}};
    session.coach_silent = true;
    session.extension_by = {98};
    session.reasons = all_reasons();
    session.relaxed = all_relaxed();
    session.last_number = 99;
    session.next_step = "Build one chart by Friday";
    core::ParticipantView participant;
    participant.participant = {.person = {101},
                               .role = core::SessionRole::coach,
                               .joined_at = {102},
                               .left_at = {106},
                               .delivered_to = 103,
                               .read_to = 104};
    participant.name = "Grace";
    participant.connected = true;
    participant.grace_ends = {105};
    view.participants = {participant, participant};
    view.participants[1].participant.role = core::SessionRole::learner;
    view.issue = full_issue();
    return view;
}

inline core::Message full_message() {
    core::Message message;
    message.tenant = {110};
    message.session = {111};
    message.number = 112;
    message.row = {113};
    message.sender = {114};
    message.command.bytes = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    message.sent_at = {115};
    message.reply_to = 116;
    message.redacted = true;
    message.text = "Schau: ✓ \"quoted\"";
    return message;
}

inline core::Message full_moment() {
    auto moment = full_message();
    moment.kind = core::MessageKind::moment;
    moment.moment = core::MomentKind::story;
    return moment;
}

inline core::PushChannel full_channel() {
    return {.endpoint = "https://push.example/1",
            .p256dh = "never-sent-point",
            .auth = "never-sent-auth",
            .code = "never-sent-code",
            .code_at = {131},
            .tested_at = {132},
            .failed_at = {133}};
}

inline core::WaitingCounts full_waiting() {
    return {{{"S1", "spreadsheets", 3, {141}}, {"S2", "speaking", 1, {142}}}, 4};
}

inline core::Welcome full_welcome() {
    core::Welcome welcome;
    welcome.me = full_person();
    welcome.server_time = {121};
    welcome.token_expires = {122};
    welcome.presence = full_presence();
    welcome.requests = {full_request()};
    welcome.offers = {full_offer(), full_offer()};
    welcome.sessions = {full_session()};
    welcome.rules.push_key = "BKey";
    welcome.push_channels = {full_channel()};
    welcome.preferences = full_preferences();
    return welcome;
}

}  // namespace courtside::wire
