#include "sim/company.hpp"

#include "core/matching/foresight.hpp"
#include "sim/draws.hpp"

#include <algorithm>

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

}  // namespace

server::Result<CompanyDay> live(const Company& company, const std::optional<WhatIf>& change,
                                std::uint32_t seeds) {
    const core::Foresight policy;
    CompanyDay day;
    std::vector<Measures> runs;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        World world = world_of(company, seed);
        if (change) {
            auto changed = apply(*change, std::move(world));
            if (!changed) {
                return changed.error();
            }
            world = *std::move(changed);
        }
        const Outcome outcome = simulate(world, policy);
        runs.push_back(measure(world, outcome));
        add(day, world, outcome, 1.0 / seeds);
        if (seed == 1) {
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

std::vector<Lever> levers(const Company& company, const CompanyDay& now, std::uint32_t seeds,
                          std::size_t most) {
    std::vector<std::pair<double, Type>> waited;
    double before = 0;
    for (const auto& [type, each] : now.types) {
        waited.emplace_back(each.waited, type);
        before += each.waited;
    }
    std::ranges::sort(waited, std::greater{});
    waited.resize(std::min(waited.size(), most));
    std::vector<Lever> found;
    for (const auto& [seconds, type] : waited) {
        const auto day = live(company, WhatIf{1, true, type.first, 3, {type.second}}, seeds);
        double after = 0;
        for (const auto& [other, each] : (*day).types) {
            after += each.waited;
        }
        found.push_back({type, before - after});
    }
    std::ranges::stable_sort(found, std::greater{}, &Lever::saved);
    return found;
}

}  // namespace courtside::sim
