#pragma once

#include "core/claims.hpp"
#include "core/ids.hpp"

#include <optional>
#include <string>
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

/// Why `key` cannot be used, as a sentence that says what to do; nothing if it can. Ask this before
/// a key is stored, since a snapshot with an unusable key is refused whole.
[[nodiscard]] std::optional<std::string> problem_with(const core::TenantKey& key);

}  // namespace courtside::jwt
