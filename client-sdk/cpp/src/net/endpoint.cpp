#include "net/endpoint.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace courtside::internal {
namespace {

constexpr std::string_view kPath = "/v1/connect";

bool is_port(std::string_view text) {
    std::uint16_t port = 0;
    const auto* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, port);
    return parsed.ec == std::errc{} && parsed.ptr == end && port != 0;
}

bool is_printable(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

}  // namespace

std::string Endpoint::host_header() const {
    auto header = host.find(':') == std::string::npos ? host : '[' + host + ']';
    if (port != (tls ? "443" : "80")) {
        header += ':' + port;
    }
    return header;
}

std::optional<Endpoint> parse_endpoint(std::string_view url) {
    Endpoint endpoint;
    if (url.starts_with("wss://")) {
        endpoint.tls = true;
        url.remove_prefix(6);
    } else if (url.starts_with("ws://")) {
        url.remove_prefix(5);
    } else {
        return std::nullopt;
    }
    // What would be sent in an HTTP request line and header, so no blanks and no line ends.
    if (!is_printable(url) || url.find('@') != std::string_view::npos ||
        url.find('#') != std::string_view::npos) {
        return std::nullopt;
    }
    const auto slash = url.find_first_of("/?");
    auto authority = url.substr(0, slash);
    const auto path = slash == std::string_view::npos ? std::string_view{} : url.substr(slash);
    endpoint.path = path.empty() || path == "/" ? kPath : path;
    if (endpoint.path.front() != '/') {
        endpoint.path.insert(0, kPath);
    }

    if (authority.starts_with('[')) {
        const auto close = authority.find(']');
        if (close == std::string_view::npos) {
            return std::nullopt;
        }
        endpoint.host = authority.substr(1, close - 1);
        authority.remove_prefix(close + 1);
    } else {
        const auto colon = authority.find(':');
        endpoint.host = authority.substr(0, colon);
        authority = colon == std::string_view::npos ? std::string_view{} : authority.substr(colon);
    }
    if (endpoint.host.empty()) {
        return std::nullopt;
    }
    if (authority.empty()) {
        endpoint.port = endpoint.tls ? "443" : "80";
    } else if (authority.front() == ':' && is_port(authority.substr(1))) {
        endpoint.port = authority.substr(1);
    } else {
        return std::nullopt;
    }
    return endpoint;
}

}  // namespace courtside::internal
