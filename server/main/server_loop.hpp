#pragma once

#include "adapters/sqlite/sqlite_store.hpp"
#include "app/clock.hpp"
#include "app/shard.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <spdlog/logger.h>

#include <chrono>
#include <optional>

namespace courtside::server {

/// Runs a shard's loop in turns until SIGTERM or SIGINT, and then to its clean end.
///
/// A turn: wait for something to do, run all handlers that are ready up to the shard's bound, let the
/// shard commit and answer. What the sockets receive meanwhile is the next turn. On a signal the server
/// goes on for the time of the notice, in which draining() tells load balancers to look elsewhere; then
/// everybody is told to come back later and the loop goes on until the last connection has gone, at most
/// `longest_stop`. A second signal ends it after the turn that is under way.
class ServerLoop {
public:
    /// From the goodbye to the end of run(). With the longest notice, 20 s, and the last checkpoint it
    /// stays within 30 s.
    static constexpr std::chrono::seconds longest_stop{8};

    /// All must outlive the loop. The signals are taken from here on.
    ServerLoop(boost::asio::io_context& io, app::Shard& shard, sqlite::SqliteStore& store, app::Clock clock,
               std::chrono::milliseconds notice, spdlog::logger& log);

    /// Since the signal.
    [[nodiscard]] bool draining() const { return stopping_; }

    /// What a handler throws comes out here.
    void run();

private:
    void wait_for_signal();
    void on_signal(int signal);
    void say_goodbye();
    void set_deadline();
    /// To the log, when it changes.
    void tell_obstacle();

    boost::asio::io_context& io_;
    app::Shard& shard_;
    sqlite::SqliteStore& store_;
    app::Clock clock_;
    std::chrono::milliseconds notice_;
    spdlog::logger& log_;
    boost::asio::signal_set signals_;
    boost::asio::steady_timer deadline_timer_;
    boost::asio::steady_timer stop_timer_;
    std::optional<core::Instant> timer_is_for_;  ///< none: not set
    std::string obstacle_;                       ///< to an erasure, as told last
    bool stopping_ = false;
    bool at_once_ = false;
};

}  // namespace courtside::server
