#pragma once

#include "core/claims.hpp"
#include "core/ids.hpp"

#include <string>
#include <vector>

namespace courtside::core {

/// A company. Nothing ever crosses from one tenant to another.
struct Tenant {
    TenantId id;
    std::string name;
    std::string issuer;  ///< the `iss` of its tokens; unique among tenants
    std::vector<TenantKey> keys;
    std::vector<std::string> origins;  ///< of its web pages, such as "https://intranet.example"
    std::uint32_t message_days = 365;  ///< how long messages are kept
    std::uint32_t note_days = 90;      ///< how long coaches' notes are kept

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
