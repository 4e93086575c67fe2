// courtside-sim [SEEDS] [LOAD] [COACHES]: compares matching policies on the same sample paths.

#include "core/matching/best_fit.hpp"
#include "sim/simulation.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <optional>
#include <span>

namespace {

using namespace courtside;

/// Asks whoever has been free the longest, whatever their level.
class LongestIdle final : public core::MatchingPolicy {
public:
    [[nodiscard]] bool before(const core::Request& a, const core::Request& b) const override {
        return best_fit_.before(a, b);
    }
    [[nodiscard]] std::optional<core::Choice> choose(
        const core::Request& /*request*/, std::span<const core::Candidate> candidates) const override {
        if (candidates.empty()) {
            return std::nullopt;
        }
        const auto longest = std::ranges::min_element(
            candidates, {}, [](const core::Candidate& each) { return each.person->free_since; });
        core::Choice choice{longest->person->id, {}};
        choice.reasons.add(core::MatchReason::longest_free);
        return choice;
    }

private:
    core::BestFit best_fit_;
};

void print(std::uint64_t seed, const char* name, const sim::Measures& m) {
    std::printf("%4llu  %-12s %8llu %8.1f %8.1f %8.1f %6.1f%% %6.1f%% %6.3f %6.3f %7.2f\n",
                static_cast<unsigned long long>(seed), name, static_cast<unsigned long long>(m.requests),
                m.mean_wait, m.p95_wait, m.worst_type, 100 * m.lost, 100 * m.urgent_served, m.fit, m.jain,
                static_cast<double>(m.offers) / static_cast<double>(std::max<std::uint64_t>(m.matched, 1)));
}

}  // namespace

int main(int count, char** words) {
    const long seeds = count > 1 ? std::strtol(words[1], nullptr, 10) : 3;
    sim::Options options;
    options.load = count > 2 ? std::strtod(words[2], nullptr) : options.load;
    const long coaches = count > 3 ? std::strtol(words[3], nullptr, 10) : options.coaches;
    if (seeds < 1 || seeds > 1000 || !(options.load > 0 && options.load <= 2) || coaches < 1 ||
        coaches > 1000) {
        std::fputs("usage: courtside-sim [SEEDS 1-1000] [LOAD above 0, up to 2] [COACHES 1-1000]\n", stderr);
        return 2;
    }
    options.coaches = static_cast<std::uint32_t>(coaches);
    std::puts("seed  policy       requests   mean s    p95 s  worst s    lost  urgent    fit   Jain  offers");
    try {
        for (long seed = 1; seed <= seeds; ++seed) {
            options.seed = static_cast<std::uint64_t>(seed);
            options.pooled = false;
            print(options.seed, "best fit", sim::simulate(options, core::BestFit{}));
            print(options.seed, "longest idle", sim::simulate(options, LongestIdle{}));
            options.pooled = true;
            print(options.seed, "pooled bound", sim::simulate(options, core::BestFit{}));
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "courtside-sim: %s\n", error.what());
        return 1;
    }
    return 0;
}
