#pragma once

#include "unit/adapters/ws/client_frames.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace courtside::ws::testing {

/// What a server's frame held; opcode 0xFF at the end of the stream.
struct ServerFrame {
    std::uint8_t opcode = 0xFF;
    std::string payload;

    /// Of a close frame.
    [[nodiscard]] unsigned code() const {
        return payload.size() < 2
                   ? 0U
                   : (static_cast<unsigned char>(payload[0]) * 256U + static_cast<unsigned char>(payload[1]));
    }
    [[nodiscard]] std::string reason() const { return payload.size() < 2 ? "" : payload.substr(2); }
    [[nodiscard]] bool is_end() const { return opcode == 0xFF; }
};

/// The request that a well-behaved client sends.
std::string upgrade_request(std::string_view subprotocol = "courtside.v1.proto",
                            std::string_view more_fields = {});

/// A client that sends bytes as the test wants them. Blocking; a hang ends with the test's timeout.
class RawClient {
public:
    explicit RawClient(std::uint16_t port);

    /// Does the whole upgrade; throws if the server refuses.
    void upgrade(std::string_view subprotocol = "courtside.v1.proto");
    void write(std::string_view bytes);
    /// Everything up to the empty line.
    std::string read_head();
    /// Head and body, until the server ends the stream.
    std::string read_all();
    ServerFrame read_frame();
    /// Writes as long as the socket takes it, at most `most` bytes of `pattern` over and over.
    std::size_t write_what_fits(std::string_view pattern, std::size_t most);
    void hang_up();

private:
    [[nodiscard]] bool fill(std::size_t bytes);

    boost::asio::io_context io_;
    boost::asio::ip::tcp::socket socket_;
    std::string buffer_;
};

}  // namespace courtside::ws::testing
