#include "sim/company.hpp"

#include "core/matching/foresight.hpp"
#include "sim/draws.hpp"

#include <algorithm>
#include <functional>

namespace courtside::sim {
namespace {

using What = Draws::What;

World world_of(const Company& company, std::uint64_t seed) {
    const Draws draws(seed);
    World world;
    world.seed = seed;
    world.coaches = company.coaches;
    world.requests = company.requests;
    world.measured_from = midnight;
    world.patience = core::minutes(company.patience_minutes);
    for (std::size_t i = 0; i < world.coaches.size(); ++i) {
        world.coaches[i].accepts = 0.65 + 0.3 * draws.unit(What::will, i);
        world.coaches[i].shifts = {company.ready};
    }
    for (std::size_t i = 0; i < world.requests.size(); ++i) {
        RequestPlan& request = world.requests[i];
        request.length = request.minutes * (0.9 + 0.2 * draws.unit(What::length, i));
        // A file says the minute; not all of it ask in its first second.
        request.at = request.at + core::seconds(draws.below(60, What::gap, i));
    }
    std::ranges::stable_sort(world.requests, {}, &RequestPlan::at);
    return world;
}

void add(CompanyDay& day, const World& world, const Outcome& outcome, double share) {
    for (std::size_t i = 0; i < world.requests.size(); ++i) {
        TypeDay& type = day.types[{world.requests[i].skill, world.requests[i].language}];
        type.asked += share;
        type.waited += share * static_cast<double>(outcome.fates[i].wait.ms) / 1000.0;
        type.lost += outcome.fates[i].matched ? 0 : share;
    }
}

/// Seconds of waiting, of all types together.
double waited_in(const CompanyDay& day) {
    double sum = 0;
    for (const auto& [type, each] : day.types) {
        sum += each.waited;
    }
    return sum;
}

/// One newcomer who knows the type; a type without a language is served in any.
WhatIf one_more(const Type& type) {
    WhatIf change{1, true, type.first, 3, {}};
    if (!type.second.empty()) {
        change.languages.push_back(type.second);
    }
    return change;
}

/// The types that wait longest together, at most as many as are to be tried.
std::vector<Type> longest_waiting(std::span<const CompanyDay> days, const LeverSearch& search) {
    std::map<Type, double> waited;
    for (const CompanyDay& day : days) {
        for (const auto& [type, each] : day.types) {
            if (!search.may_be || search.may_be(type)) {
                waited[type] += each.waited;
            }
        }
    }
    std::vector<std::pair<double, Type>> order;
    for (const auto& [type, seconds] : waited) {
        if (seconds > 0) {
            order.emplace_back(seconds, type);
        }
    }
    std::ranges::sort(order, std::greater{});
    order.resize(std::min(order.size(), search.most));
    std::vector<Type> types;
    for (auto& [seconds, type] : order) {
        types.push_back(std::move(type));
    }
    return types;
}

}  // namespace

std::optional<CompanyDay> live(const Company& company, const std::optional<WhatIf>& change,
                               std::uint32_t seeds, std::uint64_t first_seed, const Stopped& stopped) {
    const core::Foresight policy;
    CompanyDay day;
    std::vector<Measures> runs;
    for (std::uint64_t seed = first_seed; seed < first_seed + seeds; ++seed) {
        World world = world_of(company, seed);
        if (change) {
            auto changed = apply(*change, std::move(world));
            if (!changed) {
                return std::nullopt;
            }
            world = *std::move(changed);
        }
        const Outcome outcome = simulate(world, policy, {}, stopped);
        if (stopped && stopped()) {
            return std::nullopt;
        }
        runs.push_back(measure(world, outcome));
        add(day, world, outcome, 1.0 / seeds);
        if (seed == first_seed) {
            for (auto& [type, each] : day.types) {
                each.could_serve = static_cast<std::uint32_t>(std::ranges::count_if(
                    world.coaches,
                    [&](const CoachPlan& coach) { return coach.serves(type.first, type.second, 1); }));
            }
        }
    }
    day.all = mean(runs);
    return day;
}

std::vector<Lever> levers(std::span<const Company> days, const LeverSearch& search) {
    const auto first_seed = [&](std::size_t place) { return 1 + place * search.seeds; };
    std::vector<CompanyDay> now;
    for (std::size_t i = 0; i < days.size(); ++i) {
        auto day = live(days[i], std::nullopt, search.seeds, first_seed(i), search.stopped);
        if (!day) {
            return {};
        }
        now.push_back(*std::move(day));
    }
    // Averaged over the days; none: stopped.
    const auto saved_by = [&](const Type& type) -> std::optional<double> {
        double saved = 0;
        for (std::size_t i = 0; i < days.size(); ++i) {
            const auto after = live(days[i], one_more(type), search.seeds, first_seed(i), search.stopped);
            if (!after) {
                return std::nullopt;
            }
            saved += (waited_in(now[i]) - waited_in(*after)) / static_cast<double>(days.size());
        }
        return saved;
    };
    std::vector<Lever> found;
    for (const Type& type : longest_waiting(now, search)) {
        const auto saved = saved_by(type);
        if (!saved) {
            break;
        }
        found.push_back({type, *saved});
    }
    std::ranges::stable_sort(found, std::greater{}, &Lever::saved);
    return found;
}

}  // namespace courtside::sim
