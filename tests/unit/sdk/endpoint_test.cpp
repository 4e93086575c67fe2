#include "net/endpoint.hpp"

#include <gtest/gtest.h>

namespace courtside::internal {
namespace {

TEST(Endpoint, AddsPortAndPathWhereThereIsNone) {
    const auto plain = parse_endpoint("ws://coach.example");
    ASSERT_TRUE(plain);
    EXPECT_FALSE(plain->tls);
    EXPECT_EQ(plain->host, "coach.example");
    EXPECT_EQ(plain->port, "80");
    EXPECT_EQ(plain->path, "/v1/connect");
    EXPECT_EQ(plain->host_header(), "coach.example");

    const auto tls = parse_endpoint("wss://coach.example/");
    ASSERT_TRUE(tls);
    EXPECT_TRUE(tls->tls);
    EXPECT_EQ(tls->port, "443");
    EXPECT_EQ(tls->path, "/v1/connect");
}

TEST(Endpoint, KeepsWhatIsGiven) {
    const auto endpoint = parse_endpoint("ws://127.0.0.1:8080/behind/a/proxy?x=1");
    ASSERT_TRUE(endpoint);
    EXPECT_EQ(endpoint->host, "127.0.0.1");
    EXPECT_EQ(endpoint->port, "8080");
    EXPECT_EQ(endpoint->path, "/behind/a/proxy?x=1");
    EXPECT_EQ(endpoint->host_header(), "127.0.0.1:8080");
    EXPECT_EQ(parse_endpoint("ws://h?x=1")->path, "/v1/connect?x=1");
}

TEST(Endpoint, TakesIpv6InBrackets) {
    const auto endpoint = parse_endpoint("ws://[::1]:9000");
    ASSERT_TRUE(endpoint);
    EXPECT_EQ(endpoint->host, "::1");
    EXPECT_EQ(endpoint->port, "9000");
    EXPECT_EQ(endpoint->host_header(), "[::1]:9000");
}

TEST(Endpoint, RefusesWhatIsNoServer) {
    for (const auto* url : {"", "ws://", "http://host", "host:80", "ws://:80", "ws://host:", "ws://host:0",
                            "ws://host:65536", "ws://host:8o", "ws://me@host", "ws://host/#part", "ws://[::1",
                            "ws://[::1]x", "ws://ho st", "ws://host/a\r\nX: y", "WS//host"}) {
        EXPECT_FALSE(parse_endpoint(url)) << url;
    }
}

}  // namespace
}  // namespace courtside::internal
