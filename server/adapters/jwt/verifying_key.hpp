#pragma once

#include "adapters/jwt/evp.hpp"
#include "adapters/jwt/jose.hpp"
#include "core/claims.hpp"

#include <string>
#include <string_view>

namespace courtside::jwt {

/// One key of a tenant, ready to verify with. The algorithm is the key's: RFC 8725, 3.1.
///
/// HS256 goes through cjose; RS256 and ES256 through OpenSSL, since cjose 0.6.2 takes an ES256 signature of
/// any even length. Private to this folder.
class VerifyingKey {
public:
    /// Throws std::invalid_argument with `problem_with(key)`.
    explicit VerifyingKey(const core::TenantKey& key);

    [[nodiscard]] const std::string& key_id() const { return key_id_; }
    [[nodiscard]] core::KeyAlgorithm algorithm() const { return algorithm_; }
    /// Of the algorithm and the material: equal for what verifies alike.
    [[nodiscard]] const Digest& digest() const { return digest_; }
    /// Whether verifying takes microseconds (a shared secret) and not a large part of a millisecond.
    [[nodiscard]] bool is_quick() const { return secret_ != nullptr; }

    /// Whether this key signed `token`, whose three parts are base64url. A key that is not quick may be
    /// asked from any thread.
    [[nodiscard]] bool signed_it(std::string_view token) const;

private:
    std::string key_id_;
    core::KeyAlgorithm algorithm_;
    Digest digest_{};
    KeyPtr secret_;            ///< HS256
    EvpPtr<EVP_PKEY> public_;  ///< RS256, ES256
};

}  // namespace courtside::jwt
