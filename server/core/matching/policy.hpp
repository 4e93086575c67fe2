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
};

struct Choice {
    PersonId coach;
    MatchReasons reasons;
};

/// Decides who goes first and who is asked. Pure: same arguments, same answer; integers only.
class MatchingPolicy {
public:
    virtual ~MatchingPolicy() = default;

    /// Whether `a` is served before `b`. A strict weak order over open requests of one tenant that
    /// depends on nothing but the two.
    [[nodiscard]] virtual bool before(const Request& a, const Request& b) const = 0;

    /// Whom to offer the request; none: nobody. `candidates` in ascending order of person id.
    [[nodiscard]] virtual std::optional<Choice> choose(const Request& request,
                                                       std::span<const Candidate> candidates) const = 0;
};

}  // namespace courtside::core
