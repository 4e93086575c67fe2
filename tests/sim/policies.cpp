#include "sim/policies.hpp"

#include <algorithm>
#include <tuple>

namespace courtside::sim {
namespace {

auto fit(const core::Candidate& candidate) {
    return std::tuple(candidate.preferred, candidate.same_coach, candidate.level);
}

}  // namespace

core::Turn FirstComeBestFit::turn(const core::Request& request) const {
    // Longer than anybody waits: what is back in front goes before all others.
    constexpr core::Duration before_all_others = core::days(400'000);
    return {request.front ? request.waiting_since - before_all_others : request.waiting_since, request.id};
}

std::optional<core::Choice> FirstComeBestFit::choose(const core::Request& /*request*/,
                                                     std::span<const core::Candidate> candidates) const {
    if (candidates.empty()) {
        return std::nullopt;
    }
    // The first of equals wins below, and candidates come by ascending id.
    const auto best =
        std::ranges::max_element(candidates, [](const core::Candidate& a, const core::Candidate& b) {
            return fit(a) != fit(b) ? fit(a) < fit(b) : a.person->free_since > b.person->free_since;
        });
    core::Choice choice{best->person->id, {}};
    choice.reasons.add(core::MatchReason::skill);
    choice.reasons.add(core::MatchReason::language);
    if (best->preferred) {
        choice.reasons.add(core::MatchReason::preferred);
    }
    if (best->same_coach) {
        choice.reasons.add(core::MatchReason::same_coach);
    }
    return choice;
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
