#include "adapters/ws/websocket_server.hpp"

#include "adapters/ws/connection.hpp"
#include "adapters/ws/hub.hpp"
#include "adapters/ws/listener.hpp"

#include <boost/asio/ip/address.hpp>

#include <utility>
#include <vector>

namespace courtside::ws {

struct WebSocketServer::Impl {
    Impl(boost::asio::io_context& loop, const http::Routes& routes, WebSocketOptions limits,
         spdlog::logger& log)
        : io(loop), logger(log), options(std::move(limits)), hub(loop, routes, options) {}

    boost::asio::io_context& io;
    spdlog::logger& logger;
    const WebSocketOptions options;
    boost::system::result<std::uint16_t> listen(const std::string& address, std::uint16_t port,
                                                Entrance entrance) {
        boost::system::error_code error;
        const auto ip = boost::asio::ip::make_address(address, error);
        if (error) {
            return error;
        }
        auto listener = Listener::open(io, {ip, port}, options.accept_retry, logger);
        if (!listener) {
            return listener.error();
        }
        doors.push_back({std::move(*listener), entrance});
        return doors.back().listener->port();
    }

    struct Door {
        std::unique_ptr<Listener> listener;
        Entrance entrance;
    };

    Hub hub;
    std::vector<Door> doors;
};

WebSocketServer::WebSocketServer(boost::asio::io_context& io, const http::Routes& routes,
                                 WebSocketOptions options, spdlog::logger& logger)
    : impl_(std::make_unique<Impl>(io, routes, std::move(options), logger)) {}

WebSocketServer::~WebSocketServer() = default;

boost::system::result<std::uint16_t> WebSocketServer::listen(const std::string& address, std::uint16_t port) {
    return impl_->listen(address, port, Entrance::everyone);
}

boost::system::result<std::uint16_t> WebSocketServer::listen_internal(const std::string& address,
                                                                      std::uint16_t port,
                                                                      const http::Routes& routes) {
    impl_->hub.set_internal_routes(routes);
    return impl_->listen(address, port, Entrance::internal);
}

void WebSocketServer::use_tls(TlsContext context) {
    impl_->hub.use_tls(std::make_unique<const TlsContext>(std::move(context)));
}

void WebSocketServer::start(ports::ConnectionHandler& handler) {
    impl_->hub.start(handler);
    for (const auto& [listener, entrance] : impl_->doors) {
        listener->start({[hub = &impl_->hub, entrance = entrance](Socket socket) {
                             hub->add(std::move(socket), entrance);
                         },
                         [hub = &impl_->hub] { ++hub->stats().accept_errors; }});
    }
}

void WebSocketServer::send(core::ConnectionId connection, std::string_view payload) {
    if (Connection* found = impl_->hub.find(connection)) {
        found->send(payload);
    }
}

void WebSocketServer::close(core::ConnectionId connection, std::uint16_t code, std::string_view reason) {
    if (Connection* found = impl_->hub.find(connection)) {
        found->close(code, reason);
    }
}

void WebSocketServer::resume(core::ConnectionId connection) {
    if (Connection* found = impl_->hub.find(connection)) {
        found->resume();
    }
}

void WebSocketServer::set_message_limit(core::ConnectionId connection, std::size_t bytes) {
    if (Connection* found = impl_->hub.find(connection)) {
        found->set_message_limit(bytes);
    }
}

void WebSocketServer::flush() {
    impl_->hub.flush();
}

void WebSocketServer::stop_accepting() {
    for (const Impl::Door& door : impl_->doors) {
        door.listener->stop();
    }
    impl_->hub.for_each([](Connection& connection) { connection.drop_if_new(); });
    impl_->hub.stop();
}

void WebSocketServer::close_all(std::uint16_t code, std::string_view reason) {
    impl_->hub.for_each([&](Connection& connection) { connection.close(code, reason); });
}

const WebSocketStats& WebSocketServer::stats() const {
    return impl_->hub.stats();
}

}  // namespace courtside::ws
