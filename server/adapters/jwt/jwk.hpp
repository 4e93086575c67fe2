#pragma once

#include "adapters/jwt/evp.hpp"

#include <string>
#include <string_view>
#include <variant>

namespace courtside::jwt {

/// A public key in a JWK (RFC 7517). Private to this folder.
struct Jwk {
    EvpPtr<EVP_PKEY> key;  ///< null: its numbers are no key
    std::string key_id;    ///< its `kid`; empty: none
};

/// A JWK of the type RSA, or EC on P-256; else a sentence that says what to do.
[[nodiscard]] std::variant<Jwk, std::string> read_jwk(std::string_view json);

}  // namespace courtside::jwt
