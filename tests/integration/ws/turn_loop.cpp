#include "integration/ws/turn_loop.hpp"

#include <boost/asio/io_context.hpp>

namespace courtside::ws::testing {

TurnLoop::TurnLoop(boost::asio::io_context& io, ports::ConnectionHandler& handler, std::size_t max_handlers)
    : io_(io), handler_(handler), max_handlers_(max_handlers) {}

void TurnLoop::run() {
    while (!stopped_ && io_.run_one() > 0) {
        std::size_t handlers = 1;
        while (handlers < max_handlers_ && io_.poll_one() > 0) {
            ++handlers;
        }
        handler_.on_turn_end();
        // The last handler may have left the loop without work, which stops it; what the end of the
        // turn began is work again.
        if (io_.stopped()) {
            io_.restart();
        }
    }
}

void TurnLoop::stop() {
    stopped_ = true;
    io_.stop();
}

}  // namespace courtside::ws::testing
