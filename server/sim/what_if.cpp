#include "sim/what_if.hpp"

#include "sim/draws.hpp"

#include <algorithm>
#include <utility>

namespace courtside::sim {
namespace {

bool speaks_one_of(const CoachPlan& coach, const std::vector<std::string>& languages) {
    return languages.empty() || std::ranges::any_of(languages, [&](const std::string& language) {
               return std::ranges::find(coach.languages, language) != coach.languages.end();
           });
}

/// There when the others are; where there are none, from the first request to the end of the last talk.
std::vector<core::TimeWindow> hours_of_newcomers(const World& world) {
    if (!world.coaches.empty()) {
        return world.coaches.front().shifts;
    }
    if (world.requests.empty()) {
        return {};
    }
    return {{world.requests.front().at, world.requests.back().at + core::hours(2)}};
}

}  // namespace

std::vector<std::size_t> able_to_learn(const WhatIf& change, const std::vector<CoachPlan>& coaches) {
    std::vector<std::size_t> able;
    for (std::size_t i = 0; i < coaches.size(); ++i) {
        if (speaks_one_of(coaches[i], change.languages) && coaches[i].level_in(change.skill) < change.level) {
            able.push_back(i);
        }
    }
    return able;
}

std::optional<World> apply(const WhatIf& change, World world) {
    if (change.newcomers) {
        const std::vector<core::TimeWindow> there = hours_of_newcomers(world);
        for (std::uint32_t i = 0; i < change.count; ++i) {
            CoachPlan coach;
            coach.subject = "new-" + std::to_string(i + 1);
            coach.levels.emplace(change.skill, change.level);
            coach.languages = change.languages;
            coach.accepts = 0.8;
            coach.shifts = there;
            world.coaches.push_back(std::move(coach));
        }
        return world;
    }
    const Draws draws(world.seed);
    std::vector<std::pair<double, std::size_t>> able;
    for (const std::size_t i : able_to_learn(change, world.coaches)) {
        able.emplace_back(draws.unit(Draws::What::learner_of_skill, i), i);
    }
    if (able.size() < change.count) {
        return std::nullopt;
    }
    std::ranges::sort(able);
    for (std::uint32_t i = 0; i < change.count; ++i) {
        world.coaches[able[i].second].levels[change.skill] = change.level;
    }
    return world;
}

}  // namespace courtside::sim
