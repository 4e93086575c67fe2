#pragma once

#include "core/claims.hpp"
#include "core/ids.hpp"
#include "core/model/tenant.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace courtside::jwt {

/// One tenant as its tokens see it.
struct TenantKeys {
    core::TenantId tenant;
    /// The `iss` of the tenant's tokens, 1 to 200 bytes. No two tenants share one.
    std::string issuer;
    /// Key ids differ within the tenant. None: every token of this tenant is refused.
    std::vector<core::TenantKey> keys;
};

/// Everything that verifying depends on, at one moment.
struct KeySnapshot {
    /// This server's name in the `aud` of tokens; not empty.
    std::string audience;
    std::vector<TenantKeys> tenants;
};

/// The keys of these tenants as a snapshot.
[[nodiscard]] KeySnapshot snapshot_of(std::span<const core::Tenant> tenants, const std::string& audience);

/// The `alg` of RFC 7518. Null-terminated. Throws std::invalid_argument for a value that is no algorithm.
[[nodiscard]] std::string_view algorithm_name(core::KeyAlgorithm algorithm);

/// Why `key` cannot be used, as a sentence that says what to do; nothing if it can. Ask this before
/// a key is stored, since a snapshot with an unusable key is refused whole.
[[nodiscard]] std::optional<std::string> problem_with(const core::TenantKey& key);

}  // namespace courtside::jwt
