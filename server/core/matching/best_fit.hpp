#pragma once

#include "core/matching/policy.hpp"

namespace courtside::core {

/// The simplest honest policy: in front who came back from a failed match, then the earliest
/// promise or counted deadline, then the longest wait; of the coaches the one asked for, then the issue's
/// last one, then the highest level, then the longest free, then the lowest id.
class BestFit final : public MatchingPolicy {
public:
    [[nodiscard]] bool before(const Request& a, const Request& b) const override;
    [[nodiscard]] std::optional<Choice> choose(const Request& request,
                                               std::span<const Candidate> candidates) const override;
};

}  // namespace courtside::core
