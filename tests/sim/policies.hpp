#pragma once

#include "core/matching/policy.hpp"

#include <optional>
#include <span>

namespace courtside::sim {

/// Who asked first is served first, deadlines or not, by the coach who fits best: the one asked for, then the
/// issue's last one, then the highest level, then the longest free, then the lowest id.
class FirstComeBestFit : public core::MatchingPolicy {
public:
    [[nodiscard]] core::Turn turn(const core::Request& request) const override;
    [[nodiscard]] std::optional<core::Choice> choose(
        const core::Request& request, std::span<const core::Candidate> candidates) const override;
};

/// Who asked first is served first, by whoever has been free the longest, whatever their level.
class LongestIdle final : public FirstComeBestFit {
public:
    [[nodiscard]] std::optional<core::Choice> choose(
        const core::Request& request, std::span<const core::Candidate> candidates) const override;
};

}  // namespace courtside::sim
