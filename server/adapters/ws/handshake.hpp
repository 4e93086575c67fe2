#pragma once

#include "adapters/http/message.hpp"
#include "ports/connections.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <variant>

namespace courtside::ws {

/// Whether pages of `origin` (as browsers send it: scheme, host, port) may connect.
using OriginPolicy = std::function<bool(std::string_view origin)>;

/// The upgrade is granted.
struct Upgrade {
    http::Response response;  ///< 101 with all its fields
    ports::Format format = ports::Format::binary;
    std::string origin;  ///< empty for no browser and for the server's own origin
};

/// Judges a request for the WebSocket path (RFC 6455, section 4.2). The refusal says what is wrong:
/// 405 another method, 426 no upgrade or another version, 403 the origin, 400 everything else.
[[nodiscard]] std::variant<Upgrade, http::Response> judge_upgrade(const http::Request& request,
                                                                  const OriginPolicy& other_origins);

/// Sec-WebSocket-Accept for the client's key.
[[nodiscard]] std::string accept_key(std::string_view key);

}  // namespace courtside::ws
