#include "adapters/ws/hub.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>

#include <memory>
#include <utility>

namespace courtside::ws {

Hub::Hub(boost::asio::io_context& io, const http::Routes& http_routes, const WebSocketOptions& limits)
    : io_(io),
      routes_(http_routes),
      options_(limits),
      receive_buffer_(limits.receive_buffer),
      sweep_timer_(io) {}

void Hub::start(ports::ConnectionHandler& app) {
    handler_ = &app;
    accepting_ = true;
    last_sweep_ = now();
    schedule_sweep();
}

void Hub::stop() {
    accepting_ = false;
    if (connections_.size() == 0) {
        sweep_timer_.cancel();
    }
}

void Hub::add(Socket socket, Entrance entrance) {
    ++stats_.accepted;
    const bool internal = entrance == Entrance::internal;
    boost::system::error_code ignored;  // a socket that fails here fails at its first read, too
    socket.non_blocking(true, ignored);
    if (connections_.size() >= options_.max_connections && !internal) {
        ++stats_.over_capacity;
        if (tls_) {
            return;  // a handshake for a refusal would be more work than the connection
        }
        http::Response response = http::text_response(503, "Too many connections; try again in a while.\n");
        response.fields.emplace_back("Retry-After", "5");
        // Fits into an empty socket's buffer; whether it arrives makes no difference here.
        socket.write_some(boost::asio::buffer(http::to_wire(response, false)), ignored);
        return;
    }
    socket.set_option(boost::asio::ip::tcp::no_delay(true), ignored);
    const core::ConnectionId id = connections_.insert([&](core::ConnectionId new_id) {
        return std::make_unique<Connection>(Stream(std::move(socket), internal ? nullptr : tls_.get()),
                                            new_id, *this, entrance);
    });
    stats_.open = connections_.size();
    find(id)->start();
}

void Hub::flush() {
    // By index: a write that fails marks nothing dirty, but growth must not hurt should it ever.
    for (std::size_t at = 0; at < dirty_.size(); ++at) {
        if (Connection* connection = find(dirty_[at])) {
            connection->flush();
        }
    }
    dirty_.clear();
    now_is_fresh_ = false;
}

std::chrono::steady_clock::time_point Hub::now() {
    if (!now_is_fresh_) {
        now_ = std::chrono::steady_clock::now();
        now_is_fresh_ = true;
    }
    return now_;
}

void Hub::mark_leaving(core::ConnectionId id) {
    leaving_.push_back(id);
    defer();
}

void Hub::mark_resumed(core::ConnectionId id) {
    resumed_.push_back(id);
    defer();
}

void Hub::defer() {
    if (!deferred_) {
        deferred_ = true;
        boost::asio::post(io_, [this] { run_deferred(); });
    }
}

void Hub::run_deferred() {
    deferred_ = false;
    for (const core::ConnectionId id : std::exchange(resumed_, {})) {
        if (Connection* connection = find(id)) {
            connection->deliver_held();
        }
    }
    for (const core::ConnectionId id : std::exchange(leaving_, {})) {
        Connection* connection = find(id);
        if (connection == nullptr) {
            continue;
        }
        if (connection->take_farewell()) {
            handler_->on_close(id);
        }
        if (connection->is_gone()) {
            connections_.erase(id);
            stats_.open = connections_.size();
        }
    }
    if (!accepting_ && connections_.size() == 0) {
        sweep_timer_.cancel();
    }
}

void Hub::schedule_sweep() {
    sweep_timer_.expires_after(options_.sweep_interval);
    sweep_timer_.async_wait([this](const boost::system::error_code& error) {
        if (error) {
            return;  // cancelled: the hub may be gone
        }
        sweep();
        if (accepting_ || connections_.size() > 0) {
            schedule_sweep();
        }
    });
}

void Hub::sweep() {
    // After a long stop (a slow disk, a paused machine) what the clients sent in time is still in
    // the sockets: read first, judge at the next sweep.
    const auto since_last = now() - std::exchange(last_sweep_, now());
    if (since_last > 3 * options_.sweep_interval) {
        return;
    }
    connections_.for_each([](Connection& connection) { connection.sweep(); });
}

}  // namespace courtside::ws
