#pragma once

#include "adapters/control/control_connection.hpp"
#include "adapters/control/socket_address.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/result.hpp>
#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <set>
#include <string>

namespace spdlog {
class logger;
}

namespace courtside::control {

/// Whether a process of this user is served by a server of that one.
[[nodiscard]] constexpr bool may_administer(uid_t user, uid_t of_server) {
    return user == of_server || user == 0;
}

struct ServerOptions {
    std::filesystem::path folder;
    std::string version;
    /// Served at once; more wait in the system's list until one is done.
    std::size_t most_connections = 4;
    std::chrono::milliseconds request_within{30'000};  ///< from the greeting to the end of the request
    std::chrono::milliseconds answer_within{10'000};   ///< for a client to take the answer
    std::chrono::milliseconds retry_after{1'000};      ///< after accepting failed, for want of descriptors
};

/// Takes administrative changes of the command line while the server runs, on a socket in the data folder.
///
/// Only processes of the server's own user and of root are served: the file is readable by nobody else,
/// and the system is asked who connects. Everything on the loop.
class ControlServer {
public:
    /// Listens, in place of what a killed server left behind: whoever calls this holds the folder's lock.
    /// `io` and `logger` must outlive it; `apply` is called until it is destroyed.
    [[nodiscard]] static boost::system::result<std::unique_ptr<ControlServer>> open(
        boost::asio::io_context& io, const ServerOptions& options, Apply apply, spdlog::logger& logger);

    /// Takes the socket away. Who waits for an answer is hung up on and knows that it is not known.
    ~ControlServer();
    ControlServer(const ControlServer&) = delete;
    ControlServer& operator=(const ControlServer&) = delete;

private:
    using Acceptor = boost::asio::local::stream_protocol::acceptor;

    ControlServer(Acceptor acceptor, const ServerOptions& options, Apply apply, spdlog::logger& logger);
    void accept();
    void welcome(ControlConnection::Socket socket);
    void pause();

    Acceptor acceptor_;
    boost::asio::steady_timer retry_timer_;
    ServerOptions options_;
    ControlConnection::Host host_;
    spdlog::logger& logger_;
    bool accepting_ = false;
    std::set<std::shared_ptr<ControlConnection>> connections_;
    std::shared_ptr<int> alive_;  ///< for handlers that come after the end
};

}  // namespace courtside::control
