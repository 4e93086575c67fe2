#pragma once

#include "core/claims.hpp"
#include "core/time.hpp"

#include <string>
#include <string_view>

namespace courtside::jwt {

/// What a token is to say. Instants are cut to whole seconds, as tokens have them.
struct MintRequest {
    std::string issuer;
    std::string audience;
    std::string subject;
    core::Instant issued_at;
    core::Instant expires_at;
    core::Profile profile;
};

/// A signed token, for the command line and for tests; companies sign with their own libraries.
/// The header names the key's id if it has one. All texts must be UTF-8.
/// Throws std::invalid_argument if the key cannot be used or a text is not UTF-8.
[[nodiscard]] std::string mint(const core::TenantKey& key, const MintRequest& request);

/// `claims`, a JSON text, signed as it stands. Throws as `mint`.
[[nodiscard]] std::string sign_claims(const core::TenantKey& key, std::string_view claims);

}  // namespace courtside::jwt
