#pragma once

#include "core/model/offer.hpp"
#include "core/model/person.hpp"
#include "core/model/request.hpp"
#include "core/time.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <span>

namespace courtside::core {

/// Somebody who could take a request now: every hard filter has passed.
struct Candidate {
    const Person* person = nullptr;
    std::uint8_t level = 0;   ///< in the skill asked for, 1–5
    bool preferred = false;   ///< the learner asked for them
    bool same_coach = false;  ///< held the issue's last session
    std::uint16_t fit = 0;    ///< ‰, how well their level suits what was asked for
    std::uint16_t cost = 0;   ///< ‰, how much they are needed for what others are likely to ask
};

struct Choice {
    PersonId coach;
    MatchReasons reasons;
};

/// A request's place in the order in which requests are served: the earlier goes first.
struct Turn {
    Instant at;
    RequestId id;

    auto operator<=>(const Turn&) const = default;
};

/// Decides who goes first and who is asked. Pure: same arguments, same answer; integers only. A policy says
/// only this much; whom the engine shows it, offers and their answers are the same under any.
class MatchingPolicy {
public:
    virtual ~MatchingPolicy() = default;

    /// The place among requests of the same type. It depends on nothing but the request, so that it can be
    /// kept beside it.
    [[nodiscard]] virtual Turn turn(const Request& request) const = 0;

    /// How much earlier the turns of a type come against those of other types, by how many are ready or busy
    /// and could serve it.
    [[nodiscard]] virtual Duration earlier(std::uint32_t /*could_serve*/) const { return {}; }

    /// The place among requests of all types.
    [[nodiscard]] Turn among_all(Turn among_its_own, std::uint32_t could_serve) const {
        return {among_its_own.at - earlier(could_serve), among_its_own.id};
    }

    /// Whom to offer the request; none: nobody. `candidates` in ascending order of person id.
    [[nodiscard]] virtual std::optional<Choice> choose(const Request& request,
                                                       std::span<const Candidate> candidates) const = 0;
};

}  // namespace courtside::core
