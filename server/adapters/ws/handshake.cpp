#include "adapters/ws/handshake.hpp"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace courtside::ws {

namespace {

constexpr std::string_view binary_subprotocol = "courtside.v1.proto";
constexpr std::string_view json_subprotocol = "courtside.v1.json";

bool has_token(const std::vector<std::string_view>& list, std::string_view token) {
    return std::any_of(list.begin(), list.end(),
                       [&](std::string_view element) { return http::equal_ignoring_case(element, token); });
}

/// 16 bytes in base64: 22 characters of the alphabet and two of padding.
bool is_key(std::string_view key) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    return key.size() == 24 && key.ends_with("==") &&
           key.substr(0, 22).find_first_not_of(alphabet) == std::string_view::npos;
}

/// Host and port of an origin are those that the browser asked for: a page of this very server.
bool is_own(std::string_view origin, std::string_view host) {
    const std::size_t scheme_end = origin.find("://");
    return scheme_end != std::string_view::npos && !host.empty() &&
           http::equal_ignoring_case(origin.substr(scheme_end + 3), host);
}

http::Response upgrade_required(std::string_view sentence) {
    http::Response response = http::text_response(426, sentence);
    response.fields = {
        {"Upgrade", "websocket"}, {"Connection", "Upgrade, close"}, {"Sec-WebSocket-Version", "13"}};
    return response;
}

std::optional<ports::Format> choose_format(const std::vector<std::string_view>& offered) {
    // Subprotocol names are compared as they are, case included.
    const auto offers = [&](std::string_view name) {
        return std::find(offered.begin(), offered.end(), name) != offered.end();
    };
    if (offers(binary_subprotocol)) {
        return ports::Format::binary;
    }
    if (offers(json_subprotocol)) {
        return ports::Format::json;
    }
    return std::nullopt;
}

}  // namespace

std::variant<Upgrade, http::Response> judge_upgrade(const http::Request& request,
                                                    const OriginPolicy& other_origins) {
    if (request.method != "GET") {
        http::Response response = http::text_response(405, "WebSocket clients connect with GET.\n");
        response.fields.emplace_back("Allow", "GET");
        return response;
    }
    if (request.version < 11) {
        return http::text_response(400, "A WebSocket needs HTTP/1.1.\n");
    }
    if (!has_token(request.list("Upgrade"), "websocket") ||
        !has_token(request.list("Connection"), "upgrade")) {
        return upgrade_required("This address is for WebSocket clients.\n");
    }
    if (request.only("Sec-WebSocket-Version") != "13") {
        return upgrade_required("Only version 13 of the WebSocket protocol is spoken here.\n");
    }
    const auto key = request.only("Sec-WebSocket-Key");
    if (!key || !is_key(*key)) {
        return http::text_response(400, "Sec-WebSocket-Key has to be 16 bytes in base64.\n");
    }
    const auto host = request.only("Host");
    if (!host) {
        return http::text_response(400, "A request has to have one Host.\n");
    }
    Upgrade upgrade;
    if (request.count("Origin") > 0) {
        const auto origin = request.only("Origin");
        if (!origin) {
            return http::text_response(400, "A request has at most one Origin.\n");
        }
        if (!is_own(*origin, *host)) {
            if (!other_origins(*origin)) {
                return http::text_response(403, "Pages of this origin may not connect.\n");
            }
            upgrade.origin = *origin;
        }
    }
    const auto format = choose_format(request.list("Sec-WebSocket-Protocol"));
    if (!format) {
        return http::text_response(
            400, "Offer the subprotocol courtside.v1.proto or courtside.v1.json; no other is spoken here.\n");
    }
    upgrade.format = *format;
    upgrade.response.status = 101;
    upgrade.response.fields = {
        {"Upgrade", "websocket"},
        {"Connection", "Upgrade"},
        {"Sec-WebSocket-Accept", accept_key(*key)},
        {"Sec-WebSocket-Protocol",
         std::string(*format == ports::Format::binary ? binary_subprotocol : json_subprotocol)}};
    return upgrade;
}

std::string accept_key(std::string_view key) {
    const std::string text = std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    std::array<unsigned char, SHA_DIGEST_LENGTH> digest{};
    SHA1(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
    // 20 bytes are 28 characters, and EVP_EncodeBlock writes a zero behind them.
    std::array<unsigned char, 29> encoded{};
    const int length = EVP_EncodeBlock(encoded.data(), digest.data(), static_cast<int>(digest.size()));
    return {reinterpret_cast<const char*>(encoded.data()), static_cast<std::size_t>(length)};
}

}  // namespace courtside::ws
