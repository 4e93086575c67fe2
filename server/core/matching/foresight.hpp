#pragma once

#include "core/matching/policy.hpp"

#include <cstdint>

namespace courtside::core {

/// Serves the request at hand with an eye to those that are likely to come. First who comes back from a
/// failed match, then what was promised, then what would be over the earliest if it kept to its time; what
/// has none counts as due a while after it was asked, later the longer it is to take; and the fewer could
/// serve a type, the earlier it goes. So short talks pass long ones, urgent ones both, and nobody is passed
/// for ever. Of the coaches the one asked for, then the last one, then the one whose fit is highest
/// after taking off what they are needed for elsewhere; then the longest free, then the lowest id.
class Foresight final : public MatchingPolicy {
public:
    /// To be changed by who measures; the first two in ‰ of the score.
    struct Weights {
        std::uint32_t cost = 1600;      ///< how much being needed elsewhere counts
        std::uint32_t acceptance = 30;  ///< for each of ten offers that is likely to be accepted
        std::uint32_t scarcity = 180;   ///< minutes that what one alone could serve goes earlier; two: half
    };

    Foresight() = default;
    explicit Foresight(const Weights& weights) : weights_(weights) {}

    [[nodiscard]] Turn turn(const Request& request) const override;
    [[nodiscard]] Duration earlier(std::uint32_t could_serve) const override;
    [[nodiscard]] std::optional<Choice> choose(const Request& request,
                                               std::span<const Candidate> candidates) const override;

private:
    [[nodiscard]] std::int64_t score(const Candidate& candidate) const;

    Weights weights_;
};

}  // namespace courtside::core
