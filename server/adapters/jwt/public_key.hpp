#pragma once

#include "adapters/jwt/evp.hpp"
#include "core/claims.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

namespace courtside::jwt {

/// Longer texts are no public key.
inline constexpr std::size_t max_public_key_bytes = std::size_t{16} * 1024;

/// A company's public key as it is stored: `core::TenantKey::material` and what it is for.
struct PublicKey {
    core::KeyAlgorithm algorithm{};
    std::string pem;
    std::string key_id;  ///< the `kid` of a JWK; empty: it names none
};

/// Reads what a company hands over: a PEM public key ("BEGIN PUBLIC KEY") or a JWK, RSA of 2048 to 8192 bits
/// for RS256 or EC on P-256 for ES256. Anything else gives a sentence that says what to hand over instead;
/// a private key is told apart, so that its owner hears that it left their hands.
[[nodiscard]] std::variant<PublicKey, std::string> read_public_key(std::string_view text);

/// The key that a stored PEM holds; null if it is none that `algorithm` can use.
[[nodiscard]] EvpPtr<EVP_PKEY> open_public_key(core::KeyAlgorithm algorithm, std::string_view pem);

}  // namespace courtside::jwt
