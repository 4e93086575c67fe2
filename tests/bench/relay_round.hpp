#pragma once

#include "bench/bench_process.hpp"
#include "bench/relay_setup.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace courtside::bench {

/// What one round of load showed.
struct RoundResult {
    double messages_per_second = 0;  ///< relayed and acknowledged
    double p50_ms = 0;               ///< from sending a message to its acknowledgement
    double p99_ms = 0;
    double cpu_us = 0;  ///< server CPU a message
};

struct RoundPlan {
    std::size_t depth = 1;  ///< messages in flight on each connection
    std::chrono::seconds length{3};
    /// Messages a second over all connections; 0: as fast as acknowledgements come.
    std::size_t rate = 0;
};

/// Which server is under load: what a message looks like, and what acknowledges it.
enum class Target : std::uint8_t { courtside, bare_relay };

/// Both people of every pair keep `depth` messages of 120 bytes of text in flight for the time of
/// the plan. A round ends when all that was sent is acknowledged and delivered.
RoundResult run_round(std::span<Pair> pairs, Target target, const RoundPlan& plan,
                      const BenchProcess& server);

}  // namespace courtside::bench
