#include "support/raw_websocket.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <chrono>
#include <stdexcept>

namespace courtside::test {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;

class RawWebSocket::Impl {
public:
    Impl(std::uint16_t port, std::string_view subprotocol, std::string_view origin) : stream_(io_) {
        stream_.next_layer().connect({asio::ip::address_v4::loopback(), port});
        stream_.next_layer().set_option(asio::ip::tcp::no_delay(true));
        stream_.set_option(websocket::stream_base::decorator([&](websocket::request_type& request) {
            if (!subprotocol.empty()) {
                request.set(beast::http::field::sec_websocket_protocol, subprotocol);
            }
            if (!origin.empty()) {
                request.set(beast::http::field::origin, origin);
            }
        }));
        websocket::response_type response;
        std::optional<beast::error_code> done;
        stream_.async_handshake(response, "127.0.0.1:" + std::to_string(port), "/v1/connect",
                                [&](beast::error_code error) { done = error; });
        run_until(done);
        if (*done) {
            throw std::runtime_error("the upgrade was refused: " + std::to_string(response.result_int()));
        }
        subprotocol_ = response[beast::http::field::sec_websocket_protocol];
    }

    void send(std::string_view bytes, bool text) {
        std::optional<beast::error_code> done;
        stream_.text(text);
        stream_.async_write(asio::buffer(bytes), [&](beast::error_code error, std::size_t) { done = error; });
        run_until(done);
        if (*done) {
            throw std::runtime_error("nothing can be sent any more: " + done->message());
        }
    }

    std::optional<std::string> receive() {
        beast::flat_buffer buffer;
        std::optional<beast::error_code> done;
        stream_.async_read(buffer, [&](beast::error_code error, std::size_t) { done = error; });
        run_until(done);
        return *done ? std::nullopt : std::optional(beast::buffers_to_string(buffer.data()));
    }

    [[nodiscard]] const std::string& subprotocol() const { return subprotocol_; }
    [[nodiscard]] unsigned close_code() const { return stream_.reason().code; }
    [[nodiscard]] std::string close_reason() const {
        return {stream_.reason().reason.data(), stream_.reason().reason.size()};
    }

private:
    void run_until(const std::optional<beast::error_code>& done) {
        constexpr std::chrono::seconds patience{30};
        io_.restart();
        io_.run_for(patience);
        if (!done) {
            // What the handler refers to goes away with this call's frame; it must not run any more.
            stream_.next_layer().close();
            io_.restart();
            io_.run();
            throw std::runtime_error("the server did nothing for too long");
        }
    }

    asio::io_context io_;
    websocket::stream<asio::ip::tcp::socket> stream_;
    std::string subprotocol_;
};

RawWebSocket::RawWebSocket(std::uint16_t port, std::string_view subprotocol, std::string_view origin)
    : impl_(std::make_unique<Impl>(port, subprotocol, origin)) {}

RawWebSocket::~RawWebSocket() = default;

const std::string& RawWebSocket::subprotocol() const {
    return impl_->subprotocol();
}

void RawWebSocket::send_text(std::string_view text) {
    impl_->send(text, true);
}

void RawWebSocket::send_binary(std::string_view bytes) {
    impl_->send(bytes, false);
}

std::optional<std::string> RawWebSocket::receive() {
    return impl_->receive();
}

unsigned RawWebSocket::wait_for_close() {
    while (impl_->receive()) {
    }
    return impl_->close_code();
}

std::string RawWebSocket::close_reason() const {
    return impl_->close_reason();
}

}  // namespace courtside::test
