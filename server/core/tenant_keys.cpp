#include "core/tenant_keys.hpp"

#include "core/errors.hpp"

#include <algorithm>
#include <string_view>

namespace courtside::core::tenant_keys {
namespace {

constexpr std::size_t key_id_bytes = 64;
constexpr std::size_t least_secret = 32;
constexpr std::size_t most_secret = 1024;
/// An RSA key of 8192 bits as PEM has about 1.5 KB.
constexpr std::size_t most_public_key = 4096;
constexpr std::string_view public_key_begin = "-----BEGIN PUBLIC KEY-----";

auto find(std::vector<TenantKey>& keys, std::string_view key_id) {
    return std::ranges::find(keys, key_id, &TenantKey::key_id);
}

Error no_such_key(std::string_view key_id) {
    return invalid("key_id", "\"" + std::string(key_id) + "\" is none of the tenant's keys");
}

void store(const Context& context) {
    context.put(context.tenant.tenant);
    context.effects.emplace_back(TenantsChanged{});
}

}  // namespace

std::optional<Error> check(const TenantKey& key) {
    if (key.key_id.empty() || key.key_id.size() > key_id_bytes) {
        return invalid("key_id", "must be 1 to 64 bytes");
    }
    switch (key.algorithm) {
        case KeyAlgorithm::hs256:
            if (key.material.size() < least_secret || key.material.size() > most_secret) {
                return invalid("secret", "must be 32 to 1024 bytes for HS256");
            }
            return std::nullopt;
        case KeyAlgorithm::rs256:
        case KeyAlgorithm::es256:
            if (!key.material.starts_with(public_key_begin) || key.material.size() > most_public_key) {
                return invalid("public key", "must be PEM (BEGIN PUBLIC KEY) of at most 4096 bytes");
            }
            return std::nullopt;
    }
    return invalid("algorithm", "must be HS256, RS256 or ES256");
}

Result<AdminResult> add(Context& context, ConnectionStates& connections, const AddTenantKey& change) {
    std::vector<TenantKey> keys = context.tenant.tenant.keys;
    if (auto error = check(change.key)) {
        return *error;
    }
    if (find(keys, change.key.key_id) != keys.end()) {
        // Under a known id a token of the old key would meet the new one.
        return invalid("key_id", "\"" + change.key.key_id + "\" is there already; give the new key its own");
    }
    keys.push_back(change.key);
    if (change.retire) {
        const auto old = find(keys, *change.retire);
        if (old == keys.end() || old->key_id == change.key.key_id) {
            return no_such_key(*change.retire);
        }
        keys.erase(old);
    }
    if (keys.size() > most) {
        return invalid("keys", "must be at most 8; retire one first");
    }
    context.tenant.tenant.keys = std::move(keys);
    store(context);
    if (change.retire) {
        connections::on_key_retired(context, connections, *change.retire);
    }
    return AdminResult{context.tenant.tenant.id.value, 1, change.retire ? 1U : 0U, 0};
}

Result<AdminResult> retire(Context& context, ConnectionStates& connections, const RetireTenantKey& change) {
    std::vector<TenantKey>& keys = context.tenant.tenant.keys;
    const auto old = find(keys, change.key_id);
    if (old == keys.end()) {
        return no_such_key(change.key_id);
    }
    if (keys.size() == 1) {
        return invalid("key_id", "\"" + change.key_id +
                                     "\" is the tenant's only key; add another one first, or nobody can "
                                     "sign in");
    }
    keys.erase(old);
    store(context);
    connections::on_key_retired(context, connections, change.key_id);
    return AdminResult{context.tenant.tenant.id.value, 0, 1, 0};
}

}  // namespace courtside::core::tenant_keys
