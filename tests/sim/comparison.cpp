#include "sim/comparison.hpp"

#include "core/matching/best_fit.hpp"
#include "sim/policies.hpp"

#include <array>

namespace courtside::sim {

std::string_view name(Contender contender) {
    static constexpr std::array<std::string_view, contenders> names{"product", "first-come", "longest idle",
                                                                    "pooled bound"};
    return names.at(static_cast<std::size_t>(contender));
}

std::vector<Comparison> compare(WorldOptions options, std::uint32_t seeds) {
    const core::BestFit product;
    const FirstComeBestFit first_come;
    const LongestIdle longest_idle;
    std::vector<Comparison> all(contenders);
    for (std::uint32_t i = 0; i < seeds; ++i, ++options.seed) {
        const World world = seeded_world(options);
        const World everybody = pooled(world);
        all[0].runs.push_back(measure(world, simulate(world, product)));
        all[1].runs.push_back(measure(world, simulate(world, first_come)));
        all[2].runs.push_back(measure(world, simulate(world, longest_idle)));
        all[3].runs.push_back(measure(everybody, simulate(everybody, first_come)));
    }
    for (Comparison& each : all) {
        each.mean = mean(each.runs);
    }
    return all;
}

}  // namespace courtside::sim
