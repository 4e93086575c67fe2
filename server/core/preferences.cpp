#include "core/preferences.hpp"

#include "core/errors.hpp"
#include "core/matching/acceptance.hpp"
#include "core/matching/eligibility.hpp"
#include "core/queue.hpp"

#include <algorithm>

namespace courtside::core::preferences {
namespace {

constexpr std::uint32_t most_weekly_minutes = 2400;

}  // namespace

MaybeReply set(Context& context, Caller& caller, const SetPreferences& command) {
    if (command.weekly_minutes > most_weekly_minutes) {
        return invalid("weekly_minutes", "must be at most 2400; 0 is no budget");
    }
    if (command.focus.size() > context.rules.windows) {
        return too_large("focus", context.rules.windows);
    }
    for (const TimeWindow& window : command.focus) {
        if (!window || window.to <= context.now || window.to > context.now + days(7)) {
            return invalid("focus",
                           "must hold windows that end after they begin, later than now and within 7 days");
        }
    }
    PersonState& state = caller.person;
    Preferences wanted{command.committed, command.weekly_minutes, command.focus};
    std::ranges::sort(wanted.focus);
    if (wanted != state.person.preferences) {
        state.person.preferences = std::move(wanted);
        context.put(state.person);
        arm(context, state);
        context.tenant.touch(state);
        queue::changed(context);
    }
    return PreferencesChanged{view(context, state)};
}

PreferencesView view(const Context& context, const PersonState& state) {
    const Person& person = state.person;
    PreferencesView view{person.preferences, 0, acceptance_unknown};
    if (person.week == week_of(context.now)) {
        view.minutes_this_week = person.week_minutes;
    }
    if (person.acceptance != acceptance_unknown) {
        view.accepts_of_ten = matching::accepts_of_ten(person);
    }
    return view;
}

void learn(Person& person, bool accepted) {
    // An answer counts for an eighth, those before it for the rest.
    constexpr int always = 250;
    constexpr int at_first = 200;
    const int before = person.acceptance == acceptance_unknown ? at_first : person.acceptance;
    const int answer = accepted ? always : 0;
    person.acceptance = static_cast<std::uint8_t>(before + (answer - before) / 8);
}

void count_session(const Context& context, Person& person, const Session& session,
                   const Participant& participant) {
    const Instant week = week_of(context.now);
    if (person.week != week) {
        person.week = week;
        person.week_minutes = 0;
    }
    const std::int64_t held = (context.now - std::max(session.started_at, participant.joined_at)).ms;
    const auto whole = static_cast<std::uint32_t>((held + minutes(1).ms - 1) / minutes(1).ms);
    person.week_minutes += std::min(whole, session.minutes);
}

void arm(const Context& context, const PersonState& state) {
    Instant next = Instant::never();
    for (const TimeWindow& window : state.person.preferences.focus) {
        for (const Instant edge : {window.from, window.to}) {
            next = edge > context.now ? std::min(next, edge) : next;
        }
    }
    if (state.person.preferences.weekly_minutes > 0) {
        next = std::min(next, week_of(context.now) + days(7));
    }
    const TimerKey timer = context.timer(TimerKind::preference_edge, 0, state.person.id);
    if (next == Instant::never()) {
        context.timers.cancel(timer);
    } else {
        context.timers.set(timer, next);
    }
}

void on_edge(Context& context, PersonState& state) {
    arm(context, state);
    context.tenant.touch(state);
    queue::changed(context);
}

}  // namespace courtside::core::preferences
