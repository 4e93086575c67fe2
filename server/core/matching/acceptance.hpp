#pragma once

#include "core/model/person.hpp"

#include <cstdint>

namespace courtside::core::matching {

/// How many of ten offers the person is likely to accept, in whole numbers; most do while nothing is known.
[[nodiscard]] inline std::uint8_t accepts_of_ten(const Person& person) {
    constexpr std::uint8_t at_first = 8;
    return person.acceptance == acceptance_unknown ? at_first
                                                   : static_cast<std::uint8_t>((person.acceptance + 12) / 25);
}

}  // namespace courtside::core::matching
