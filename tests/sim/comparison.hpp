#pragma once

#include "core/matching/foresight.hpp"
#include "sim/measures.hpp"
#include "sim/world.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace courtside::sim {

/// Who is compared, in the order of every table: the server's policy; the same where all coaches chose "ready
/// means committed"; the server's policy where half of the learners without haste take a promised window;
/// first-come best-fit and longest idle, which ask one coach at a time; and the second of
/// these in a world where everybody can do everything.
enum class Contender : std::uint8_t { product, committed, promising, first_come, longest_idle, pooled };
inline constexpr std::size_t contenders = 6;

[[nodiscard]] std::string_view name(Contender contender);

struct Comparison {
    std::vector<Measures> runs;  ///< one a seed
    Measures mean;
};

using Weights = core::Foresight::Weights;

/// Each contender on the same worlds: seeds from `options.seed` on. In the order of `Contender`.
[[nodiscard]] std::vector<Comparison> compare(WorldOptions options, std::uint32_t seeds,
                                              const Weights& weights = {});

}  // namespace courtside::sim
