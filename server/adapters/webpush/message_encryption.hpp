#pragma once

#include "adapters/webpush/p256.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace courtside::webpush {

/// A message that only the device of a subscription can read, as the body of a request (RFC 8291, with the
/// content encoding "aes128gcm" of RFC 8188). At most `most_plaintext` bytes. None: `p256dh` is no point of
/// the curve.
[[nodiscard]] std::optional<std::string> encrypt(std::string_view plaintext, std::string_view p256dh,
                                                 std::string_view auth);

/// The same with the key pair and the salt (16 bytes) of one message given, each to be used once.
[[nodiscard]] std::optional<std::string> encrypt(std::string_view plaintext, std::string_view p256dh,
                                                 std::string_view auth, EVP_PKEY& once,
                                                 std::string_view salt);

/// Push services take bodies of 4096 bytes at least; this is what fits into one (RFC 8291, 4).
inline constexpr std::size_t most_plaintext = 3993;

}  // namespace courtside::webpush
