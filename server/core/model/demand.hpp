#pragma once

#include "core/time.hpp"

#include <compare>
#include <cstdint>
#include <string>

namespace courtside::core {

/// What a request needs of whoever takes it: requests of one type wait in one line.
struct RequestType {
    std::string skill;
    std::string languages;  ///< any of these, sorted and parted by spaces; empty: whatever is spoken
    std::uint8_t least_level = 1;
    std::uint8_t tiers = 3;  ///< bit 0: paid coaches, bit 1: peers

    auto operator<=>(const RequestType&) const = default;
};

/// How much has been asked for lately: each ask counts 1000, and half as much every two hours.
struct AskRate {
    std::uint32_t level = 0;  ///< as at `at`
    Instant at;

    bool operator==(const AskRate&) const = default;
};

/// How much a type has been asked for.
struct Demand {
    RequestType type;
    AskRate rate;

    bool operator==(const Demand&) const = default;
};

}  // namespace courtside::core
