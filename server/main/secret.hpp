#pragma once

#include "main/failure.hpp"

#include <string>

namespace courtside::server {

/// A new shared secret: 32 random bytes of the operating system, written as 43 characters of
/// base64url. The key is that text itself, since that is what JWT libraries are given.
/// Throws std::runtime_error if the system gives no randomness.
[[nodiscard]] std::string make_secret();

/// The secret in a file, without the line end behind it; at least 32 bytes (RFC 7518, 3.2).
[[nodiscard]] Result<std::string> read_secret(const std::string& path);

}  // namespace courtside::server
