#pragma once

#include "core/context.hpp"
#include "core/matching/index.hpp"

#include <cstdint>

namespace courtside::core {

/// Whether one of the two does not want to meet the other.
[[nodiscard]] bool keep_apart(const Person& one, const Person& other);

/// Whether the two may meet, whatever either knows: never oneself, nobody blocked by or blocking the learner,
/// nobody left out, not the manager or the own unit where the learner does not want it. None of this is ever
/// relaxed.
[[nodiscard]] bool may_meet(const Request& request, const PersonState& learner, const PersonState& coach);

/// The same now: nobody who was asked a while ago and declined.
[[nodiscard]] bool pair_allowed(const Request& request, const PersonState& learner, const PersonState& coach);

/// Whether a session of `minutes` is within what the coach wants to give this week.
[[nodiscard]] bool within_budget(const Context& context, const PersonState& coach, std::uint32_t minutes);

/// Whether the coach has time for a session of `minutes`: is ready long enough, and within the weekly budget.
[[nodiscard]] bool has_time(const Context& context, const PersonState& coach, std::uint32_t minutes);

/// The Monday that the week of `now` began with, in UTC.
[[nodiscard]] Instant week_of(Instant now);

/// How somebody stands to taking a request now.
[[nodiscard]] matching::Standing standing_of(const Context& context, const PersonState& person);

}  // namespace courtside::core
