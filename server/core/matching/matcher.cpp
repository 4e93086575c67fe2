#include "core/matching/matcher.hpp"

#include "core/experts.hpp"
#include "core/matching/eligibility.hpp"
#include "core/offers.hpp"
#include "core/promises.hpp"
#include "core/requests.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace courtside::core::matching {
namespace {

/// Of more people who could be asked, these many are weighed: the nearest by fit and the longest idle.
constexpr std::size_t most_weighed = 32;

constexpr Duration any_age = days(7);  // longer than any reach takes

constexpr std::uint8_t paid_tier = 1;
constexpr std::uint8_t peer_tier = 2;

Instant reach_begins(const Request& request) {
    return std::max(request.asked_at, request.window.from);
}

bool contains(const std::vector<PersonId>& people, PersonId person) {
    return std::ranges::find(people, person) != people.end();
}

Kind& kind_of(const Context& context, const Request& request) {
    Index& index = context.tenant.index;
    if (!request.language.empty()) {
        return index.kind(request.skill, request.language);
    }
    const Person& learner = context.person(request.learner).person;
    std::vector<std::string_view> tags(learner.languages.begin(), learner.languages.end());
    std::ranges::sort(tags);
    std::string joined;
    for (const std::string_view tag : tags) {
        joined += joined.empty() ? "" : " ";
        joined += tag;
    }
    return index.kind(request.skill, joined);
}

/// ‰: half for what the coach knows, half for how little falls short of what was asked for.
std::uint16_t fit_of(const Request& request, std::uint8_t level) {
    const int shortfall = std::max(0, int{request.least_level} - int{level});
    return static_cast<std::uint16_t>(100 * level + std::max(0, 500 - 150 * shortfall));
}

/// Somebody whom the learner asked for is there, but not free yet, and is still waited for.
bool waits_for_preferred(const Context& context, const RequestEntry& entry) {
    const Request& request = entry.request;
    if (request.prefer.empty() ||
        context.now >= reach_begins(request) + seconds(context.tenant.tenant.reach.preferred_s)) {
        return false;
    }
    const PersonState& learner = context.person(request.learner);
    const auto& types = [&](const PersonState& coach) -> const auto& {
        return context.tenant.index.types_of(coach);
    };
    return std::ranges::any_of(request.prefer, [&](PersonId id) {
        const PersonState* coach = context.tenant.find_person(id);
        if (coach == nullptr || !coach->person.ready_until || !pair_allowed(request, learner, *coach)) {
            return false;
        }
        const Standing standing = context.tenant.index.standing(*coach);
        return (standing == Standing::busy || standing == Standing::soon) &&
               std::ranges::find(types(*coach), entry.type) != types(*coach).end();
    });
}

bool nearer(const Candidate& a, const Candidate& b) {
    return std::tuple(!a.preferred, !a.same_coach, -int{a.level}, a.person->free_since, a.person->id) <
           std::tuple(!b.preferred, !b.same_coach, -int{b.level}, b.person->free_since, b.person->id);
}

RelaxedRules relaxed_for(const Context& context, const Request& request, const Candidate& chosen) {
    RelaxedRules relaxed;
    if (!request.prefer.empty() && !chosen.preferred) {
        relaxed.add(RelaxedRule::preferred_person);
    }
    if (chosen.level < request.least_level) {
        relaxed.add(RelaxedRule::exact_level);
    }
    const TierOrder tiers = context.tenant.tenant.reach.tiers;
    const bool paid = chosen.person->roles.has(Role::coach);
    if (tiers != TierOrder::together && paid != (tiers == TierOrder::coaches_first)) {
        relaxed.add(RelaxedRule::next_tier);
    }
    return relaxed;
}

/// The first thing in which the one who was passed over came after the one who was chosen.
PassedOver why_not(const Candidate& other, const Candidate& chosen) {
    if (chosen.preferred != other.preferred) {
        return PassedOver::not_preferred;
    }
    if (chosen.same_coach != other.same_coach) {
        return PassedOver::not_same_coach;
    }
    if (other.fit != chosen.fit || other.cost != chosen.cost) {
        // One of the two has to speak for the chosen one alone, else it was both together, or neither.
        const bool by_fit = other.fit < chosen.fit;
        const bool by_cost = other.cost > chosen.cost;
        return by_fit == by_cost ? PassedOver::close
                                 : (by_fit ? PassedOver::lower_fit : PassedOver::needed_elsewhere);
    }
    if (other.person->free_since != chosen.person->free_since) {
        return other.person->free_since > chosen.person->free_since ? PassedOver::free_shorter
                                                                    : PassedOver::close;
    }
    return other.person->id > chosen.person->id ? PassedOver::later_number : PassedOver::close;
}

DecisionRecord record_of(const Candidate& chosen, std::vector<Candidate> candidates,
                         std::vector<PassedOverPerson> kept_out) {
    DecisionRecord record;
    record.level = chosen.level;
    record.fit = chosen.fit;
    record.could_be_asked = static_cast<std::uint32_t>(candidates.size());
    std::ranges::sort(candidates, nearer);
    for (const Candidate& each : candidates) {
        if (each.person->id != chosen.person->id &&
            record.passed_over.size() < DecisionRecord::most_passed_over) {
            record.passed_over.push_back({each.person->id, why_not(each, chosen)});
        }
    }
    std::ranges::sort(kept_out, {}, &PassedOverPerson::person);
    for (const PassedOverPerson& each : kept_out) {
        if (record.passed_over.size() < DecisionRecord::most_passed_over) {
            record.passed_over.push_back(each);
        }
    }
    return record;
}

}  // namespace

