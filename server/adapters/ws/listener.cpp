#include "adapters/ws/listener.hpp"

#include <boost/asio/error.hpp>
#include <spdlog/logger.h>

#include <string>
#include <utility>

namespace courtside::ws {

namespace asio = boost::asio;

boost::system::result<std::unique_ptr<Listener>> Listener::open(asio::io_context& io,
                                                                const asio::ip::tcp::endpoint& endpoint,
                                                                std::chrono::milliseconds retry_after,
                                                                spdlog::logger& logger) {
    Acceptor acceptor(io.get_executor());
    boost::system::error_code error;
    acceptor.open(endpoint.protocol(), error);
    if (!error) {
        // A restarted server must not wait for the old connections' time to run out.
        acceptor.set_option(Acceptor::reuse_address(true), error);
    }
    if (!error) {
        acceptor.bind(endpoint, error);
    }
    if (!error) {
        acceptor.listen(Acceptor::max_listen_connections, error);
    }
    if (error) {
        return error;
    }
    return std::make_unique<Listener>(std::move(acceptor), retry_after, logger);
}

Listener::Listener(Acceptor acceptor, std::chrono::milliseconds retry_after, spdlog::logger& logger)
    : acceptor_(std::move(acceptor)),
      retry_timer_(acceptor_.get_executor()),
      retry_after_(retry_after),
      logger_(logger),
      port_(acceptor_.local_endpoint().port()) {}

void Listener::start(Callbacks callbacks) {
    callbacks_ = std::move(callbacks);
    accept();
}

void Listener::stop() {
    boost::system::error_code ignored;  // closed is what it is afterwards, either way
    acceptor_.close(ignored);
    retry_timer_.cancel();
}

void Listener::accept() {
    acceptor_.async_accept([this](const boost::system::error_code& error, Socket socket) {
        if (error == asio::error::operation_aborted) {
            return;  // stopped: this object may be gone
        }
        if (!acceptor_.is_open()) {
            return;
        }
        if (!error) {
            // First, since Asio gives the next operation the memory of the last: the waits of the new
            // connection would get the larger block of an accept, and keep it.
            accept();
            callbacks_.socket(std::move(socket));
        } else if (error == asio::error::connection_aborted) {
            accept();  // that client did not wait
        } else {
            callbacks_.error();
            logger_.error("accepting connections on port " + std::to_string(port_) +
                          " failed, trying again in " + std::to_string(retry_after_.count()) +
                          " ms: " + error.message());
            pause();
        }
    });
}

/// Out of descriptors or memory: the next accept would fail as fast as this one, and the loop would
/// do nothing else. Clients wait in the listen queue meanwhile.
void Listener::pause() {
    retry_timer_.expires_after(retry_after_);
    retry_timer_.async_wait([this](const boost::system::error_code& error) {
        if (!error && acceptor_.is_open()) {
            accept();
        }
    });
}

}  // namespace courtside::ws
