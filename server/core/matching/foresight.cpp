#include "core/matching/foresight.hpp"

#include "core/matching/acceptance.hpp"
#include "core/matching/due.hpp"

#include <algorithm>
#include <tuple>

namespace courtside::core {

namespace {

/// Longer than anybody likes to wait, so that it matters where there is a line only.
constexpr Duration patience = minutes(20);

/// More than any two requests are apart, and what makes one earlier: what goes first is moved by it.
constexpr Duration before_all_others = days(400'000);

Instant ends_by(const Request& request) {
    const Duration length = minutes(request.minutes);
    const Instant due = matching::due(request);
    return due == Instant::never() ? request.waiting_since + patience + length + length : due + length;
}

}  // namespace

Turn Foresight::turn(const Request& request) const {
    Instant at = ends_by(request);
    if (request.promise) {
        at = at - before_all_others;
    }
    if (request.front) {
        at = at - before_all_others - before_all_others;
    }
    return {at, request.id};
}

Duration Foresight::earlier(std::uint32_t could_serve) const {
    return Duration{minutes(weights_.scarcity).ms / std::max(could_serve, 1U)};
}

std::int64_t Foresight::score(const Candidate& candidate) const {
    return std::int64_t{candidate.fit} - std::int64_t{candidate.cost} * std::int64_t{weights_.cost} / 1000 +
           std::int64_t{matching::accepts_of_ten(*candidate.person)} * std::int64_t{weights_.acceptance};
}

std::optional<Choice> Foresight::choose(const Request& /*request*/,
                                        std::span<const Candidate> candidates) const {
    if (candidates.empty()) {
        return std::nullopt;
    }
    const auto rank = [&](const Candidate& each) {
        return std::tuple(each.preferred, each.same_coach, score(each));
    };
    // The first of equals wins below, and candidates come by ascending id.
    const auto best = std::ranges::max_element(candidates, [&](const Candidate& a, const Candidate& b) {
        return rank(a) != rank(b) ? rank(a) < rank(b) : a.person->free_since > b.person->free_since;
    });
    Choice choice{best->person->id, {}};
    const auto others = [&](auto holds) {
        return std::ranges::any_of(
            candidates, [&](const Candidate& other) { return other.person != best->person && holds(other); });
    };
    choice.reasons.add(MatchReason::skill);
    choice.reasons.add(MatchReason::language);
    if (best->preferred) {
        choice.reasons.add(MatchReason::preferred);
    }
    if (best->same_coach) {
        choice.reasons.add(MatchReason::same_coach);
    }
    if (candidates.size() == 1) {
        choice.reasons.add(MatchReason::free_now);
    }
    if (others([&](const Candidate& other) { return rank(other) == rank(*best); })) {
        choice.reasons.add(MatchReason::longest_free);
    }
    if (!best->preferred && !best->same_coach &&
        others([&](const Candidate& other) { return other.fit > best->fit && other.cost > best->cost; })) {
        choice.reasons.add(MatchReason::spares_others);
    }
    return choice;
}

}  // namespace courtside::core
