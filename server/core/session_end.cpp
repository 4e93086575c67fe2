#include "core/session_end.hpp"

#include "core/experts.hpp"
#include "core/preferences.hpp"
#include "core/presence.hpp"
#include "core/queue.hpp"
#include "core/requests.hpp"
#include "core/sessions.hpp"

#include <algorithm>
#include <utility>

namespace courtside::core::sessions {
namespace {

void cancel_timers(Context& context, const LiveSession& live) {
    const std::uint64_t id = live.session.id.value;
    for (const TimerKind kind : {TimerKind::joining_ends, TimerKind::coach_silent, TimerKind::ending_soon,
                                 TimerKind::hard_cap, TimerKind::wrap_up_ends}) {
        context.timers.cancel(context.timer(kind, id));
    }
    for (const Participant& participant : live.session.participants) {
        context.timers.cancel(context.timer(TimerKind::grace_ends, id, participant.person));
    }
}

/// What the session meant for its issue.
void settle_issue(Context& context, const LiveSession& live, const Ending& ending) {
    Issue& issue = context.tenant.issues.at(live.session.issue);
    const Issue before = issue;
    if (ending.outcome == Outcome::resolved) {
        issue.state = IssueState::resolved;
    }
    if (live.session.started_at) {
        if (ending.reopen && *ending.reopen != RequestReason::handed_over) {
            --issue.sessions;  // it began, but it was not the session that the learner needed
        } else {
            issue.last_coach = live.coach();
        }
    } else if (ending.outcome == Outcome::no_show && !ending.reopen) {
        issue.kept_wait = live.request.waiting_since;  // the learner was not there; their next ask goes on
    }
    if (issue != before) {
        context.put(issue);
        context.notify(context.person(issue.learner), IssueChanged{issue});
    }
}

}  // namespace

void set_free(Context& context, PersonId id, SessionId session, bool pause) {
    PersonState& state = context.person(id);
    std::erase(state.sessions, session);
    context.tenant.touch(state);
    state.person.free_since = context.now;
    if (pause) {
        state.person.next_offer_from = context.now + context.rules.coach_pause;
        context.timers.set(context.timer(TimerKind::pause_ends, 0, id), state.person.next_offer_from);
    }
    context.put(state.person);
    presence::push(context, state);
}

SessionView finish(Context& context, LiveSession& live, Ending ending, ConnectionId except) {
    cancel_timers(context, live);
    experts::withdraw(context, live);
    const std::vector<PersonId> people = live.people();
    Session& session = live.session;
    const bool began = static_cast<bool>(session.started_at);
    session.state = SessionState::ended;
    session.ends_at = context.now;
    session.outcome = ending.outcome;
    session.absent = ending.absent;
    session.coach_silent = ending.coach_silent;
    session.extension_by = {};
    session.last_number = live.log.size();
    for (Participant& participant : session.participants) {
        if (!participant.left_at) {
            participant.left_at = context.now;
        }
    }
    std::ranges::fill(live.grace_ends, Instant{});
    std::vector<RowId> rows;
    rows.reserve(live.log.size());
    for (const LogEntry& entry : live.log) {
        rows.push_back(entry.row);
    }
    const Instant messages_until = context.now + days(context.tenant.tenant.message_days);
    context.persist(EndSessionRecord{context.tenant.tenant.id, session, std::move(rows), messages_until});
    settle_issue(context, live, ending);
    SessionView last = view(context, live);
    tell(context, people, last, except);

    const LiveSession ended = std::move(context.tenant.sessions.extract(session.id).mapped());
    for (const PersonId person : people) {
        const bool helped = began && person != ended.learner();
        if (helped) {
            const auto place = std::ranges::find(ended.session.participants, person, &Participant::person);
            preferences::count_session(context, context.person(person).person, ended.session, *place);
        }
        set_free(context, person, ended.session.id, helped);
    }
    if (ending.reopen) {
        requests::reopen(context, ended.request, *ending.reopen, ended.coach());
    }
    requests::release_issue(context, ended.session.issue);
    queue::changed(context);
    return last;
}

}  // namespace courtside::core::sessions
