#pragma once

#include "integration/cli/program.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace courtside::cli_test {

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

/// The program as it serves a workplace on any free port.
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

/// A client's request to become a WebSocket.
inline constexpr const char* upgrade =
    "GET /v1/connect HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    "Sec-WebSocket-Protocol: courtside.v1.json\r\n\r\n";

/// The whole answer to a GET.
inline std::string get(std::uint16_t port, const std::string& path) {
    Socket socket(port);
    socket.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    return socket.read_until("no answer has this in it");
}

}  // namespace courtside::cli_test
