#pragma once

#include "main/failure.hpp"
#include "sim/world.hpp"

#include <cstdint>
#include <string>
#include <string_view>
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

/// "2 coaches with S1.2 level 3 in de", "1 new coach with S1.2 in de,en". Level (3) and languages may be left
/// out where present coaches learn; a newcomer needs a language.
[[nodiscard]] server::Result<WhatIf> parse_what_if(std::string_view text);

/// The world after it. Who of the present learns it is drawn by the world's seed from those who speak one of
/// the languages and do not have the skill at that level: it says nothing about anybody. A failure where
/// there are too few.
[[nodiscard]] server::Result<World> apply(const WhatIf& change, World world);

}  // namespace courtside::sim
