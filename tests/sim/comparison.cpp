#include "sim/comparison.hpp"

#include "core/matching/foresight.hpp"
#include "sim/policies.hpp"

#include <array>

namespace courtside::sim {

std::string_view name(Contender contender) {
    static constexpr std::array<std::string_view, contenders> names{
        "product", "product, committed", "product, promises", "first-come", "longest idle", "pooled bound"};
    return names.at(static_cast<std::size_t>(contender));
}

std::vector<Comparison> compare(WorldOptions options, std::uint32_t seeds, const Weights& weights) {
    const core::Foresight product(weights);
    const FirstComeBestFit first_come;
    const LongestIdle longest_idle;
    const Practice plain{1, false};
    const Practice committed{Practice{}.offers_at_once, true};
    const Practice promising{Practice{}.offers_at_once, false, 0.5};
    std::vector<Comparison> all(contenders);
    for (std::uint32_t i = 0; i < seeds; ++i, ++options.seed) {
        const World world = seeded_world(options);
        const World everybody = pooled(world);
        const auto add = [&](Contender contender, const World& where, const core::MatchingPolicy& policy,
                             const Practice& practice) {
            all.at(static_cast<std::size_t>(contender))
                .runs.push_back(measure(where, simulate(where, policy, practice)));
        };
        add(Contender::product, world, product, {});
        add(Contender::committed, world, product, committed);
        add(Contender::promising, world, product, promising);
        add(Contender::first_come, world, first_come, plain);
        add(Contender::longest_idle, world, longest_idle, plain);
        add(Contender::pooled, everybody, product, committed);
    }
    for (Comparison& each : all) {
        each.mean = mean(each.runs);
    }
    return all;
}

}  // namespace courtside::sim
