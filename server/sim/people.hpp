#pragma once

#include "core/claims.hpp"
#include "core/error.hpp"
#include "core/model/offer.hpp"
#include "core/model/tenant.hpp"
#include "sim/draws.hpp"
#include "sim/world.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace courtside::sim {

// The world's people: as the engine is told of them, and as they answer it.

[[nodiscard]] core::Profile profile_of(const CoachPlan& plan);

/// Every skill that somebody has or asks for.
[[nodiscard]] std::vector<core::Skill> catalogue_of(const World& world);

/// How well a coach of this level suits what was asked for: ½·level + ½·max(0, 1 − 1.5·shortfall), in fifths.
[[nodiscard]] double fit_of(std::uint8_t level, std::uint8_t asked);

[[nodiscard]] core::Duration of_seconds(double value);

/// How a coach answers an offer; whoever is committed says nothing in place of yes.
struct Answer {
    bool accepts = false;
    core::Duration takes;
};

/// `draw` tells this time of asking this coach from all others.
[[nodiscard]] Answer answer_of(const Draws& draws, const World& world, std::size_t request,
                               std::uint64_t draw, std::size_t coach, const core::Offer& offer);

/// People answer offers that were taken back, take windows that are gone and end talks that are over; any
/// other refusal is a fault of the simulation, and thrown.
void expect_late(const core::Error& error);

}  // namespace courtside::sim
