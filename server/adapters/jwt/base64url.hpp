#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace courtside::jwt {

/// Whether `text` is base64url without padding in alphabet and length. cjose ends the process with an
/// assertion on a length of 4n + 1, so nothing from outside reaches it without this check.
[[nodiscard]] bool is_base64url(std::string_view text);

/// The bytes of a base64url text; none if it is not one.
[[nodiscard]] std::optional<std::string> decode_base64url(std::string_view text);

/// Without padding.
[[nodiscard]] std::string encode_base64url(std::string_view bytes);

}  // namespace courtside::jwt