namespace {

Servers servers_at_age(const Context& context, const Request& request, Kind& kind, Duration age) {
    const Reach& reach = context.tenant.tenant.reach;
    Servers servers{&kind, request.least_level, paid_tier | peer_tier};
    if (reach.level_below_s > 0 && age >= seconds(reach.level_below_s) && servers.least_level > 1) {
        --servers.least_level;
    }
    if (reach.tiers != TierOrder::together && age < seconds(reach.next_tier_s)) {
        servers.tiers = reach.tiers == TierOrder::peers_first ? peer_tier : paid_tier;
    }
    return servers;
}

}  // namespace

Servers widest_servers_of(const Context& context, const Request& request) {
    return servers_at_age(context, request, kind_of(context, request), any_age);
}

Servers widest_servers_of(const Context& context, const RequestEntry& entry) {
    return servers_at_age(context, entry.request, *entry.type->kind, any_age);
}

void arm_reach(const Context& context, const Request& request) {
    const Reach& reach = context.tenant.tenant.reach;
    Instant next = Instant::never();
    const auto consider = [&](bool matters, std::uint32_t after_s) {
        const Instant at = reach_begins(request) + seconds(after_s);
        if (matters && at > context.now) {
            next = std::min(next, at);
        }
    };
    consider(!request.prefer.empty(), reach.preferred_s);
    consider(reach.level_below_s > 0 && request.least_level > 1, reach.level_below_s);
    consider(reach.tiers != TierOrder::together, reach.next_tier_s);
    if (next != Instant::never()) {
        context.timers.set(context.timer(TimerKind::reach_widens, request.id.value), next);
    }
}

void settle(Context& context, PersonState& person) {
    Index& index = context.tenant.index;
    if (person.profile_changed) {
        person.profile_changed = false;
        index.set_profile(person);
    }
    index.set_standing(person, standing_of(context, person));
    if (person.request) {
        RequestEntry& entry = context.tenant.requests.at(person.request);
        const Request& request = entry.request;
        const bool in_line = request.queued() && request.window.from <= context.now;
        const Place where = requests::can_be_offered(context, entry) ? Place::open
                            : in_line                                ? Place::rest
                                                                     : Place::none;
        // Only what the learner speaks can change; what was asked for stays.
        Kind& kind = entry.type != nullptr && !request.language.empty() ? *entry.type->kind
                                                                        : kind_of(context, request);
        const Duration age = context.now - reach_begins(request);
        index.place(entry, index.type(servers_at_age(context, request, kind, age)), where, context.policy);
    }
}

