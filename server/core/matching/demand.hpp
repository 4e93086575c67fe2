#pragma once

#include "core/model/demand.hpp"
#include "core/time.hpp"

#include <cstdint>

namespace courtside::core::matching {

/// The demand's level at `now`. Whole numbers only, so that it is the same on every machine.
[[nodiscard]] std::uint32_t level_at(const Demand& demand, Instant now);

/// Asks to expect within an hour, in thousandths.
[[nodiscard]] std::uint32_t hourly(const Demand& demand, Instant now);

/// Counts one ask.
void count_ask(Demand& demand, Instant now);

}  // namespace courtside::core::matching
