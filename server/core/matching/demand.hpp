#pragma once

#include "core/model/demand.hpp"
#include "core/time.hpp"

#include <cstdint>

namespace courtside::core::matching {

/// The level at `now`. Whole numbers only, so that it is the same on every machine.
[[nodiscard]] std::uint32_t level_at(const AskRate& rate, Instant now);

/// Asks to expect within an hour, in thousandths.
[[nodiscard]] std::uint32_t hourly(const AskRate& rate, Instant now);

/// Counts one ask.
void count_ask(AskRate& rate, Instant now);

}  // namespace courtside::core::matching
