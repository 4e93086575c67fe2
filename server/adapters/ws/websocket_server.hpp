#pragma once

#include "adapters/http/routes.hpp"
#include "adapters/ws/options.hpp"
#include "adapters/ws/tls_context.hpp"
#include "ports/connections.hpp"

#include <boost/system/result.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace boost::asio {
class io_context;
}
namespace spdlog {
class logger;
}

namespace courtside::ws {

/// The shard's side of the network: WebSocket connections on `options.path`, plain HTTP elsewhere.
///
/// Everything happens on the thread that runs `io`; no call may come from another one. What is queued
/// leaves with flush(), which the app calls at the end of each turn of the loop.
/// `io`, routes, logger and handler outlive the server, and `io` runs no more once it is destroyed.
class WebSocketServer final : public ports::Connections {
public:
    WebSocketServer(boost::asio::io_context& io, const http::Routes& routes, WebSocketOptions options,
                    spdlog::logger& logger);
    ~WebSocketServer() override;

    /// Binds `address` (an IP address) and `port` (0: any free one) and returns the real port. May be
    /// called for several addresses. Clients wait in the listen queue until start().
    [[nodiscard]] boost::system::result<std::uint16_t> listen(const std::string& address, std::uint16_t port);

    /// As listen(), for those who run the server: plain HTTP that `routes` answer, no WebSocket, also when
    /// there are too many clients. `routes` must outlive the server.
    [[nodiscard]] boost::system::result<std::uint16_t> listen_internal(const std::string& address,
                                                                       std::uint16_t port,
                                                                       const http::Routes& routes);

    /// New connections speak TLS; those that are there stay as they are. At any time: a renewed certificate.
    void use_tls(TlsContext context);

    /// Accepts connections and reports them to `handler`. Once, after the last listen().
    void start(ports::ConnectionHandler& handler);

    void send(core::ConnectionId connection, std::string_view payload) override;
    void close(core::ConnectionId connection, std::uint16_t code, std::string_view reason) override;
    void resume(core::ConnectionId connection) override;
    void set_message_limit(core::ConnectionId connection, std::size_t bytes) override;
    void flush() override;
    void stop_accepting() override;

    /// Closes every connection as close() does. After stop_accepting() and this, the server has no
    /// more work in the loop once the last client answered, or after `options.close_timeout`.
    void close_all(std::uint16_t code, std::string_view reason);

    [[nodiscard]] const WebSocketStats& stats() const;

private:
    struct Impl;

    std::unique_ptr<Impl> impl_;
};

}  // namespace courtside::ws
