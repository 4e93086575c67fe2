#pragma once

#include "core/model/offer.hpp"
#include "core/model/person.hpp"
#include "core/model/request.hpp"
#include "core/time.hpp"

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

/// A request that is the first of its type, with what is known of the type.
struct Head {
    const Request* request = nullptr;
    std::uint32_t could_serve = 0;  ///< people who are ready or busy and could take the type
};

/// Decides who goes first and who is asked. Pure: same arguments, same answer; integers only. A policy says
/// only this much; whom the engine shows it, offers and their answers are the same under any.
class MatchingPolicy {
public:
    virtual ~MatchingPolicy() = default;

    /// Whether `a` is served before `b` of the same type. A strict weak order over open requests that depends
    /// on nothing but the two.
    [[nodiscard]] virtual bool before(const Request& a, const Request& b) const = 0;

    /// Whether `a` is served before `b`, of any types, at `now`. A strict weak order that agrees with
    /// `before` within a type.
    [[nodiscard]] virtual bool goes_first(const Head& a, const Head& b, Instant /*now*/) const {
        return before(*a.request, *b.request);
    }

    /// Whom to offer the request; none: nobody. `candidates` in ascending order of person id.
    [[nodiscard]] virtual std::optional<Choice> choose(const Request& request,
                                                       std::span<const Candidate> candidates) const = 0;
};

}  // namespace courtside::core
