#pragma once

#include "core/ids.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace courtside::core {

/// A set of roles; the values are those of the store and never change.
enum class Role : std::uint8_t { learner = 1, coach = 2, peer = 4, manager = 8, admin = 16 };

struct Roles {
    std::uint8_t bits = 0;

    [[nodiscard]] constexpr bool has(Role role) const {
        return (bits & static_cast<std::uint8_t>(role)) != 0;
    }
    constexpr void add(Role role) {
        bits = static_cast<std::uint8_t>(bits | static_cast<std::uint8_t>(role));
    }
    constexpr auto operator<=>(const Roles&) const = default;
};

/// A skill by its code in the tenant's catalogue, with a level of 1 (basics) to 5 (teaches it).
struct SkillLevel {
    std::string code;
    std::uint8_t level = 1;

    auto operator<=>(const SkillLevel&) const = default;
};

/// What a company says of one of its people: in a token, or in an import. Absent means "unchanged".
struct Profile {
    std::optional<std::string> name;
    std::optional<Roles> roles;
    std::optional<std::vector<SkillLevel>> skills;
    std::optional<std::vector<std::string>> languages;
    std::optional<std::string> time_zone;
    std::optional<std::string> manager;  ///< the manager's subject
    std::optional<std::string> unit;

    bool operator==(const Profile&) const = default;
};

/// A verified token: whom it speaks for, until when, and what it says of them.
struct Claims {
    TenantId tenant;
    std::string subject;  ///< the company's own id of the person, 1 to 200 bytes
    Instant issued_at;
    Instant expires_at;
    Profile profile;
    std::string key_id{};  ///< of the tenant's key that signed it
};

/// How a tenant signs its tokens. The algorithm belongs to the key, never to the token (RFC 8725).
/// The values are those of the store and never change.
enum class KeyAlgorithm : std::uint8_t { hs256 = 1, rs256 = 2, es256 = 3 };

struct TenantKey {
    std::string key_id;
    KeyAlgorithm algorithm = KeyAlgorithm::hs256;
    /// HS256: the shared secret, 32 to 1024 bytes. RS256 and ES256: the public key as PEM
    /// ("BEGIN PUBLIC KEY"), never a private one.
    std::string material;

    bool operator==(const TenantKey&) const = default;
};

}  // namespace courtside::core
