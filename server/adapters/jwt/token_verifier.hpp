#pragma once

#include "adapters/jwt/key_snapshot.hpp"
#include "core/time.hpp"
#include "ports/identity.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

namespace courtside::jwt {

class Keyring;
class VerifyingKey;

/// Longer tokens are refused unread.
inline constexpr std::size_t max_token_bytes = 8192;
/// How far the clocks of the signer and of this server may differ, for `exp`, `iat` and `nbf`.
inline constexpr core::Duration clock_leeway = core::seconds(30);

/// Verifies JSON web tokens (RFC 7519) in the compact form of RFC 7515 as RFC 8725 advises: the
/// algorithm is the key's, keys are found by issuer and then key id, `none` does not exist.
///
/// `iss`, `sub`, `aud`, `iat` and `exp` are required; `nbf` is heeded. `name`, `roles`, `skills`,
/// `lang`, `tz`, `manager` and `unit` become the profile; other claims are ignored. A token without
/// `kid` is accepted only from a tenant with exactly one key.
///
/// `Claims::expires_at` is the token's `exp` as signed, so it may lie up to `clock_leeway` in the past.
/// Not thread-safe.
class TokenVerifier {
public:
    /// Throws std::invalid_argument if the snapshot cannot be used: an empty audience or issuer, an
    /// issuer or key id twice, an unusable key (see `problem_with`).
    explicit TokenVerifier(const KeySnapshot& snapshot);
    ~TokenVerifier();
    TokenVerifier(const TokenVerifier&) = delete;
    TokenVerifier& operator=(const TokenVerifier&) = delete;

    /// Verifies with `snapshot` from now on. Throws as the constructor, and then keeps the old one.
    void replace(const KeySnapshot& snapshot);

    /// In place, whatever the algorithm.
    [[nodiscard]] ports::Verdict verify(std::string_view token, core::Instant now) const;

    enum class Signature : std::uint8_t { fits, does_not_fit, unknown };
    /// Whether the key signed the token.
    using SignatureCheck = std::function<Signature(const std::shared_ptr<const VerifyingKey>&)>;

    /// As verify(), with the signature left to `check`, which is asked at most once, for the one key that the
    /// token has to be signed with. Nothing if it does not know.
    [[nodiscard]] std::optional<ports::Verdict> judge(std::string_view token, core::Instant now,
                                                      const SignatureCheck& check) const;

private:
    std::unique_ptr<const Keyring> keyring_;
};

}  // namespace courtside::jwt
