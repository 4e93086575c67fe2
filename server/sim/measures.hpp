#pragma once

#include "sim/simulation.hpp"
#include "sim/world.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace courtside::sim {

/// One number for each thing that people feel. Waits are in seconds and count those who gave up as well, as
/// long as they waited: otherwise a policy would look fast by losing whoever waits long.
struct Measures {
    double requests = 0;
    double mean_wait = 0;
    double p95_wait = 0;
    double worst_type = 0;  ///< the longest mean wait of a skill and language that is asked for often enough
    double lost = 0;        ///< share that ended without a match
    double urgent_served = 0;  ///< share of the urgent ones matched within 15 minutes
    double fit = 0;            ///< mean over matches
    double fairness =
        0;  ///< Jain's index of the coaches' load: 1 where all are busy the same share of their time
    double offers = 0;    ///< for each match
    double promises = 0;  ///< made; of those ones moved, and broken:
    double moved = 0;
    double broken = 0;
    std::optional<double> promises_kept;   ///< share, in the window first taken; none where none were made
    std::optional<double> estimates_held;  ///< share of those that can be judged
};

[[nodiscard]] Measures measure(const World& world, const Outcome& outcome);
[[nodiscard]] Measures mean(std::span<const Measures> all);

/// How a measure is called, where it is kept, and how it is printed.
struct Column {
    std::string_view key;    ///< in JSON
    std::string_view title;  ///< in the table
    std::string_view unit;   ///< "s", "%" or ""
    int digits = 0;
};
[[nodiscard]] std::span<const Column> columns();
/// The value in that column; none where there is none.
[[nodiscard]] std::optional<double> value(const Measures& measures, const Column& column);

}  // namespace courtside::sim
