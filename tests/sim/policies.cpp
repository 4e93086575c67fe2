#include "sim/policies.hpp"

#include <algorithm>
#include <tuple>

namespace courtside::sim {

bool FirstComeBestFit::before(const core::Request& a, const core::Request& b) const {
    return std::tuple(!a.front, a.waiting_since, a.id) < std::tuple(!b.front, b.waiting_since, b.id);
}

std::optional<core::Choice> FirstComeBestFit::choose(const core::Request& request,
                                                     std::span<const core::Candidate> candidates) const {
    return best_fit_.choose(request, candidates);
}

std::optional<core::Choice> LongestIdle::choose(const core::Request& /*request*/,
                                                std::span<const core::Candidate> candidates) const {
    if (candidates.empty()) {
        return std::nullopt;
    }
    const auto longest = std::ranges::min_element(
        candidates, {}, [](const core::Candidate& each) { return each.person->free_since; });
    core::Choice choice{longest->person->id, {}};
    choice.reasons.add(core::MatchReason::longest_free);
    return choice;
}

}  // namespace courtside::sim
