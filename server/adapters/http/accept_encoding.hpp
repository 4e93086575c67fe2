#pragma once

#include "adapters/http/message.hpp"

#include <string_view>

namespace courtside::http {

/// How much a client wants a coding such as "br", from 0 (refused) to 1000, by its Accept-Encoding
/// (RFC 9110, 12.5.3). Without the field, and for what it does not name, 0.
[[nodiscard]] int coding_quality(const Request& request, std::string_view coding);

}  // namespace courtside::http
