#pragma once

#include "ports/connections.hpp"

#include <atomic>
#include <cstddef>

namespace boost::asio {
class io_context;
}

namespace courtside::ws::testing {

/// Runs a shard's loop in turns: wait for something to do, run all handlers that are ready, then tell
/// the app that the turn has ended. What the sockets received meanwhile is the next turn, so the
/// longer the app's commit takes, the more the next commit holds.
class TurnLoop {
public:
    /// `io` is best made with the concurrency hint 1. `max_handlers` bounds a turn: however much
    /// comes in, the app gets to commit and answer.
    TurnLoop(boost::asio::io_context& io, ports::ConnectionHandler& handler, std::size_t max_handlers = 1024);

    /// Returns when nothing is left to do, or soon after stop(). What a handler throws comes out here.
    void run();

    /// Ends the loop after the current turn. From any thread.
    void stop();

private:
    boost::asio::io_context& io_;
    ports::ConnectionHandler& handler_;
    const std::size_t max_handlers_;
    std::atomic<bool> stopped_ = false;
};

}  // namespace courtside::ws::testing
