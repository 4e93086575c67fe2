#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace courtside::internal {

/// Where a server is.
struct Endpoint {
    bool tls = false;
    /// A name or an address, IPv6 without brackets.
    std::string host;
    std::string port;
    std::string path;

    /// For the HTTP Host header: with brackets where needed, without the scheme's own port.
    [[nodiscard]] std::string host_header() const;
};

/// Absent where `url` is no ws:// or wss:// URL with a host. The path is /v1/connect where there is none.
[[nodiscard]] std::optional<Endpoint> parse_endpoint(std::string_view url);

}  // namespace courtside::internal
