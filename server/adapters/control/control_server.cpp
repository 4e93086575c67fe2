#include "adapters/control/control_server.hpp"

#include <boost/asio/error.hpp>
#include <spdlog/logger.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <utility>

namespace courtside::control {
namespace {

using boost::asio::local::stream_protocol;
using boost::system::error_code;

/// Those who wait to be accepted; more wait to be connected.
constexpr int most_waiting = 16;

/// The user of the process that connected; none where the system does not tell.
std::optional<uid_t> user_of(stream_protocol::socket& socket) {
    ucred peer{};
    socklen_t size = sizeof peer;
    if (::getsockopt(socket.native_handle(), SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) {
        return std::nullopt;
    }
    return peer.uid;
}

}  // namespace

boost::system::result<std::unique_ptr<ControlServer>> ControlServer::open(boost::asio::io_context& io,
                                                                          const ServerOptions& options,
                                                                          Apply apply,
                                                                          spdlog::logger& logger) {
    const auto address = SocketAddress::of(options.folder);
    if (!address) {
        return address.error();
    }
    Acceptor acceptor(io);
    error_code error;
    acceptor.open(stream_protocol(), error);
    // The file gets the mode that the socket has when it is bound.
    if (!error && ::fchmod(acceptor.native_handle(), S_IRUSR | S_IWUSR) != 0) {
        error = {errno, boost::system::system_category()};
    }
    if (!error && ::unlink(address->name().c_str()) != 0 && errno != ENOENT) {
        error = {errno, boost::system::system_category()};
    }
    if (!error) {
        acceptor.bind(stream_protocol::endpoint(address->name()), error);
    }
    if (!error) {
        acceptor.listen(most_waiting, error);
    }
    if (error) {
        return error;
    }
    return std::unique_ptr<ControlServer>(
        new ControlServer(std::move(acceptor), options, std::move(apply), logger));
}

ControlServer::ControlServer(Acceptor acceptor, const ServerOptions& options, Apply apply,
                             spdlog::logger& logger)
    : acceptor_(std::move(acceptor)),
      retry_timer_(acceptor_.get_executor()),
      options_(options),
      host_{greeting(options.version), options.request_within, options.answer_within, std::move(apply),
            [this](const std::shared_ptr<ControlConnection>& connection) {
                connections_.erase(connection);
                accept();
            }},
      logger_(logger),
      alive_(std::make_shared<int>(0)) {
    accept();
}

ControlServer::~ControlServer() {
    for (const auto& connection : connections_) {
        connection->abandon();
    }
    if (const auto address = SocketAddress::of(options_.folder)) {
        // Left behind it would be replaced by the next server, and nobody answers there.
        (void)::unlink(address->name().c_str());
    }
}

void ControlServer::accept() {
    if (accepting_ || connections_.size() >= options_.most_connections) {
        return;
    }
    accepting_ = true;
    acceptor_.async_accept(
        [this, alive = std::weak_ptr(alive_)](const error_code& error, stream_protocol::socket socket) {
            if (alive.expired()) {
                return;
            }
            accepting_ = false;
            if (!error) {
                welcome(std::move(socket));
            } else if (error != boost::asio::error::connection_aborted) {
                logger_.error("Accepting administrative commands failed, trying again in {} ms: {}",
                              options_.retry_after.count(), error.message());
                pause();
                return;
            }
            accept();
        });
}

void ControlServer::welcome(ControlConnection::Socket socket) {
    const auto user = user_of(socket);
    if (!user || !may_administer(*user, ::geteuid())) {
        logger_.warn("A process of another user (uid {}) tried to send administrative commands",
                     user ? std::to_string(*user) : "unknown");
        return;
    }
    const auto connection = std::make_shared<ControlConnection>(std::move(socket), *user, host_);
    connections_.insert(connection);
    connection->start();
}

/// Out of descriptors: the next accept would fail as fast, and the loop would do nothing else.
void ControlServer::pause() {
    retry_timer_.expires_after(options_.retry_after);
    retry_timer_.async_wait([this, alive = std::weak_ptr(alive_)](const error_code& error) {
        if (!error && !alive.expired()) {
            accept();
        }
    });
}

}  // namespace courtside::control
