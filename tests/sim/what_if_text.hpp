#pragma once

#include "main/failure.hpp"
#include "sim/company.hpp"
#include "sim/what_if.hpp"

#include <string_view>

namespace courtside::sim {

/// "2 coaches with S1.2 level 3 in de", "1 new coach with S1.2 in de,en". Level (3) and languages may be left
/// out where present coaches learn; a newcomer needs a language.
[[nodiscard]] server::Result<WhatIf> parse_what_if(std::string_view text);

/// For a change that fewer of the company's coaches could make than it asks for.
[[nodiscard]] server::Failure too_few_to_learn(const WhatIf& change, const Company& company);

}  // namespace courtside::sim
