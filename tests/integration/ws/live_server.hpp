#pragma once

#include "adapters/http/routes.hpp"
#include "adapters/ws/websocket_server.hpp"
#include "integration/ws/turn_loop.hpp"
#include "ports/connections.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <spdlog/logger.h>

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace courtside::ws::testing {

/// An app that sends back what it gets, at the end of the turn, and remembers what it saw.
class EchoApp final : public ports::ConnectionHandler {
public:
    struct Opened {
        core::ConnectionId id;
        ports::Format format;
        std::string origin;
    };
    /// What a test can look at and wait for.
    struct Seen {
        std::vector<Opened> opened;
        std::vector<core::ConnectionId> closed;
        std::uint64_t held = 0;
        std::uint64_t delivered_after_end = 0;  ///< messages or second ends after on_close; has to stay 0
        std::uint64_t logged_errors = 0;
    };

    void attach(ports::Connections& connections) { connections_ = &connections; }

    // To be set before the server starts, or on the loop.
    std::size_t message_limit = std::size_t{64} * 1024;
    /// Each message whose number is a multiple of it is held back once, until the next turn. 0: none.
    std::uint64_t hold_every = 0;
    /// Whether what is held back is resumed at the end of the turn.
    bool resume = true;

    /// Changes `seen` and wakes who waits. From any thread.
    void note(const std::function<void(Seen&)>& change);
    /// Waits until `enough` holds.
    void wait_until(const std::function<bool(const Seen&)>& enough);
    [[nodiscard]] Seen seen();

    [[nodiscard]] bool origin_allowed(std::string_view origin) const override;
    void on_open(core::ConnectionId connection, ports::Format format, std::string_view origin) override;
    [[nodiscard]] ports::Intake on_message(core::ConnectionId connection, std::string_view payload) override;
    void on_close(core::ConnectionId connection) override;
    void on_turn_end() override;

private:
    ports::Connections* connections_ = nullptr;
    std::vector<std::pair<core::ConnectionId, std::string>> echoes_;
    std::vector<core::ConnectionId> held_;
    std::uint64_t messages_ = 0;
    bool was_held_ = false;

    std::mutex mutex_;
    std::condition_variable changed_;
    Seen seen_;
};

/// The real adapter on a loopback port, its loop on a thread of its own.
class LiveServer {
public:
    /// What it answers on /large: more than any socket keeps on its own.
    static const std::string& large_file();

    explicit LiveServer(WebSocketOptions options = {}, const std::function<void(EchoApp&)>& configure = {});
    ~LiveServer();

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] EchoApp& app() { return app_; }

    /// Runs `what(server)` on the loop and returns its result.
    template <class Function>
    auto on_loop(Function what) {
        std::packaged_task<decltype(what(server_))()> task([&] { return what(server_); });
        auto result = task.get_future();
        boost::asio::post(io_, [&] { task(); });
        return result.get();
    }
    [[nodiscard]] WebSocketStats stats() {
        return on_loop([](WebSocketServer& server) { return server.stats(); });
    }
    /// Closes everything as a stopping program does.
    void begin_stop(std::uint16_t code, const std::string& reason);
    /// Waits until the loop has run out of work.
    void wait_for_end();

private:
    boost::asio::io_context io_{1};
    http::Routes routes_;
    EchoApp app_;
    spdlog::logger logger_;
    WebSocketServer server_;
    TurnLoop loop_;
    std::uint16_t port_ = 0;
    std::thread thread_;
};

/// Bytes of all kinds, the same for the same size.
[[nodiscard]] std::string noise(std::size_t size);

}  // namespace courtside::ws::testing