std::optional<Decision> decide(const Context& context, const RequestEntry& entry) {
    const Request& request = entry.request;
    if (entry.type->idle == 0) {
        return std::nullopt;
    }
    const PersonState& learner = context.person(request.learner);
    const PersonId last_coach = context.tenant.issues.at(request.issue).last_coach;
    const bool preferred_only = waits_for_preferred(context, entry);
    std::vector<Candidate> candidates;
    std::vector<Candidate> by_push;
    std::vector<PassedOverPerson> kept_out;  // by what holds between the two
    context.tenant.index.each_server(
        entry.type->servers(), Standing::idle, [&](const PersonState& coach, std::uint8_t level) {
            const bool preferred = contains(request.prefer, coach.person.id);
            if (!pair_allowed(request, learner, coach)) {
                kept_out.push_back({coach.person.id, PassedOver::kept_apart});
            } else if (!has_time(context, coach, request.minutes)) {
                kept_out.push_back({coach.person.id, PassedOver::no_time});
            } else if (promises::spoken_for(context, coach, request)) {
                kept_out.push_back({coach.person.id, PassedOver::promised});
            } else if (preferred_only && !preferred) {
                kept_out.push_back({coach.person.id, PassedOver::not_preferred});
            } else {
                (coach.connected() ? candidates : by_push)
                    .push_back({&coach.person, level, preferred, coach.person.id == last_coach,
                                fit_of(request, level), 0});
            }
        });
    // A push takes a minute: who is there comes first.
    if (candidates.empty()) {
        candidates = std::move(by_push);
    } else {
        for (const Candidate& each : by_push) {
            kept_out.push_back({each.person->id, PassedOver::by_push});
        }
    }
    if (candidates.size() > most_weighed) {
        std::ranges::nth_element(candidates, candidates.begin() + most_weighed, nearer);
        candidates.resize(most_weighed);
    }
    std::ranges::sort(candidates, {}, [](const Candidate& each) { return each.person->id; });
    if (candidates.size() > 1) {
        for (Candidate& each : candidates) {
            each.cost =
                context.tenant.index.cost_of(context.person(each.person->id), request.minutes, context.now);
        }
    }
    auto choice = context.policy.choose(request, candidates);
    if (!choice) {
        return std::nullopt;
    }
    const auto chosen = std::ranges::find_if(
        candidates, [&](const Candidate& each) { return each.person->id == choice->coach; });
    return Decision{*choice, relaxed_for(context, request, *chosen),
                    record_of(*chosen, candidates, std::move(kept_out))};
}

RequestEntry* first_for(const Context& context, const PersonState& coach) {
    const auto fits = [&](const RequestEntry& entry) {
        const Request& request = entry.request;
        return pair_allowed(request, context.person(request.learner), coach) &&
               has_time(context, coach, request.minutes) && !promises::spoken_for(context, coach, request) &&
               (contains(request.prefer, coach.person.id) || !waits_for_preferred(context, entry));
    };
    // The first of the first that `first_in` finds in each line.
    const auto first = [&](auto first_in) {
        RequestEntry* best = nullptr;
        Turn turn;
        for (const TypeState* type : context.tenant.index.types_of(coach)) {
            const Line::Waiter* waiter = type->open.empty() ? nullptr : first_in(type->open);
            if (waiter == nullptr) {
                continue;
            }
            const Turn its = context.policy.among_all(waiter->turn, type->there);
            if (best == nullptr || its < turn) {
                best = waiter->entry;
                turn = its;
            }
        }
        return best;
    };
    // Most often the very first fits, and no other request has to be looked at.
    RequestEntry* head = first([](const Line& line) { return &line.front(); });
    return head == nullptr || fits(*head) ? head : first([&](const Line& line) { return line.first(fits); });
}

void match_touched(Context& context) {
    TenantState& tenant = context.tenant;
    while (!tenant.touched.empty()) {
        std::vector<PersonId> touched = std::exchange(tenant.touched, {});
        std::ranges::sort(touched);
        std::vector<RequestEntry*> requests;
        std::vector<PersonState*> coaches;
        for (const PersonId id : touched) {
            PersonState& person = context.person(id);
            person.touched = false;
            settle(context, person);
        }
        experts::go_on(context);  // a talk that runs goes before one that is to begin
        for (const PersonId id : touched) {
            PersonState& person = context.person(id);
            if (person.request && tenant.requests.at(person.request).place == Place::open) {
                requests.push_back(&tenant.requests.at(person.request));
            }
            if (tenant.index.standing(person) == Standing::idle) {
                coaches.push_back(&person);
            }
        }
        std::ranges::sort(requests, {}, [&](const RequestEntry* entry) {
            return context.policy.among_all(context.policy.turn(entry->request), entry->type->there);
        });
        const auto offer = [&](RequestEntry& entry) {
            const auto decision = decide(context, entry);
            if (decision) {
                offers::make(context, entry, *decision);
            }
            return decision.has_value();
        };
        for (RequestEntry* entry : requests) {
            offer(*entry);
        }
        for (const PersonState* coach : coaches) {
            while (tenant.index.standing(*coach) == Standing::idle) {
                RequestEntry* entry = first_for(context, *coach);
                if (entry == nullptr || !offer(*entry)) {
                    break;
                }
            }
        }
    }
}

}  // namespace courtside::core::matching
