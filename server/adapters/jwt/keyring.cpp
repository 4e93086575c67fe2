#include "adapters/jwt/keyring.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace courtside::jwt {
namespace {

constexpr std::size_t max_issuer = 200;

/// What was made of the same key before, if it is there.
std::shared_ptr<const VerifyingKey> known_key(const TenantKeyring* before, const core::TenantKey& key) {
    if (before == nullptr) {
        return nullptr;
    }
    const auto found = std::ranges::find(before->keys, key.key_id, &VerifyingKey::key_id);
    const bool same = found != before->keys.end() &&
                      (*found)->digest() == sha256(algorithm_name(key.algorithm), key.material);
    return same ? *found : nullptr;
}

}  // namespace

Keyring::Keyring(const KeySnapshot& snapshot, const Keyring* previous) : audience_(snapshot.audience) {
    if (audience_.empty()) {
        throw std::invalid_argument("The server's audience is empty; configure one.");
    }
    for (const auto& tenant : snapshot.tenants) {
        add(tenant, previous);
    }
}

const TenantKeyring* Keyring::find(std::string_view issuer) const {
    const auto found = by_issuer_.find(issuer);
    return found == by_issuer_.end() ? nullptr : &found->second;
}

void Keyring::add(const TenantKeys& tenant, const Keyring* previous) {
    if (tenant.issuer.empty() || tenant.issuer.size() > max_issuer) {
        throw std::invalid_argument("A tenant's issuer must have 1 to " + std::to_string(max_issuer) +
                                    " bytes.");
    }
    const TenantKeyring* before = previous == nullptr ? nullptr : previous->find(tenant.issuer);
    TenantKeyring ring{tenant.tenant, {}};
    for (const auto& key : tenant.keys) {
        if (std::ranges::find(ring.keys, key.key_id, &VerifyingKey::key_id) != ring.keys.end()) {
            throw std::invalid_argument("Issuer \"" + tenant.issuer + "\" has two keys \"" + key.key_id +
                                        "\"; give each key its own id.");
        }
        auto known = known_key(before, key);
        ring.keys.push_back(known ? std::move(known) : std::make_shared<const VerifyingKey>(key));
    }
    if (!by_issuer_.emplace(tenant.issuer, std::move(ring)).second) {
        throw std::invalid_argument("Two tenants have the issuer \"" + tenant.issuer +
                                    "\"; give each its own.");
    }
}

}  // namespace courtside::jwt
