// With Beast's WebSocket client: that another implementation of the protocol gets along with ours.
#include "integration/ws/live_server.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace courtside::ws {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;

using testing::EchoApp;
using testing::LiveServer;
using testing::noise;

class Client {
public:
    explicit Client(std::uint16_t port, const std::string& subprotocol = "courtside.v1.proto",
                    const std::string& origin = {})
        : stream_(io_) {
        stream_.next_layer().connect({asio::ip::address_v4::loopback(), port});
        stream_.next_layer().set_option(asio::ip::tcp::no_delay(true));
        stream_.set_option(websocket::stream_base::decorator([=](websocket::request_type& request) {
            request.set(beast::http::field::sec_websocket_protocol, subprotocol);
            if (!origin.empty()) {
                request.set(beast::http::field::origin, origin);
            }
        }));
        stream_.handshake(response_, "127.0.0.1:" + std::to_string(port), "/v1/connect");
        stream_.binary(subprotocol == "courtside.v1.proto");
    }

    void write(const std::string& message) { stream_.write(asio::buffer(message)); }

    std::string read() {
        beast::flat_buffer buffer;
        stream_.read(buffer);
        return beast::buffers_to_string(buffer.data());
    }

    /// Reads until the server closes, and returns its reason.
    websocket::close_reason read_close() {
        beast::flat_buffer buffer;
        beast::error_code error;
        while (!error) {
            buffer.clear();
            stream_.read(buffer, error);
        }
        EXPECT_EQ(error, websocket::error::closed);
        return stream_.reason();
    }

    websocket::stream<asio::ip::tcp::socket>& stream() { return stream_; }
    websocket::response_type& response() { return response_; }

private:
    asio::io_context io_;
    websocket::stream<asio::ip::tcp::socket> stream_;
    websocket::response_type response_;
};

TEST(Echo, SendsBinaryMessagesOfAllSizesBack) {
    LiveServer server;
    Client client(server.port());
    EXPECT_EQ(client.response()["Sec-WebSocket-Protocol"], "courtside.v1.proto");
    for (const std::size_t size : {0U, 1U, 125U, 126U, 1000U, 65535U, 65536U}) {
        const std::string message = noise(size);
        client.write(message);
        EXPECT_EQ(client.read(), message) << size;
        EXPECT_TRUE(client.stream().got_binary());
    }
}

TEST(Echo, SpeaksTextOnTheJsonSubprotocol) {
    LiveServer server;
    Client client(server.port(), "courtside.v1.json");
    client.write(R"({"text": "Grüße"})");
    EXPECT_EQ(client.read(), R"({"text": "Grüße"})");
    EXPECT_TRUE(client.stream().got_text());
    EXPECT_EQ(server.app().seen().opened.at(0).format, ports::Format::json);
}

TEST(Echo, RefusesTheOtherTypeOfMessage) {
    LiveServer server;
    Client client(server.port(), "courtside.v1.json");
    client.stream().binary(true);
    client.write("binary");
    EXPECT_EQ(client.read_close().code, websocket::close_code::unknown_data);
}

