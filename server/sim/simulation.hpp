#pragma once

#include "core/matching/policy.hpp"
#include "core/rules.hpp"
#include "sim/promise_track.hpp"
#include "sim/world.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace courtside::sim {

/// What became of a request.
struct Fate {
    bool matched = false;
    std::uint32_t ends = 0;  ///< how often it ended; anything but 1 is a fault of the engine
    core::Duration wait;     ///< until the match, or until the learner gave up; not while promised for later
    double fit = 0;          ///< ½·level + ½·max(0, 1 − 1.5·shortfall) of a match, levels as fifths
    PromiseFate promise = PromiseFate::none;
    std::optional<bool> estimate_held;  ///< the first range shown, where one was and it can be judged
};

struct Outcome {
    std::vector<Fate> fates;   ///< as the world's requests
    std::vector<double> busy;  ///< minutes of work, as the world's coaches
    std::uint64_t offers = 0;  ///< for requests that are measured
};

/// How the company asks its coaches.
struct Practice {
    std::uint32_t offers_at_once = core::Rules{}.offers_at_once;  ///< of one request
    bool committed = false;  ///< every coach chose "ready means committed": an offer accepts itself
    /// Share of the learners without haste who take a window that they are proposed, go, and come back for
    /// it. Coaches then state their shifts as windows.
    double promises = 0;
};

/// Lives the world's day in virtual time: the engine is driven by inputs alone, and what people do is a
/// function of who they are and what was asked. The same world, policy and practice give the same outcome.
/// Ends early, with an outcome of no use, when `stopped` says so; it is asked at each event.
[[nodiscard]] Outcome simulate(const World& world, const core::MatchingPolicy& policy,
                               const Practice& practice = {}, const std::function<bool()>& stopped = {});

}  // namespace courtside::sim
