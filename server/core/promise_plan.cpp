#include "core/promise_plan.hpp"

#include "core/matching/eligibility.hpp"
#include "core/matching/matcher.hpp"
#include "core/requests.hpp"

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>

namespace courtside::core {
namespace {

bool ready(const Context& context, const PersonState& coach) {
    return coach.connected() && !coach.unreachable && coach.person.ready_until > context.now;
}

/// When the sessions that keep somebody from helping are over.
Instant busy_until(const Context& context, const PersonState& coach) {
    Instant until = context.now;
    if (coach.sessions.size() < context.rules.sessions_per_person) {
        return until;
    }
    for (const SessionId id : coach.sessions) {
        const Session& session = context.tenant.sessions.at(id).session;
        const Instant ends = session.state == SessionState::starting ? context.now + minutes(session.minutes)
                                                                     : std::max(session.ends_at, context.now);
        until = std::max(until, ends + context.rules.coach_pause);
    }
    return until;
}

/// Whether nothing but what they know and when they are free can keep the coach from it.
bool may_serve(const Context& context, const Request& request, const PersonState& coach) {
    return may_meet(request, context.person(request.learner), coach) &&
           within_budget(context, coach, request.minutes);
}

}  // namespace

std::vector<TimeWindow> free_time(const Context& context, const PersonState& coach) {
    const Instant from = std::max(busy_until(context, coach), coach.person.next_offer_from);
    std::vector<TimeWindow> times;
    const bool present = ready(context, coach);
    if (present) {
        times.push_back({from, coach.person.ready_until});
    }
    for (const TimeWindow& window : coach.person.windows) {
        if (present || context.now < window.from + context.rules.late_after) {
            times.push_back({std::max(window.from, from), window.to});
        }
    }
    return without(in_order(std::move(times)), coach.person.preferences.focus);
}

Schedule::Wish plain_wish(const Context& context, const Request& request) {
    const Duration length = minutes(request.minutes);
    return {length, std::max(context.now, request.window.from), request.expires_at - length, Duration{1}};
}

Schedule::Wish promise_wish(const Context& context, const Request& request) {
    const Rules& rules = context.rules;
    const PersonState& learner = context.person(request.learner);
    const Instant day_ends = end_of_local_day(context.zone_of(learner.person), context.now);
    const Duration length = minutes(request.minutes);
    return {length, std::max(context.now + rules.promise_notice, request.window.from),
            std::min(day_ends - Duration{1}, request.expires_at - std::max(length, rules.promise_window)),
            rules.promise_grid};
}

TimeWindow promise_window(const Context& context, Instant from) {
    return {from, from + context.rules.promise_window};
}

bool could_be_served_today(const Context& context, const RequestEntry& entry) {
    const Request& request = entry.request;
    const PersonState& learner = context.person(request.learner);
    const Schedule::Wish wish = plain_wish(context, request);
    const auto at_once = [&](const PersonState& coach, std::uint8_t) {
        return coach.connected() && coach.person.preferences.focus.empty() && !request.window &&
               has_time(context, coach, request.minutes) && pair_allowed(request, learner, coach);
    };
    const auto could = [&](const PersonState& coach, std::uint8_t) {
        return may_serve(context, request, coach) && first_start(free_time(context, coach), wish).has_value();
    };
    // Most often one of those who are there can, and nobody else has to be looked at.
    const matching::Index& index = context.tenant.index;
    const matching::Servers servers = matching::widest_servers_of(context, entry);
    return index.any_server(servers, matching::Standing::idle, at_once) ||
           index.any_server(servers, matching::Standing::busy, could) ||
           index.any_server(servers, matching::Standing::gone, could);
}

PromisePlan::PromisePlan(const Context& context) : context_(context), schedule_(context.rules.coach_pause) {
    // Who is ready first, then who knows the least else: the others are kept for what only they know.
    std::vector<std::tuple<bool, std::size_t, PersonId>> coaches;
    context.tenant.index.each_coach([&](const PersonState& coach) {
        const bool intends = static_cast<bool>(coach.person.ready_until);
        if (intends || !coach.person.windows.empty()) {
            coaches.emplace_back(!intends, coach.person.skills.size(), coach.person.id);
        }
    });
    std::ranges::sort(coaches);
    for (const auto& [later, skills, id] : coaches) {
        std::vector<TimeWindow> free = free_time(context, context.person(id));
        if (!free.empty()) {
            schedule_.add(std::move(free));
            people_.push_back(id);
        }
    }
}

const std::vector<Schedule::Helper>& PromisePlan::skilled(const std::string& skill) {
    const auto [place, added] = by_skill_.try_emplace(skill);
    if (added) {
        for (Schedule::Helper helper = 0; helper < people_.size(); ++helper) {
            if (context_.person(people_[helper]).levels.contains(skill)) {
                place->second.push_back(helper);
            }
        }
    }
    return place->second;
}

std::optional<Schedule::Slot> PromisePlan::find(const Request& request, const Schedule::Wish& wish) {
    const matching::Servers servers = matching::widest_servers_of(context_, request);
    const auto declined = [&](Schedule::Helper helper) {
        return std::ranges::find(request.tried, people_[helper]) != request.tried.end();
    };
    const auto may = [&](Schedule::Helper helper) {
        const PersonState& coach = context_.person(people_[helper]);
        return matching::level_in(servers, coach) > 0 && may_serve(context_, request, coach);
    };
    const std::vector<Schedule::Helper>& helpers = skilled(request.skill);
    auto best = schedule_.find(wish, helpers,
                               [&](Schedule::Helper helper) { return !declined(helper) && may(helper); });
    if (request.tried.empty()) {
        return best;
    }
    for (const Schedule::Helper helper : helpers) {
        if (declined(helper) && may(helper)) {
            Schedule::Wish again = wish;
            again.earliest =
                std::max(wish.earliest, requests::can_be_asked_from(context_, request, people_[helper]));
            again.latest = best ? best->start - Duration{1} : wish.latest;
            if (const auto start = first_start(schedule_.free(helper), again)) {
                best = Schedule::Slot{helper, *start};
            }
        }
    }
    return best;
}

void PromisePlan::take(const Schedule::Slot& slot, const Request& request) {
    schedule_.take(slot, minutes(request.minutes));
}

}  // namespace courtside::core
