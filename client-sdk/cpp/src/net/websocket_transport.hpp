#pragma once

// Only for the two files that make a transport of it: Beast takes long to compile.

#include "net/transport.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <deque>
#include <memory>
#include <string>
#include <utility>

namespace courtside::internal {

namespace beast = boost::beast;
namespace websocket = beast::websocket;
using boost::asio::ip::tcp;
using boost::system::error_code;

inline constexpr std::string_view kSubprotocol = "courtside.v1.proto";

/// `Stream`: beast::tcp_stream, or a TLS stream around it. What comes between the TCP connection and the
/// upgrade is the derived class's: it calls `upgrade()` or `fail()`.
template <class Stream>
class WebsocketTransport : public Transport, public std::enable_shared_from_this<WebsocketTransport<Stream>> {
public:
    template <class... StreamArgs>
    WebsocketTransport(boost::asio::io_context& io, Settings settings, Events events, StreamArgs&... args)
        : settings_(std::move(settings)), events_(std::move(events)), resolver_(io), socket_(io, args...) {}

    void start() override {
        resolver_.async_resolve(settings_.endpoint.host, settings_.endpoint.port,
                                this->bind(&WebsocketTransport::on_resolved));
    }

    void send(std::string message) override {
        unsent_bytes_ += message.size();
        queue_.push_back(std::move(message));
        if (open_ && queue_.size() == 1) {
            write_next();
        }
    }

    [[nodiscard]] std::size_t unsent_bytes() const override { return unsent_bytes_; }

    void close() override {
        silent_ = true;
        resolver_.cancel();
        if (open_) {
            // Beast gives the other side the time of the handshake timeout to answer.
            socket_.async_close(websocket::close_code::normal, [self = this->shared_from_this()](error_code) {
                // Closed or broken: the connection is over either way.
            });
        } else {
            beast::get_lowest_layer(socket_).close();
        }
    }

protected:
    virtual void secure() { upgrade(); }

    template <class Method>
    auto bind(Method method) {
        return beast::bind_front_handler(method, this->shared_from_this());
    }

    void upgrade() {
        beast::get_lowest_layer(socket_).expires_never();
        websocket::stream_base::timeout timeouts{};
        timeouts.handshake_timeout = settings_.connect_timeout;
        timeouts.idle_timeout = settings_.idle_timeout;
        timeouts.keep_alive_pings = true;
        socket_.set_option(timeouts);
        socket_.set_option(websocket::stream_base::decorator(
            [agent = settings_.user_agent](websocket::request_type& request) {
                request.set(beast::http::field::user_agent, agent);
                request.set(beast::http::field::sec_websocket_protocol, kSubprotocol);
            }));
        socket_.binary(true);
        socket_.read_message_max(settings_.largest_frame);
        socket_.async_handshake(response_, settings_.endpoint.host_header(), settings_.endpoint.path,
                                this->bind(&WebsocketTransport::on_upgraded));
    }

    void fail(const error_code& error, const std::string& doing) {
        const auto& reason = socket_.reason();
        const bool has_code = reason.code != websocket::close_code::none;
        end(has_code ? static_cast<int>(reason.code) : 0,
            has_code ? std::string(reason.reason.data(), reason.reason.size())
                     : doing + ": " + error.message());
    }

    Settings settings_;
    Events events_;

private:
    /// The last event.
    void end(int code, const std::string& reason) {
        open_ = false;
        beast::get_lowest_layer(socket_).close();
        if (!std::exchange(silent_, true)) {
            events_.closed(code, reason);
        }
    }

    void on_resolved(const error_code& error, const tcp::resolver::results_type& found) {
        if (error) {
            fail(error, "looking up " + settings_.endpoint.host);
            return;
        }
        if (silent_) {
            return;  // Closed meanwhile.
        }
        beast::get_lowest_layer(socket_).expires_after(settings_.connect_timeout);
        beast::get_lowest_layer(socket_).async_connect(found, this->bind(&WebsocketTransport::on_connected));
    }

    void on_connected(const error_code& error, const tcp::endpoint&) {
        if (error || silent_) {
            fail(error, "connecting to " + settings_.endpoint.host);
            return;
        }
        error_code ignored;  // Slower without, but it works.
        beast::get_lowest_layer(socket_).socket().set_option(tcp::no_delay{true}, ignored);
        secure();
    }

    void on_upgraded(const error_code& error) {
        if (error == websocket::error::upgrade_declined) {
            end(0, "the server declined the WebSocket: HTTP " + std::to_string(response_.result_int()));
            return;
        }
        if (error || silent_) {
            fail(error, "the WebSocket handshake");
            return;
        }
        if (response_[beast::http::field::sec_websocket_protocol] != kSubprotocol) {
            end(0, "the server does not speak " + std::string(kSubprotocol));
            return;
        }
        open_ = true;
        read_next();
        events_.opened();
    }

    void read_next() { socket_.async_read(buffer_, this->bind(&WebsocketTransport::on_read)); }

    void on_read(const error_code& error, std::size_t) {
        if (error) {
            fail(error, "reading");
            return;
        }
        const auto data = buffer_.cdata();
        if (!silent_) {
            events_.received({static_cast<const char*>(data.data()), data.size()});
        }
        buffer_.consume(buffer_.size());
        read_next();
    }

    void write_next() {
        socket_.async_write(boost::asio::buffer(queue_.front()), this->bind(&WebsocketTransport::on_written));
    }

    void on_written(const error_code& error, std::size_t) {
        if (error) {
            return;  // The read under way fails too, and it knows the close code.
        }
        unsent_bytes_ -= queue_.front().size();
        queue_.pop_front();
        if (!queue_.empty() && open_) {
            write_next();
        }
    }

    tcp::resolver resolver_;

protected:
    websocket::stream<Stream> socket_;

private:
    websocket::response_type response_;
    beast::flat_buffer buffer_;
    std::deque<std::string> queue_;
    std::size_t unsent_bytes_ = 0;
    bool open_ = false;
    /// No event comes any more.
    bool silent_ = false;
};

}  // namespace courtside::internal
