#pragma once

#include "adapters/ws/socket.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/system/result.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

namespace spdlog {
class logger;
}

namespace courtside::ws {

/// Accepts connections on one address and port. All on the loop.
class Listener {
public:
    using OnSocket = std::function<void(Socket)>;
    using OnError = std::function<void()>;

    struct Callbacks {
        OnSocket socket;  ///< takes each new connection
        OnError error;    ///< an accept failed; counted by the owner
    };

    /// Binds and listens; nothing is accepted before start(). Fails with what the system says.
    [[nodiscard]] static boost::system::result<std::unique_ptr<Listener>> open(
        boost::asio::io_context& io, const boost::asio::ip::tcp::endpoint& endpoint,
        std::chrono::milliseconds retry_after, spdlog::logger& logger);

    Listener(Acceptor acceptor, std::chrono::milliseconds retry_after, spdlog::logger& logger);

    void start(Callbacks callbacks);
    void stop();

    /// The real one where 0 was asked for.
    [[nodiscard]] std::uint16_t port() const { return port_; }

private:
    void accept();
    void pause();

    Acceptor acceptor_;
    boost::asio::steady_timer retry_timer_;
    std::chrono::milliseconds retry_after_;
    spdlog::logger& logger_;
    Callbacks callbacks_;
    std::uint16_t port_ = 0;
};

}  // namespace courtside::ws
