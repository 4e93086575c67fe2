#pragma once

#include "sim/measures.hpp"
#include "sim/world.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace courtside::sim {

/// Who is compared, in the order of every table: the policy that the server uses, first-come best-fit,
/// longest idle, and first-come best-fit in a world where everybody can do everything.
enum class Contender : std::uint8_t { product, first_come, longest_idle, pooled };
inline constexpr std::size_t contenders = 4;

[[nodiscard]] std::string_view name(Contender contender);

struct Comparison {
    std::vector<Measures> runs;  ///< one a seed
    Measures mean;
};

/// Each contender on the same worlds: seeds from `options.seed` on. In the order of `Contender`.
[[nodiscard]] std::vector<Comparison> compare(WorldOptions options, std::uint32_t seeds);

}  // namespace courtside::sim
