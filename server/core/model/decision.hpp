#pragma once

#include "core/ids.hpp"

#include <cstdint>
#include <vector>

namespace courtside::core {

/// Why somebody who was free and could serve the type was not the one who was asked. The values are stored.
/// None of them tells how likely somebody is to accept.
enum class PassedOver : std::uint8_t {
    kept_apart = 1,      ///< left out, blocked, already asked, the manager, or of the own unit
    no_time = 2,         ///< not ready long enough, or the week's minutes are used up
    not_preferred = 3,   ///< the learner asked for somebody else
    not_same_coach = 4,  ///< somebody else held the issue's last session
    lower_fit = 5,
    needed_elsewhere = 6,  ///< likely to be asked for what few others can serve
    free_shorter = 7,
    later_number = 8,  ///< all else was equal
    close = 9,         ///< no single one of these: a close call
    promised = 10,     ///< kept free for a promise to somebody else
    by_push = 11,      ///< no client of theirs is open, and somebody else is there
};

struct PassedOverPerson {
    PersonId person;
    PassedOver why = PassedOver::close;

    bool operator==(const PassedOverPerson&) const = default;
};

/// What an offer was decided from, for who asks later.
struct DecisionRecord {
    static constexpr std::size_t most_passed_over = 8;

    OfferId offer;
    std::uint8_t level = 0;                     ///< of the chosen one, in the skill asked for
    std::uint16_t fit = 0;                      ///< ‰
    std::uint32_t could_be_asked = 0;           ///< how many were weighed, the chosen one included
    std::vector<PassedOverPerson> passed_over;  ///< the nearest first, at most 8

    bool operator==(const DecisionRecord&) const = default;
};

}  // namespace courtside::core
