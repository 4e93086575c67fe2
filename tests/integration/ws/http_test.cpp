// What comes to the port and is no good WebSocket client.
#include "integration/ws/live_server.hpp"
#include "integration/ws/raw_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace courtside::ws {
namespace {

using testing::EchoApp;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using testing::LiveServer;
using testing::RawClient;
using ::testing::StartsWith;
using testing::upgrade_request;

std::string ask(LiveServer& server, std::string_view request) {
    RawClient client(server.port());
    client.write(request);
    return client.read_all();
}

TEST(HttpPort, SaysThatItLives) {
    LiveServer server;
    const std::string answer = ask(server, "GET /livez HTTP/1.1\r\nHost: here\r\n\r\n");
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_THAT(answer, EndsWith("\r\n\r\nok\n"));
    const std::string head = ask(server, "HEAD /livez HTTP/1.1\r\nHost: here\r\n\r\n");
    EXPECT_THAT(head, HasSubstr("Content-Length: 3\r\n"));
    EXPECT_THAT(head, EndsWith("\r\n\r\n"));
}

TEST(HttpPort, AnswersEverythingElseToo) {
    LiveServer server;
    EXPECT_THAT(ask(server, "GET / HTTP/1.1\r\nHost: here\r\n\r\n"), StartsWith("HTTP/1.1 404 "));
    EXPECT_THAT(ask(server, "POST /livez HTTP/1.1\r\nHost: here\r\n\r\n"), StartsWith("HTTP/1.1 405 "));
    EXPECT_THAT(ask(server, "rubbish\r\n\r\n"), StartsWith("HTTP/1.1 400 "));
    EXPECT_THAT(ask(server, "POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n"), StartsWith("HTTP/1.1 413 "));
    EXPECT_THAT(ask(server, "GET / HTTP/1.1\r\nX: " + std::string(100'000, 'x') + "\r\n\r\n"),
                StartsWith("HTTP/1.1 431 "));
    EXPECT_TRUE(server.app().seen().opened.empty());
}

TEST(HttpPort, SendsALargeFileAsItIsReadAndServesOthersMeanwhile) {
    LiveServer server;
    RawClient slow(server.port());
    slow.write("GET /large HTTP/1.1\r\nHost: here\r\n\r\n");
    const std::string head = slow.read_head();
    EXPECT_THAT(head,
                HasSubstr("Content-Length: " + std::to_string(LiveServer::large_file().size()) + "\r\n"));
    EXPECT_THAT(ask(server, "GET /livez HTTP/1.1\r\nHost: here\r\n\r\n"), EndsWith("ok\n"));
    EXPECT_TRUE(slow.read_all() == LiveServer::large_file());
    EXPECT_THAT(ask(server, "HEAD /large HTTP/1.1\r\nHost: here\r\n\r\n"), EndsWith("\r\n\r\n"));
}

TEST(HttpPort, DoesNotWaitForeverForAFileToBeRead) {
    WebSocketOptions options;
    options.close_timeout = std::chrono::milliseconds(50);
    options.sweep_interval = std::chrono::milliseconds(10);
    LiveServer server(options);
    RawClient deaf(server.port());
    deaf.write("GET /large HTTP/1.1\r\nHost: here\r\n\r\n");
    while (server.stats().accepted == 0 || server.stats().open > 0) {
    }
    EXPECT_LT(deaf.read_all().size(), LiveServer::large_file().size());
}

TEST(HttpPort, RefusesUpgradesWithASentence) {
    LiveServer server;
    EXPECT_THAT(ask(server, "GET /v1/connect HTTP/1.1\r\nHost: here\r\n\r\n"), StartsWith("HTTP/1.1 426 "));
    std::string request = upgrade_request();
    request.replace(request.find("Version: 13"), 11, "Version: 12");
    const std::string version = ask(server, request);
    EXPECT_THAT(version, StartsWith("HTTP/1.1 426 "));
    EXPECT_THAT(version, HasSubstr("Sec-WebSocket-Version: 13\r\n"));
    EXPECT_THAT(ask(server, upgrade_request("chat")), StartsWith("HTTP/1.1 400 "));
    EXPECT_THAT(ask(server, upgrade_request("")), HasSubstr("courtside.v1.proto"));
    EXPECT_THAT(ask(server, upgrade_request("courtside.v1.json", "Origin: https://evil.example\r\n")),
                StartsWith("HTTP/1.1 403 "));
    EXPECT_EQ(server.stats().refused_upgrades, 5U);
    EXPECT_TRUE(server.app().seen().opened.empty());
    EXPECT_TRUE(server.app().seen().closed.empty());
}

TEST(HttpPort, LosesNothingThatComesWithTheRequest) {
    LiveServer server;
    const std::string request = upgrade_request();
    const std::string bytes = request + testing::binary("first") + testing::binary("second");
    for (const std::size_t cut : {bytes.size(), request.size() - 1, request.size(), request.size() + 1,
                                  request.size() + 8, bytes.size() - 1, std::size_t{1}}) {
        RawClient client(server.port());
        client.write(bytes.substr(0, cut));
        client.write(bytes.substr(cut));
        EXPECT_THAT(client.read_head(), StartsWith("HTTP/1.1 101 "));
        EXPECT_EQ(client.read_frame().payload, "first");
        EXPECT_EQ(client.read_frame().payload, "second");
    }
}

TEST(HttpPort, DoesNotWaitForeverForARequest) {
    WebSocketOptions options;
    options.upgrade_timeout = std::chrono::milliseconds(50);
    options.sweep_interval = std::chrono::milliseconds(10);
    LiveServer server(options);
    RawClient client(server.port());
    client.write("GET /v1/conn");
    EXPECT_EQ(client.read_all(), "");
}

TEST(HttpPort, RefusesConnectionsAboveItsNumber) {
    WebSocketOptions options;
    options.max_connections = 2;
    LiveServer server(options);
    RawClient one(server.port());
    one.upgrade();
    {
        RawClient two(server.port());
        two.upgrade();
        // The third one writes nothing, so that no reset can take the answer away.
        EXPECT_THAT(RawClient(server.port()).read_all(), StartsWith("HTTP/1.1 503 "));
        EXPECT_EQ(server.stats().over_capacity, 1U);
    }
    server.app().wait_until([](const EchoApp::Seen& seen) { return seen.closed.size() == 1; });
    RawClient next(server.port());
    next.upgrade();
    EXPECT_EQ(server.stats().upgraded, 3U);
}

TEST(HttpPort, AStopDropsWhoHasNotFinishedItsRequest) {
    LiveServer server;
    RawClient client(server.port());
    client.write("GET /v1/conn");
    RawClient upgraded(server.port());
    upgraded.upgrade();  // accepted after the first, so that one is known by now
    server.begin_stop(1001, "");
    EXPECT_EQ(client.read_all(), "");
    EXPECT_EQ(upgraded.read_frame().code(), 1001U);
    upgraded.hang_up();
    server.wait_for_end();
}

}  // namespace
}  // namespace courtside::ws
