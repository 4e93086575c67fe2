#pragma once

#include "adapters/jwt/evp.hpp"

#include <cstddef>
#include <string>
#include <string_view>

/// Keys on the curve P-256, as push needs them. Throws std::runtime_error where OpenSSL fails for another
/// reason than what it was given.
namespace courtside::webpush {

using Key = jwt::EvpPtr<EVP_PKEY>;

inline constexpr std::size_t point_bytes = 65;

[[nodiscard]] Key make_key();

/// The key as PKCS #8 in PEM. Whoever reads it can sign as this server.
[[nodiscard]] std::string write_private_key(EVP_PKEY& key);
/// Null: it is none on this curve.
[[nodiscard]] Key read_private_key(std::string_view pem);

/// The public half as an uncompressed point.
[[nodiscard]] std::string point_of(EVP_PKEY& key);
/// The public key of an uncompressed point; null: it is not on the curve.
[[nodiscard]] Key key_of(std::string_view point);

/// What the two have in common (ECDH): 32 bytes.
[[nodiscard]] std::string shared_secret(EVP_PKEY& own, EVP_PKEY& other);

/// The signature of ES256: two numbers of 32 bytes (RFC 7518, 3.4).
[[nodiscard]] std::string sign_es256(EVP_PKEY& key, std::string_view text);

[[nodiscard]] std::string random_bytes(std::size_t count);

}  // namespace courtside::webpush
