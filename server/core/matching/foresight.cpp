#include "core/matching/foresight.hpp"

#include "core/matching/acceptance.hpp"
#include "core/matching/due.hpp"

#include <algorithm>
#include <tuple>

namespace courtside::core {

namespace {

/// Longer than anybody likes to wait, so that it matters where there is a line only.
constexpr Duration patience = minutes(20);

Instant ends_by(const Request& request) {
    const Duration length = minutes(request.minutes);
    const Instant due = matching::due(request);
    return due == Instant::never() ? request.waiting_since + patience + length + length : due + length;
}

auto key(const Request& request, Duration earlier) {
    return std::tuple(!request.front, !request.promise, ends_by(request) - earlier, request.waiting_since,
                      request.id);
}

}  // namespace

bool Foresight::before(const Request& a, const Request& b) const {
    return key(a, {}) < key(b, {});
}

bool Foresight::goes_first(const Head& a, const Head& b, Instant /*now*/) const {
    const auto of = [&](const Head& head) {
        const std::int64_t could = std::max<std::int64_t>(head.could_serve, 1);
        return key(*head.request, Duration{minutes(weights_.scarcity).ms / could});
    };
    return of(a) < of(b);
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
