#pragma once

#include "sim/world.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace courtside::sim {

/// A change of who can do what.
struct WhatIf {
    std::uint32_t count = 1;
    bool newcomers = false;  ///< people who are not there yet; otherwise present ones learn it
    std::string skill;
    std::uint8_t level = 3;
    std::vector<std::string> languages;  ///< a newcomer's, or one that whoever learns it speaks; empty: any
};

/// The places of those who speak one of the languages and do not have the skill at that level.
[[nodiscard]] std::vector<std::size_t> able_to_learn(const WhatIf& change,
                                                     const std::vector<CoachPlan>& coaches);

/// The world after it. Who of the present learns it is drawn by the world's seed from those who are able to:
/// it says nothing about anybody. None where there are too few.
[[nodiscard]] std::optional<World> apply(const WhatIf& change, World world);

}  // namespace courtside::sim
