#pragma once

#include "core/matching/best_fit.hpp"

#include <cstdint>

namespace courtside::core {

/// Serves the request at hand with an eye to those that are likely to come. First who comes back from a
/// failed match, then what is due earliest, then the longest wait, which weighs more the fewer could serve
/// the type. Of the coaches the one asked for, then the last one, then the one whose fit is highest
/// after taking off what they are needed for elsewhere; then the longest free, then the lowest id.
class Foresight final : public MatchingPolicy {
public:
    /// ‰ of the score; to be changed by who measures.
    struct Weights {
        std::uint32_t cost = 400;       ///< how much being needed elsewhere counts
        std::uint32_t acceptance = 10;  ///< for each of ten offers that is likely to be accepted
        std::uint32_t scarcity = 4;     ///< a wait that one alone could end counts 1 + this times
    };

    Foresight() = default;
    explicit Foresight(const Weights& weights) : weights_(weights) {}

    [[nodiscard]] bool before(const Request& a, const Request& b) const override;
    [[nodiscard]] bool goes_first(const Head& a, const Head& b, Instant now) const override;
    [[nodiscard]] std::optional<Choice> choose(const Request& request,
                                               std::span<const Candidate> candidates) const override;

private:
    [[nodiscard]] std::int64_t score(const Candidate& candidate) const;
    [[nodiscard]] std::int64_t weighted_wait(const Head& head, Instant now) const;

    Weights weights_;
    BestFit order_;
};

}  // namespace courtside::core
