#pragma once

#include "core/claims.hpp"
#include "core/ids.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace courtside::core {

/// Whether peers or paid coaches are asked first.
enum class TierOrder : std::uint8_t { together = 0, peers_first = 1, coaches_first = 2 };

/// How the search for somebody widens with a request's age.
struct Reach {
    std::uint32_t preferred_s = 20;   ///< for whom the learner asked is waited this long, if they are there
    std::uint32_t level_below_s = 0;  ///< then one level below does as well; 0: never
    TierOrder tiers = TierOrder::together;
    std::uint32_t next_tier_s = 30;  ///< then the others are asked as well
    std::uint32_t promise_s = 0;     ///< then a window later today is proposed; 0: as the server's rules say

    bool operator==(const Reach&) const = default;
};

/// A company. Nothing ever crosses from one tenant to another.
struct Tenant {
    TenantId id;
    std::string name;
    std::string issuer;  ///< the `iss` of its tokens; unique among tenants
    std::vector<TenantKey> keys;
    std::vector<std::string> origins;  ///< of its web pages, such as "https://intranet.example"
    std::uint32_t message_days = 365;  ///< how long messages are kept
    std::uint32_t note_days = 90;      ///< how long coaches' notes are kept
    Reach reach{};

    bool operator==(const Tenant&) const = default;
};

/// An entry of a tenant's skill catalogue. Codes nest by their dots: "S1.1" is under "S1".
struct Skill {
    std::string code;
    std::string label;
    std::string description;

    bool operator==(const Skill&) const = default;
};

}  // namespace courtside::core
