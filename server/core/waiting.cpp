// What waits in the queue, told to those who could take it: numbers by skill, nobody's name or words.

#include "core/waiting.hpp"

#include "core/matching/eligibility.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace courtside::core::waiting {
namespace {

/// Of each skill this many are looked at for each coach, first in the queue first: nobody needs to know more,
/// and it bounds what a push costs.
constexpr std::size_t most_of_a_skill = 200;
constexpr std::size_t most_skills = 20;

/// What could be offered to somebody now, by skill.
using BySkill = std::map<std::string_view, std::vector<const RequestEntry*>, std::less<>>;

BySkill waiting_by_skill(const Context& context) {
    BySkill found;
    context.tenant.index.each_type([&](const matching::TypeState& type) {
        if (type.open.empty()) {
            return;
        }
        auto& of_skill = found[type.kind->skill];
        std::size_t left = most_of_a_skill;
        static_cast<void>(type.open.first([&](const RequestEntry& entry) {
            of_skill.push_back(&entry);
            return --left == 0;
        }));
    });
    for (auto& [skill, entries] : found) {
        std::ranges::sort(entries, {},
                          [&](const RequestEntry* entry) { return context.policy.turn(entry->request); });
        entries.resize(std::min(entries.size(), most_of_a_skill));
    }
    return found;
}

WaitingCounts counts_for(const Context& context, const PersonState& coach, const BySkill& waiting) {
    WaitingCounts counts;
    for (const auto& [code, level] : coach.levels) {
        const auto of_skill = waiting.find(code);
        if (of_skill == waiting.end()) {
            continue;
        }
        WaitingCount count;
        for (const RequestEntry* entry : of_skill->second) {
            const Request& request = entry->request;
            if (matching::level_in(entry->type->servers(), coach) == 0 ||
                !pair_allowed(request, context.person(request.learner), coach)) {
                continue;
            }
            ++count.count;
            if (!count.longest_since || request.waiting_since < count.longest_since) {
                count.longest_since = request.waiting_since;
            }
        }
        if (count.count > 0) {
            counts.total += count.count;
            count.skill = code;
            const auto skill = context.tenant.skills.find(code);
            count.skill_label = skill == context.tenant.skills.end() ? std::string{} : skill->second.label;
            counts.counts.push_back(std::move(count));
        }
    }
    std::ranges::stable_sort(counts.counts, std::ranges::greater{}, &WaitingCount::count);
    counts.counts.resize(std::min(counts.counts.size(), most_skills));
    return counts;
}

}  // namespace

MaybeReply fetch(Context& context, Caller& caller, const FetchWaiting& /*command*/) {
    return counts_for(context, caller.person, waiting_by_skill(context));
}

void changed(Context& context) {
    const TenantState& tenant = context.tenant;
    const TimerKey timer = context.timer(TimerKind::push_waiting, 0);
    if ((tenant.requests.empty() && tenant.told_of_waiting.empty()) || context.timers.pending(timer)) {
        return;
    }
    // As for the status of requests: on multiples of the interval, so that it needs no memory of the last
    // push.
    const std::int64_t interval = context.rules.status_interval.ms;
    context.timers.set(timer, Instant{(context.now.ms / interval + 1) * interval});
}

void push(Context& context) {
    TenantState& tenant = context.tenant;
    const BySkill waiting = waiting_by_skill(context);
    for (const PersonId id : tenant.here) {
        PersonState& person = context.person(id);
        if (!person.sessions.empty()) {
            continue;  // they hear it when they are free
        }
        WaitingCounts now;
        if (person.can_coach()) {
            now = counts_for(context, person, waiting);
        }
        if (now == person.waiting) {
            continue;
        }
        if (now.total > 0) {
            tenant.told_of_waiting.insert(id);
        } else {
            tenant.told_of_waiting.erase(id);
        }
        person.waiting = now;
        context.notify(person, std::move(now));
    }
}

void forget(Context& context, PersonState& person) {
    person.waiting = {};
    context.tenant.told_of_waiting.erase(person.person.id);
}

}  // namespace courtside::core::waiting
