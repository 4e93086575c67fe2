// What time and dropped connections do to a session.

#include "core/experts.hpp"
#include "core/presence.hpp"
#include "core/session_end.hpp"
#include "core/sessions.hpp"

#include <algorithm>

namespace courtside::core::sessions {
namespace {

LiveSession* find(Context& context, SessionId id) {
    const auto place = context.tenant.sessions.find(id);
    return place == context.tenant.sessions.end() ? nullptr : &place->second;
}

std::size_t index_of(const LiveSession& live, PersonId person) {
    return static_cast<std::size_t>(live.find(person) - live.session.participants.data());
}

/// The others' devices see who is there; one's own know it.
void push_to_others(const Context& context, const LiveSession& live, PersonId person) {
    for (const PersonId other : live.people()) {
        if (other != person) {
            context.notify(context.person(other), SessionChanged{view(context, live)});
        }
    }
}

}  // namespace

void arm(Context& context, const LiveSession& live) {
    const Session& session = live.session;
    const std::uint64_t id = session.id.value;
    switch (session.state) {
        case SessionState::starting:
            context.timers.set(context.timer(TimerKind::joining_ends, id), session.ends_at);
            break;
        case SessionState::active:
            if (!session.coach_spoke) {
                context.timers.set(context.timer(TimerKind::coach_silent, id),
                                   session.started_at + context.rules.coach_first_word);
            }
            if (!session.ending_soon_told) {
                context.timers.set(context.timer(TimerKind::ending_soon, id),
                                   session.ends_at - context.rules.ending_soon);
            }
            context.timers.set(context.timer(TimerKind::hard_cap, id), session.ends_at);
            break;
        case SessionState::wrap_up:
            context.timers.set(context.timer(TimerKind::wrap_up_ends, id), session.ends_at);
            break;
        case SessionState::ended:
            break;
    }
}

void begin_grace(Context& context, LiveSession& live) {
    if (live.session.state != SessionState::active) {
        return;
    }
    for (std::size_t i = 0; i < live.session.participants.size(); ++i) {
        const PersonId person = live.session.participants[i].person;
        if (!live.session.participants[i].left_at && !context.person(person).connected()) {
            live.grace_ends[i] = context.now + context.rules.grace;
            context.timers.set(context.timer(TimerKind::grace_ends, live.session.id.value, person),
                               live.grace_ends[i]);
        }
    }
}

void on_person_gone(Context& context, const PersonState& person) {
    for (const SessionId id : person.sessions) {
        LiveSession& live = *find(context, id);
        if (live.session.state == SessionState::active) {
            Instant& ends = live.grace_ends[index_of(live, person.person.id)];
            ends = context.now + context.rules.grace;
            context.timers.set(context.timer(TimerKind::grace_ends, id.value, person.person.id), ends);
        }
        push_to_others(context, live, person.person.id);
    }
}

void on_person_back(Context& context, const PersonState& person) {
    for (const SessionId id : person.sessions) {
        LiveSession& live = *find(context, id);
        live.grace_ends[index_of(live, person.person.id)] = {};
        context.timers.cancel(context.timer(TimerKind::grace_ends, id.value, person.person.id));
        push_to_others(context, live, person.person.id);
    }
}

void on_joining_ends(Context& context, SessionId id) {
    LiveSession* live = find(context, id);
    if (live == nullptr) {
        return;
    }
    Ending ending;
    ending.outcome = Outcome::no_show;
    for (const Participant& participant : live->session.participants) {
        if (!participant.joined_at) {
            ending.absent.push_back(participant.person);
        }
    }
    const PersonId coach = live->coach();
    const bool coach_absent = std::ranges::find(ending.absent, coach) != ending.absent.end();
    if (coach_absent) {
        ending.reopen = RequestReason::coach_no_show;
    }
    finish(context, *live, std::move(ending));
    if (coach_absent) {
        presence::make_away(context, context.person(coach), PresenceReason::no_show);
    }
}

void on_coach_silent(Context& context, SessionId id) {
    LiveSession* live = find(context, id);
    if (live == nullptr || live->session.state != SessionState::active || live->session.coach_spoke) {
        return;
    }
    const PersonId coach = live->coach();
    finish(context, *live, {Outcome::no_show, {coach}, true, RequestReason::coach_silent});
    presence::make_away(context, context.person(coach), PresenceReason::silent);
}

void on_ending_soon(Context& context, SessionId id) {
    LiveSession* live = find(context, id);
    if (live == nullptr || live->session.state != SessionState::active) {
        return;
    }
    live->session.ending_soon_told = true;
    context.put(live->session);
    for (const PersonId id_of : live->people()) {
        PersonState& person = context.person(id_of);
        context.tenant.touch(person);
        context.notify(person, EndingSoon{id, live->session.ends_at});
    }
}

void on_hard_cap(Context& context, SessionId id) {
    LiveSession* live = find(context, id);
    if (live == nullptr || live->session.state != SessionState::active) {
        return;
    }
    Session& session = live->session;
    session.state = SessionState::wrap_up;
    for (const PersonId person : live->people()) {
        context.tenant.touch(context.person(person));
    }
    session.ends_at = session.ends_at + context.rules.wrap_up;
    session.extension_by = {};
    // The end is near anyway: nobody is waited for any more, nor brought in.
    experts::withdraw(context, *live);
    for (std::size_t i = 0; i < session.participants.size(); ++i) {
        live->grace_ends[i] = {};
        context.timers.cancel(context.timer(TimerKind::grace_ends, id.value, session.participants[i].person));
    }
    context.timers.cancel(context.timer(TimerKind::coach_silent, id.value));
    arm(context, *live);
    context.put(session);
    push(context, *live);
}

void on_wrap_up_ends(Context& context, SessionId id) {
    LiveSession* live = find(context, id);
    if (live != nullptr && live->session.state == SessionState::wrap_up) {
        finish(context, *live, {Outcome::unstated, {}, false, std::nullopt});
    }
}

void on_grace_ends(Context& context, SessionId id, PersonId person) {
    LiveSession* live = find(context, id);
    if (live == nullptr || live->session.state != SessionState::active || live->find(person) == nullptr ||
        !live->grace_ends[index_of(*live, person)]) {
        return;
    }
    if (live->find(person)->role == SessionRole::expert) {
        experts::remove(context, *live, person);
        return;
    }
    finish(context, *live, {Outcome::abandoned, {}, false, std::nullopt});
}

}  // namespace courtside::core::sessions
