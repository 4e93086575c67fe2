#include "core/presence.hpp"

#include "core/errors.hpp"
#include "core/offers.hpp"
#include "core/queue.hpp"

#include <algorithm>

namespace courtside::core::presence {
namespace {

void store(Context& context, PersonState& state) {
    context.tenant.index.mark_types(state);
    context.tenant.touch(state);
    context.put(state.person);
    queue::changed(context);
}

void disarm(const Context& context, const PersonState& state) {
    context.timers.cancel(context.timer(TimerKind::ready_ends, 0, state.person.id));
    context.timers.cancel(context.timer(TimerKind::ready_lapses, 0, state.person.id));
}

}  // namespace

PresenceView view(const Context& context, const PersonState& state) {
    PresenceView view;
    const Person& person = state.person;
    if (!state.connected() && !(state.reachable() && person.ready_until)) {
        view.state = PresenceState::offline;
    } else if (!state.sessions.empty()) {
        view.state = PresenceState::in_session;
    } else {
        view.state = person.ready_until ? PresenceState::ready : PresenceState::away;
    }
    view.ready_until = person.ready_until;
    view.reason = person.away_reason;
    if (person.next_offer_from > context.now) {
        view.next_offer_from = person.next_offer_from;
    }
    view.windows = person.windows;
    return view;
}

MaybeReply set(Context& context, Caller& caller, const SetPresence& command) {
    PersonState& state = caller.person;
    if (!command.ready_until) {
        if (state.person.ready_until || state.person.away_reason != PresenceReason::chosen) {
            make_away(context, state, PresenceReason::chosen, caller.connection);
        }
        return PresenceChanged{view(context, state)};
    }
    if (command.ready_until <= context.now ||
        command.ready_until > context.now + context.rules.ready_longest) {
        return invalid("ready_until_ms", "must be later than now and at most 12 hours ahead");
    }
    state.person.ready_until = command.ready_until;
    state.person.away_reason = PresenceReason::none;
    state.person.misses = 0;
    store(context, state);
    arm(context, state);
    push(context, state, caller.connection);
    return PresenceChanged{view(context, state)};
}

MaybeReply set_windows(Context& context, Caller& caller, const SetAvailability& command) {
    if (command.windows.size() > context.rules.windows) {
        return too_large("windows", context.rules.windows);
    }
    for (const TimeWindow& window : command.windows) {
        if (!window || window.to <= context.now || window.to > context.now + hours(24)) {
            return invalid("windows", "must each end after they begin, later than now and within 24 hours");
        }
    }
    Person& person = caller.person.person;
    person.windows = command.windows;
    std::ranges::sort(person.windows);
    store(context, caller.person);
    push(context, caller.person, caller.connection);
    return PresenceChanged{view(context, caller.person)};
}

void make_away(Context& context, PersonState& state, PresenceReason reason, ConnectionId except) {
    if (!state.person.ready_until && reason != PresenceReason::chosen) {
        return;
    }
    state.person.ready_until = {};
    state.person.away_reason = reason;
    state.person.misses = 0;
    disarm(context, state);
    store(context, state);
    if (state.offer) {
        offers::rescind(context, state.offer);
    }
    push(context, state, except);
}

void note_activity(Context& context, PersonState& state) {
    state.last_activity = context.now;
    if (state.unreachable) {
        state.unreachable = false;
        context.tenant.touch(state);
        queue::changed(context);
    }
}

void arm_stored(Context& context, const PersonState& state) {
    const PersonId id = state.person.id;
    if (state.person.ready_until) {
        context.timers.set(context.timer(TimerKind::ready_ends, 0, id), state.person.ready_until);
    }
    if (state.person.next_offer_from > context.now) {
        context.timers.set(context.timer(TimerKind::pause_ends, 0, id), state.person.next_offer_from);
    }
}

void arm(Context& context, const PersonState& state) {
    arm_stored(context, state);
    if (state.person.ready_until) {
        context.timers.set(context.timer(TimerKind::ready_lapses, 0, state.person.id),
                           state.last_activity + context.rules.ready_inactive);
    }
}

void on_ready_ends(Context& context, PersonState& state) {
    if (state.person.ready_until && state.person.ready_until <= context.now) {
        make_away(context, state, PresenceReason::ready_ended);
    }
}

void on_ready_lapses(Context& context, PersonState& state) {
    if (!state.person.ready_until) {
        return;
    }
    const Instant lapses = state.last_activity + context.rules.ready_inactive;
    if (lapses <= context.now) {
        make_away(context, state, PresenceReason::inactive);
    } else {
        context.timers.set(context.timer(TimerKind::ready_lapses, 0, state.person.id), lapses);
    }
}

void push(const Context& context, const PersonState& state, ConnectionId except) {
    context.notify(state, PresenceChanged{view(context, state)}, except);
}

}  // namespace courtside::core::presence
