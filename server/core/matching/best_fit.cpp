#include "core/matching/best_fit.hpp"

#include "core/matching/due.hpp"

#include <algorithm>
#include <tuple>

namespace courtside::core {
namespace {

auto fit(const Candidate& candidate) {
    return std::tuple(candidate.preferred, candidate.same_coach, candidate.level);
}

}  // namespace

bool BestFit::before(const Request& a, const Request& b) const {
    return std::tuple(!a.front, matching::due(a), a.waiting_since, a.id) <
           std::tuple(!b.front, matching::due(b), b.waiting_since, b.id);
}

std::optional<Choice> BestFit::choose(const Request& /*request*/,
                                      std::span<const Candidate> candidates) const {
    if (candidates.empty()) {
        return std::nullopt;
    }
    // The first of equals wins below, and candidates come by ascending id.
    const auto best = std::ranges::max_element(candidates, [](const Candidate& a, const Candidate& b) {
        return fit(a) != fit(b) ? fit(a) < fit(b) : a.person->free_since > b.person->free_since;
    });
    Choice choice{best->person->id, {}};
    choice.reasons.add(MatchReason::skill);
    choice.reasons.add(MatchReason::language);
    if (best->preferred) {
        choice.reasons.add(MatchReason::preferred);
    }
    if (best->same_coach) {
        choice.reasons.add(MatchReason::same_coach);
    }
    const bool won_by_idling = std::ranges::any_of(candidates, [&](const Candidate& other) {
        return other.person != best->person && fit(other) == fit(*best);
    });
    if (won_by_idling) {
        choice.reasons.add(MatchReason::longest_free);
    }
    return choice;
}

}  // namespace courtside::core
