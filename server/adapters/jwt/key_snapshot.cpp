#include "adapters/jwt/key_snapshot.hpp"

#include "adapters/jwt/public_key.hpp"

#include <cstddef>
#include <stdexcept>

namespace courtside::jwt {
namespace {

constexpr std::size_t max_key_id = 200;
/// RFC 7518, 3.2: an HS256 key is at least as long as the hash.
constexpr std::size_t least_secret = 32;
/// Far more than useful; it bounds what an administrator can paste.
constexpr std::size_t max_secret = 1024;

}  // namespace

std::string_view algorithm_name(core::KeyAlgorithm algorithm) {
    switch (algorithm) {
        case core::KeyAlgorithm::hs256:
            return "HS256";
        case core::KeyAlgorithm::rs256:
            return "RS256";
        case core::KeyAlgorithm::es256:
            return "ES256";
    }
    throw std::invalid_argument("Unknown key algorithm.");
}

KeySnapshot snapshot_of(std::span<const core::Tenant> tenants, const std::string& audience) {
    KeySnapshot snapshot{audience, {}};
    for (const core::Tenant& tenant : tenants) {
        snapshot.tenants.push_back({tenant.id, tenant.issuer, tenant.keys});
    }
    return snapshot;
}

std::optional<std::string> problem_with(const core::TenantKey& key) {
    if (key.key_id.size() > max_key_id) {
        return "A key id is too long; use at most " + std::to_string(max_key_id) + " bytes.";
    }
    switch (key.algorithm) {
        case core::KeyAlgorithm::hs256:
            if (key.material.size() < least_secret || key.material.size() > max_secret) {
                return "The HS256 secret of key \"" + key.key_id + "\" has " +
                       std::to_string(key.material.size()) + " bytes; use " + std::to_string(least_secret) +
                       " to " + std::to_string(max_secret) + " random bytes.";
            }
            return std::nullopt;
        case core::KeyAlgorithm::rs256:
        case core::KeyAlgorithm::es256:
            if (!open_public_key(key.algorithm, key.material)) {
                return "The public key \"" + key.key_id + "\" cannot be used for " +
                       std::string(algorithm_name(key.algorithm)) + "; give the company's public key again.";
            }
            return std::nullopt;
    }
    return "The algorithm of key \"" + key.key_id + "\" is not supported; use HS256, RS256 or ES256.";
}

}  // namespace courtside::jwt
