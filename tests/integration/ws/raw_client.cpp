#include "integration/ws/raw_client.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <poll.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace courtside::ws::testing {

namespace asio = boost::asio;

std::string upgrade_request(std::string_view subprotocol, std::string_view more_fields) {
    std::string request =
        "GET /v1/connect HTTP/1.1\r\n"
        "Host: 127.0.0.1\r\n"
        "Upgrade: websocket\r\n"
        "Connection: Upgrade\r\n"
        "Sec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    if (!subprotocol.empty()) {
        request.append("Sec-WebSocket-Protocol: ").append(subprotocol).append("\r\n");
    }
    return request.append(more_fields).append("\r\n");
}

RawClient::RawClient(std::uint16_t port) : socket_(io_) {
    socket_.connect({asio::ip::address_v4::loopback(), port});
    socket_.set_option(asio::ip::tcp::no_delay(true));
}

void RawClient::upgrade(std::string_view subprotocol) {
    write(upgrade_request(subprotocol));
    const std::string head = read_head();
    if (!head.starts_with("HTTP/1.1 101 ")) {
        throw std::runtime_error("refused: " + head);
    }
}

void RawClient::write(std::string_view bytes) {
    asio::write(socket_, asio::buffer(bytes));
}

bool RawClient::fill(std::size_t bytes) {
    std::array<char, std::size_t{64} * 1024> piece{};
    while (buffer_.size() < bytes) {
        boost::system::error_code error;
        const std::size_t size = socket_.read_some(asio::buffer(piece), error);
        if (error) {
            return false;
        }
        buffer_.append(piece.data(), size);
    }
    return true;
}

std::string RawClient::read_head() {
    while (buffer_.find("\r\n\r\n") == std::string::npos) {
        if (!fill(buffer_.size() + 1)) {
            return std::exchange(buffer_, {});
        }
    }
    const std::size_t end = buffer_.find("\r\n\r\n") + 4;
    std::string head = buffer_.substr(0, end);
    buffer_.erase(0, end);
    return head;
}

std::string RawClient::read_all() {
    while (fill(buffer_.size() + 1)) {
    }
    return std::exchange(buffer_, {});
}

ServerFrame RawClient::read_frame() {
    if (!fill(2)) {
        return {};
    }
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(buffer_[at]); };
    const std::size_t short_length = byte(1) & 0x7FU;
    const std::size_t extended = short_length == 126 ? 2 : short_length == 127 ? 8 : 0;
    if (!fill(2 + extended)) {
        return {};
    }
    std::size_t length = extended == 0 ? short_length : 0;
    for (std::size_t at = 2; at < 2 + extended; ++at) {
        length = length * 256 + byte(at);
    }
    if (!fill(2 + extended + length)) {
        return {};
    }
    ServerFrame frame{static_cast<std::uint8_t>(byte(0) & 0x0FU), buffer_.substr(2 + extended, length)};
    buffer_.erase(0, 2 + extended + length);
    return frame;
}

std::size_t RawClient::write_what_fits(std::string_view pattern, std::size_t most) {
    socket_.non_blocking(true);
    std::size_t total = 0;
    while (total < most) {
        boost::system::error_code error;
        const std::string_view rest = pattern.substr(total % pattern.size());
        total += socket_.write_some(asio::buffer(rest.data(), rest.size()), error);
        if (error == asio::error::would_block) {
            // Full for now; half a second without room says that nobody takes anything out.
            pollfd waiting{socket_.native_handle(), POLLOUT, 0};
            if (::poll(&waiting, 1, 500) == 0) {
                break;
            }
        } else if (error) {
            break;
        }
    }
    socket_.non_blocking(false);
    return total;
}

void RawClient::hang_up() {
    socket_.close();
}

}  // namespace courtside::ws::testing