TEST(Echo, JoinsFragments) {
    LiveServer server;
    Client client(server.port());
    const std::string message = noise(10'000);
    client.stream().auto_fragment(true);
    client.stream().write_buffer_bytes(64);
    client.write(message);
    EXPECT_EQ(client.read(), message);
    for (std::size_t at = 0; at < message.size(); at += 1000) {
        client.stream().write_some(at + 1000 == message.size(), asio::buffer(message.data() + at, 1000));
        client.stream().ping("between");
    }
    EXPECT_EQ(client.read(), message);
}

TEST(Echo, AnswersPingsWithTheirPayload) {
    LiveServer server;
    Client client(server.port());
    std::vector<std::string> pongs;
    client.stream().control_callback([&](websocket::frame_type type, beast::string_view payload) {
        if (type == websocket::frame_type::pong) {
            pongs.emplace_back(payload);
        }
    });
    client.stream().ping("one");
    client.stream().ping("two");
    client.write("message");
    EXPECT_EQ(client.read(), "message");
    EXPECT_EQ(pongs, (std::vector<std::string>{"one", "two"}));
}

TEST(Echo, KeepsTheOrderOfManyMessagesAtOnce) {
    LiveServer server;
    Client client(server.port());
    constexpr int count = 5000;
    for (int number = 0; number < count; ++number) {
        client.write(std::to_string(number));
    }
    for (int number = 0; number < count; ++number) {
        ASSERT_EQ(client.read(), std::to_string(number));
    }
}

TEST(Echo, HoldAndResumeKeepTheOrder) {
    LiveServer server({}, [](EchoApp& app) { app.hold_every = 7; });
    Client client(server.port());
    constexpr int count = 2000;
    for (int number = 0; number < count; ++number) {
        client.write(std::to_string(number) + noise(static_cast<std::size_t>(number % 300)));
    }
    for (int number = 0; number < count; ++number) {
        ASSERT_EQ(client.read(), std::to_string(number) + noise(static_cast<std::size_t>(number % 300)));
    }
    EXPECT_EQ(server.app().seen().held, count / 7);
}

TEST(Echo, ClosesAMessageAboveTheLimitOf64KiB) {
    LiveServer server;
    Client client(server.port());
    client.write(std::string(std::size_t{64} * 1024, 'x'));
    EXPECT_EQ(client.read().size(), std::size_t{64} * 1024);
    client.write(std::string(std::size_t{64} * 1024 + 1, 'x'));
    EXPECT_EQ(client.read_close().code, websocket::close_code::too_big);
}

TEST(Echo, AllowsLessUntilTheAppRaisesTheLimit) {
    WebSocketOptions options;
    options.first_message_limit = std::size_t{8} * 1024;
    LiveServer server(options, [](EchoApp& app) { app.message_limit = std::size_t{8} * 1024; });
    Client client(server.port());
    client.write(std::string(std::size_t{8} * 1024, 'x'));
    EXPECT_EQ(client.read().size(), std::size_t{8} * 1024);
    const auto id = server.app().seen().opened.at(0).id;
    server.on_loop([&](WebSocketServer& ws) { ws.set_message_limit(id, 10'000); });
    client.write(std::string(10'000, 'x'));
    EXPECT_EQ(client.read().size(), 10'000U);
    client.write(std::string(10'001, 'x'));
    EXPECT_EQ(client.read_close().code, websocket::close_code::too_big);
}

TEST(Echo, AnswersTheClientsFarewell) {
    LiveServer server;
    Client client(server.port());
    client.write("message");
    EXPECT_EQ(client.read(), "message");
    client.stream().close({websocket::close_code::normal, "done"});
    EXPECT_EQ(client.stream().reason().code, websocket::close_code::normal);
    server.app().wait_until([](const EchoApp::Seen& seen) { return seen.closed.size() == 1; });
    EXPECT_EQ(server.app().seen().delivered_after_end, 0U);
}

TEST(Echo, TheAppClosesWithACodeAfterWhatItSent) {
    LiveServer server;
    Client client(server.port());
    server.app().wait_until([](const EchoApp::Seen& seen) { return seen.opened.size() == 1; });
    const auto id = server.app().seen().opened.at(0).id;
    server.on_loop([&](WebSocketServer& ws) {
        ws.send(id, "last words");
        ws.close(id, 4490, "elsewhere");
        ws.send(id, "never sent");
        ws.close(id, 4000, "nor this");
    });
    EXPECT_EQ(client.read(), "last words");
    const auto reason = client.read_close();
    EXPECT_EQ(reason.code, 4490);
    EXPECT_EQ(reason.reason, "elsewhere");
    server.app().wait_until([](const EchoApp::Seen& seen) { return seen.closed.size() == 1; });
    server.on_loop([&](WebSocketServer& ws) {
        ws.send(id, "to nobody");
        ws.close(id, 1000, "");
        ws.resume(id);
        ws.set_message_limit(id, 1);
    });
    EXPECT_EQ(server.app().seen().closed.size(), 1U);
}

TEST(Echo, PagesOfAllowedOriginsConnect) {
    LiveServer server;
    Client own(server.port(), "courtside.v1.json", "http://127.0.0.1:" + std::to_string(server.port()));
    Client other(server.port(), "courtside.v1.json", "https://tool.example");
    EXPECT_THROW(Client(server.port(), "courtside.v1.json", "https://evil.example"), beast::system_error);
    const auto opened = server.app().seen().opened;
    ASSERT_EQ(opened.size(), 2U);
    EXPECT_EQ(opened[0].origin, "");
    EXPECT_EQ(opened[1].origin, "https://tool.example");
}

TEST(Echo, AStopReachesEveryClientAndEndsTheLoop) {
    LiveServer server;
    Client one(server.port());
    Client two(server.port(), "courtside.v1.json");
    server.begin_stop(4001, "1500");
    for (Client* client : {&one, &two}) {
        const auto reason = client->read_close();
        EXPECT_EQ(reason.code, 4001);
        EXPECT_EQ(reason.reason, "1500");
        client->stream().next_layer().close();
    }
    server.wait_for_end();
    EXPECT_EQ(server.app().seen().closed.size(), 2U);
    EXPECT_THROW(Client(server.port()), boost::system::system_error);
}

}  // namespace
}  // namespace courtside::ws
