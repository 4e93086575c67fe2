#include "integration/cli/program.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <csignal>
#include <string>

namespace courtside::cli_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// A plain socket to the server. The test's own time limit bounds the reads.
class Socket {
public:
    explicit Socket(std::uint16_t port) { socket_.connect({boost::asio::ip::address_v4::loopback(), port}); }

    void send(const std::string& bytes) { boost::asio::write(socket_, boost::asio::buffer(bytes)); }

    /// What comes until `end` was read, or until the server closed.
    std::string read_until(const std::string& end) {
        std::string text;
        while (text.find(end) == std::string::npos) {
            std::array<char, 1024> bytes{};
            boost::system::error_code error;
            const std::size_t size = socket_.read_some(boost::asio::buffer(bytes), error);
            if (error) {
                return text;
            }
            text.append(bytes.data(), size);
        }
        return text;
    }

private:
    boost::asio::io_context io_;
    boost::asio::ip::tcp::socket socket_{io_};
};

class Server {
public:
    explicit Server(const Workplace& workplace, const Arguments& more = {})
        : program_(with(workplace, more)), line_(program_.read_line()) {}

    [[nodiscard]] const std::string& line() const { return line_; }
    [[nodiscard]] std::uint16_t port() const {
        const std::size_t colon = line_.rfind(':');
        return colon == std::string::npos ? std::uint16_t{0}
                                          : static_cast<std::uint16_t>(std::stoi(line_.substr(colon + 1)));
    }
    Finished stop(int signal) {
        program_.send_signal(signal);
        return program_.finish();
    }
    Program& program() { return program_; }

private:
    static Arguments with(const Workplace& workplace, const Arguments& more) {
        Arguments arguments{"serve", "--port", "0", "--data", workplace.data()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return arguments;
    }

    Program program_;
    std::string line_;
};

constexpr const char* upgrade =
    "GET /v1/connect HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    "Sec-WebSocket-Protocol: courtside.v1.json\r\n\r\n";

TEST(Serve, TellsItsRealPortAndAnswers) {
    const Workplace workplace;
    Server server(workplace, {"--port-file", workplace.path("port")});
    ASSERT_THAT(server.line(), StartsWith("listening on 127.0.0.1:"));
    ASSERT_NE(server.port(), 0);
    EXPECT_EQ(workplace.content("port"), std::to_string(server.port()) + "\n");
    Socket socket(server.port());
    socket.send("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_THAT(socket.read_until("ok"), StartsWith("HTTP/1.1 200"));
    EXPECT_EQ(server.stop(SIGTERM).code, 0);
}

TEST(Serve, ListensOnAnotherAddress) {
    const Workplace workplace;
    Server server(workplace, {"--listen", "::1"});
    EXPECT_THAT(server.line(), StartsWith("listening on [::1]:"));
    EXPECT_EQ(server.stop(SIGINT).code, 0);
}

TEST(Serve, TellsConnectedClientsToComeBackAndEndsWhenTheyAreGone) {
    const Workplace workplace;
    Server server(workplace);
    ASSERT_NE(server.port(), 0);
    Socket socket(server.port());
    socket.send(upgrade);
    ASSERT_THAT(socket.read_until("\r\n\r\n"), StartsWith("HTTP/1.1 101"));

    server.program().send_signal(SIGTERM);
    const std::string frame = socket.read_until("\x0F\xA1");
    ASSERT_THAT(frame, AllOf(StartsWith("\x88"), HasSubstr("\x0F\xA1")));  // a close frame with 4001
    const std::string delay = frame.substr(4);
    EXPECT_GE(std::stoi(delay), 1) << "the delay in milliseconds, as the reason";
    // The client's answer: the same code, masked with zeros.
    socket.send(std::string("\x88\x82\0\0\0\0\x0F\xA1", 8));
    EXPECT_EQ(server.program().finish().code, 0);
}

TEST(Serve, EndsEvenIfAClientDoesNotAnswer) {
    const Workplace workplace;
    Server server(workplace);
    Socket socket(server.port());
    socket.send(upgrade);
    ASSERT_THAT(socket.read_until("\r\n\r\n"), StartsWith("HTTP/1.1 101"));
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(server.stop(SIGTERM).code, 0);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
}

TEST(Serve, SaysThatThePortIsTaken) {
    const Workplace first;
    const Workplace second;
    Server server(first);
    const Finished refused = run({"serve", "--data", second.data(), "--port", std::to_string(server.port())});
    EXPECT_EQ(refused.code, 4);
    EXPECT_THAT(refused.err, AllOf(HasSubstr("cannot be listened on"), HasSubstr("--port")));
    EXPECT_EQ(server.stop(SIGTERM).code, 0);
}

TEST(Serve, StartsAgainOnTheSameFolder) {
    const Workplace workplace;
    workplace.add_company();
    for (int i = 0; i < 3; ++i) {
        Server server(workplace);
        EXPECT_THAT(server.line(), StartsWith("listening on"));
        EXPECT_EQ(server.stop(SIGTERM).code, 0);
    }
    EXPECT_EQ(workplace.run({"verify"}).code, 0);
}

TEST(Serve, StartsAgainAfterItWasKilled) {
    const Workplace workplace;
    workplace.add_company();
    Server killed(workplace);
    EXPECT_EQ(killed.stop(SIGKILL).code, 128 + SIGKILL);
    Server server(workplace);
    EXPECT_THAT(server.line(), StartsWith("listening on"));
    EXPECT_EQ(server.stop(SIGTERM).code, 0);
}

TEST(Serve, LogsToStderrAndNeverASecret) {
    const Workplace workplace;
    workplace.add_company();
    Server server(workplace, {"--log-level", "trace"});
    const Finished finished = server.stop(SIGTERM);
    const std::string secret = workplace.content("secret").substr(0, 43);
    EXPECT_THAT(finished.err, AllOf(HasSubstr("listens on"), HasSubstr("Stopped"), Not(HasSubstr(secret))));
}

}  // namespace
}  // namespace courtside::cli_test
