#include "adapters/ws/handshake.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace courtside::ws {
namespace {

http::Request good_request() {
    http::Request request;
    request.method = "GET";
    request.target = "/v1/connect";
    request.fields = {{"Host", "coach.example:8080"},
                      {"Upgrade", "websocket"},
                      {"Connection", "keep-alive, Upgrade"},
                      {"Sec-WebSocket-Version", "13"},
                      {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="},
                      {"Sec-WebSocket-Protocol", "courtside.v1.proto"}};
    return request;
}

http::Request with(std::string_view name, std::string_view value) {
    http::Request request = good_request();
    std::erase_if(request.fields, [&](const auto& field) { return field.first == name; });
    request.fields.emplace_back(name, value);
    return request;
}

http::Request without(std::string_view name) {
    http::Request request = good_request();
    std::erase_if(request.fields, [&](const auto& field) { return field.first == name; });
    return request;
}

std::variant<Upgrade, http::Response> judge(const http::Request& request) {
    return judge_upgrade(request, [](std::string_view origin) { return origin == "https://tool.example"; });
}

unsigned status_of(const http::Request& request) {
    const auto verdict = judge(request);
    const auto* refused = std::get_if<http::Response>(&verdict);
    return refused != nullptr ? refused->status : std::get<Upgrade>(verdict).response.status;
}

TEST(Handshake, ComputesTheAcceptKeyOfTheRfc) {
    EXPECT_EQ(accept_key("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

TEST(Handshake, GrantsAGoodRequest) {
    const auto verdict = judge(good_request());
    const auto* upgrade = std::get_if<Upgrade>(&verdict);
    ASSERT_NE(upgrade, nullptr);
    EXPECT_EQ(upgrade->format, ports::Format::binary);
    EXPECT_EQ(upgrade->origin, "");
    EXPECT_EQ(http::to_wire(upgrade->response, false),
              "HTTP/1.1 101 Switching Protocols\r\n"
              "Upgrade: websocket\r\n"
              "Connection: Upgrade\r\n"
              "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
              "Sec-WebSocket-Protocol: courtside.v1.proto\r\n\r\n");
}

TEST(Handshake, PrefersTheBinarySubprotocol) {
    const auto format = [](std::string_view offered) {
        return std::get<Upgrade>(judge(with("Sec-WebSocket-Protocol", offered))).format;
    };
    EXPECT_EQ(format("courtside.v1.json, courtside.v1.proto"), ports::Format::binary);
    EXPECT_EQ(format("courtside.v2.proto,courtside.v1.json"), ports::Format::json);
}

TEST(Handshake, RefusesOtherSubprotocols) {
    EXPECT_EQ(status_of(without("Sec-WebSocket-Protocol")), 400U);
    EXPECT_EQ(status_of(with("Sec-WebSocket-Protocol", "chat, Courtside.V1.Proto")), 400U);
}

TEST(Handshake, AsksForAnUpgrade) {
    EXPECT_EQ(status_of(without("Upgrade")), 426U);
    EXPECT_EQ(status_of(with("Upgrade", "h2c")), 426U);
    EXPECT_EQ(status_of(without("Connection")), 426U);
    EXPECT_EQ(status_of(with("Connection", "keep-alive")), 426U);
    EXPECT_EQ(status_of(with("Upgrade", "h2c, WebSocket")), 101U);
}

TEST(Handshake, NamesTheVersionItSpeaks) {
    for (const char* version : {"8", "", "130", "13, 8"}) {
        const auto verdict = judge(with("Sec-WebSocket-Version", version));
        const auto& refusal = std::get<http::Response>(verdict);
        EXPECT_EQ(refusal.status, 426U);
        EXPECT_THAT(refusal.fields,
                    ::testing::Contains(std::pair<std::string, std::string>("Sec-WebSocket-Version", "13")));
    }
    EXPECT_EQ(status_of(without("Sec-WebSocket-Version")), 426U);
}

TEST(Handshake, ChecksTheKey) {
    EXPECT_EQ(status_of(without("Sec-WebSocket-Key")), 400U);
    EXPECT_EQ(status_of(with("Sec-WebSocket-Key", "c2hvcnQ=")), 400U);
    EXPECT_EQ(status_of(with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25j!Q==")), 400U);
    http::Request twice = good_request();
    twice.fields.emplace_back("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==");
    EXPECT_EQ(status_of(twice), 400U);
}

TEST(Handshake, WantsGetAndHttp11AndOneHost) {
    http::Request post = good_request();
    post.method = "POST";
    EXPECT_EQ(status_of(post), 405U);
    http::Request old = good_request();
    old.version = 10;
    EXPECT_EQ(status_of(old), 400U);
    EXPECT_EQ(status_of(without("Host")), 400U);
}

TEST(Handshake, ItsOwnPagesMayConnectAndNeedNoCheck) {
    for (const char* origin : {"http://coach.example:8080", "https://COACH.example:8080"}) {
        const auto verdict = judge(with("Origin", origin));
        ASSERT_TRUE(std::holds_alternative<Upgrade>(verdict));
        EXPECT_EQ(std::get<Upgrade>(verdict).origin, "");
    }
}

TEST(Handshake, OtherPagesConnectIfTheAppAllowsThem) {
    const auto verdict = judge(with("Origin", "https://tool.example"));
    ASSERT_TRUE(std::holds_alternative<Upgrade>(verdict));
    EXPECT_EQ(std::get<Upgrade>(verdict).origin, "https://tool.example");
    for (const char* origin : {"https://evil.example", "null", "", "http://coach.example",
                               "coach.example:8080", "http://coach.example:8080.evil.example"}) {
        EXPECT_EQ(status_of(with("Origin", origin)), 403U) << origin;
    }
    http::Request twice = with("Origin", "https://tool.example");
    twice.fields.emplace_back("Origin", "https://evil.example");
    EXPECT_EQ(status_of(twice), 400U);
}

}  // namespace
}  // namespace courtside::ws
