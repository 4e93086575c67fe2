#include "core/matching/eligibility.hpp"

#include <algorithm>

namespace courtside::core {
namespace {

using matching::Standing;

bool contains(const std::vector<PersonId>& people, PersonId person) {
    return std::ranges::find(people, person) != people.end();
}

bool blocks(const Person& person, PersonId other) {
    return std::ranges::binary_search(person.blocked, other);
}

bool in_focus(const Person& person, Instant now) {
    return std::ranges::any_of(person.preferences.focus,
                               [&](const TimeWindow& window) { return window.contains(now); });
}

/// Near enough to the end that the person counts as free within five minutes.
bool ends_soon(const Context& context, const PersonState& person) {
    return std::ranges::all_of(person.sessions, [&](SessionId id) {
        const Session& session = context.tenant.sessions.at(id).session;
        return session.ending_soon_told || session.state == SessionState::wrap_up;
    });
}

}  // namespace

bool keep_apart(const Person& one, const Person& other) {
    return blocks(one, other.id) || blocks(other, one.id);
}

bool may_meet(const Request& request, const PersonState& learner, const PersonState& coach) {
    const Person& helper = coach.person;
    const Person& asker = learner.person;
    return helper.id != asker.id && !contains(request.leave_out, helper.id) && !keep_apart(helper, asker) &&
           (request.allow_manager || asker.manager != helper.id) &&
           !(request.leave_out_unit && !asker.unit.empty() && asker.unit == helper.unit);
}

bool pair_allowed(const Request& request, const PersonState& learner, const PersonState& coach) {
    return !contains(request.tried, coach.person.id) && may_meet(request, learner, coach);
}

bool within_budget(const Context& context, const PersonState& coach, std::uint32_t session_minutes) {
    const Person& person = coach.person;
    const std::uint32_t budget = person.preferences.weekly_minutes;
    const std::uint32_t used = person.week == week_of(context.now) ? person.week_minutes : 0;
    return budget == 0 || used + session_minutes <= budget;
}

bool has_time(const Context& context, const PersonState& coach, std::uint32_t session_minutes) {
    return coach.person.ready_until >= context.now + minutes(session_minutes) &&
           within_budget(context, coach, session_minutes);
}

Instant week_of(Instant now) {
    constexpr Duration monday = days(4);  // 1970-01-05
    constexpr Duration week = days(7);
    return Instant{(now.ms - monday.ms) / week.ms * week.ms + monday.ms};
}

Standing standing_of(const Context& context, const PersonState& state) {
    const Person& person = state.person;
    const bool ready = static_cast<bool>(person.ready_until);
    if (!state.reachable() || !state.can_coach() || (!ready && state.sessions.empty())) {
        return Standing::gone;
    }
    if (person.ready_until <= context.now || state.unreachable || state.offer ||
        in_focus(person, context.now)) {
        return Standing::busy;
    }
    if (state.sessions.size() >= context.rules.sessions_per_person) {
        return ends_soon(context, state) ? Standing::soon : Standing::busy;
    }
    return person.next_offer_from > context.now ? Standing::soon : Standing::idle;
}

}  // namespace courtside::core
