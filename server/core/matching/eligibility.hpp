#pragma once

#include "core/context.hpp"

#include <cstdint>

namespace courtside::core {

/// Whether one of the two does not want to meet the other.
[[nodiscard]] bool keep_apart(const Person& one, const Person& other);

/// Whether nothing but skill and language can keep `coach` from helping with `request`: they may coach, are
/// not the learner, neither blocks the other, nobody left them out, they have not been asked yet.
[[nodiscard]] bool may_help(const Request& request, const PersonState& learner, const PersonState& coach);

/// The level at which `coach` could help with `request`, leaving aside whether they are free now;
/// 0: not at all. Never oneself, nobody blocked by or blocking the learner, nobody left out or
/// already asked; skill, level and language fit.
[[nodiscard]] std::uint8_t level_for(const Request& request, const PersonState& learner,
                                     const PersonState& coach);

/// Whether `coach` can be offered something of `minutes` now: ready long enough, reachable, not in
/// a session or a pause, and with no other offer before them.
[[nodiscard]] bool free_for(const Context& context, const PersonState& coach, std::uint32_t minutes);

}  // namespace courtside::core
