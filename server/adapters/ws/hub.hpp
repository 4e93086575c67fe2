#pragma once

#include "adapters/http/routes.hpp"
#include "adapters/ws/connection.hpp"
#include "adapters/ws/options.hpp"
#include "adapters/ws/send_buffer.hpp"
#include "adapters/ws/slot_map.hpp"
#include "adapters/ws/socket.hpp"
#include "adapters/ws/tls_context.hpp"
#include "ports/connections.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace courtside::ws {

/// What the connections of one server share: the receive buffer, spare memory, the timer that looks
/// after all of them, and the lists of those that want attention. All on the loop.
///
/// Handlers in the loop know their connection by id only; what comes for one that is gone finds
/// nothing. Connections end in two steps, so that none is destroyed inside a call to it: they mark
/// themselves as leaving, and a handler of the loop tells the app and erases them.
class Hub {
public:
    Hub(boost::asio::io_context& io, const http::Routes& http_routes, const WebSocketOptions& limits);

    /// Connections are reported to `app` from now on; the timer starts.
    void start(ports::ConnectionHandler& app);
    /// Takes over an accepted socket, or refuses it if there are too many. Whoever runs the server is never
    /// refused, and spoken to without TLS.
    void add(Socket socket, Entrance entrance);
    /// What the internal entrance answers; must outlive the hub. Before the first socket comes through it.
    void set_internal_routes(const http::Routes& routes) { internal_routes_ = &routes; }
    /// From the next connection on. Null: plain bytes.
    void use_tls(std::unique_ptr<const TlsContext> context) { tls_ = std::move(context); }
    /// The timer ends with the last connection, so that the loop runs out of work.
    void stop();

    [[nodiscard]] Connection* find(core::ConnectionId id) const { return connections_.find(id); }
    template <class Visit>
    void for_each(Visit&& visit) {
        connections_.for_each(visit);
    }
    [[nodiscard]] std::size_t size() const { return connections_.size(); }

    /// Writes what waits, once for each connection.
    void flush();

    // For connections.
    [[nodiscard]] const WebSocketOptions& options() const { return options_; }
    [[nodiscard]] const http::Routes& routes(Entrance entrance) const {
        return entrance == Entrance::internal ? *internal_routes_ : routes_;
    }
    [[nodiscard]] ports::ConnectionHandler& handler() const { return *handler_; }
    [[nodiscard]] std::vector<char>& receive_buffer() { return receive_buffer_; }
    [[nodiscard]] BufferPool& buffers() { return buffers_; }
    [[nodiscard]] WebSocketStats& stats() { return stats_; }
    /// Read once a turn.
    [[nodiscard]] std::chrono::steady_clock::time_point now();
    void mark_dirty(core::ConnectionId id) { dirty_.push_back(id); }
    void mark_leaving(core::ConnectionId id);
    void mark_resumed(core::ConnectionId id);

private:
    void defer();
    void run_deferred();
    void schedule_sweep();
    void sweep();

    boost::asio::io_context& io_;
    const http::Routes& routes_;
    const http::Routes* internal_routes_ = nullptr;
    const WebSocketOptions& options_;
    ports::ConnectionHandler* handler_ = nullptr;

    std::unique_ptr<const TlsContext> tls_;
    SlotMap<Connection> connections_;
    std::vector<char> receive_buffer_;
    BufferPool buffers_;
    WebSocketStats stats_;

    std::vector<core::ConnectionId> dirty_;
    std::vector<core::ConnectionId> leaving_;
    std::vector<core::ConnectionId> resumed_;
    bool deferred_ = false;

    boost::asio::steady_timer sweep_timer_;
    bool accepting_ = false;
    std::chrono::steady_clock::time_point now_{};
    bool now_is_fresh_ = false;
    std::chrono::steady_clock::time_point last_sweep_{};
};

}  // namespace courtside::ws
