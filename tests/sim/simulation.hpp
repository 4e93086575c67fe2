#pragma once

#include "core/matching/policy.hpp"

#include <cstdint>

namespace courtside::sim {

struct Options {
    std::uint64_t seed = 1;
    std::uint32_t coaches = 60;
    double load = 0.85;  ///< work including the pause after it, by the coaches' time
    std::uint32_t hours = 8;
    std::uint32_t patience_minutes = 20;
    bool pooled = false;  ///< every coach can serve every request: nobody can do better
};

struct Measures {
    std::uint64_t requests = 0;
    std::uint64_t matched = 0;
    std::uint64_t offers = 0;
    double mean_wait = 0;      ///< seconds, of those matched
    double p95_wait = 0;       ///< seconds
    double worst_type = 0;     ///< the longest mean wait of a skill and language, seconds
    double lost = 0;           ///< share whose patience ended
    double urgent_served = 0;  ///< share of urgent ones matched within 15 minutes
    double fit = 0;            ///< ½·level + ½·max(0, 1 − 1.5·shortfall), mean
    double jain = 0;           ///< fairness of the coaches' load, 1 where all work the same
};

/// A day of a seeded company in virtual time: the engine is driven by inputs alone. The same
/// options and policy give the same measures.
[[nodiscard]] Measures simulate(const Options& options, const core::MatchingPolicy& policy);

}  // namespace courtside::sim
