#include "main/server_loop.hpp"

#include <algorithm>
#include <csignal>
#include <cstddef>
#include <utility>

namespace courtside::server {
namespace {

/// Of a turn, however much comes in: the app gets to commit and answer.
constexpr std::size_t handlers_per_turn = 1024;

}  // namespace

ServerLoop::ServerLoop(boost::asio::io_context& io, app::Shard& shard, sqlite::SqliteStore& store,
                       app::Clock clock, std::chrono::milliseconds notice, spdlog::logger& log)
    : io_(io),
      shard_(shard),
      store_(store),
      clock_(std::move(clock)),
      notice_(notice),
      log_(log),
      signals_(io, SIGTERM, SIGINT),
      deadline_timer_(io),
      stop_timer_(io) {
    wait_for_signal();
}

void ServerLoop::run() {
    set_deadline();
    while (!at_once_ && !shard_.stopped() && io_.run_one() > 0) {
        for (std::size_t handlers = 1; handlers < handlers_per_turn && !shard_.turn_full(); ++handlers) {
            if (io_.poll_one() == 0) {
                break;
            }
        }
        shard_.on_turn_end();
        store_.checkpoint_if_needed();
        tell_obstacle();
        set_deadline();
    }
}

void ServerLoop::tell_obstacle() {
    if (store_.obstacle() == obstacle_) {
        return;
    }
    obstacle_ = store_.obstacle();
    if (!obstacle_.empty()) {
        log_.warn("An erasure waits and is tried again: {}", obstacle_);
    }
}

void ServerLoop::wait_for_signal() {
    signals_.async_wait([this](boost::system::error_code error, int signal) {
        if (!error) {
            on_signal(signal);
            wait_for_signal();
        }
    });
}

void ServerLoop::on_signal(int signal) {
    if (stopping_) {
        log_.warn("Signal {} came again: not waiting for clients any longer", signal);
        at_once_ = true;
        return;
    }
    stopping_ = true;
    log_.info("Signal {}: stopping", signal);
    if (notice_.count() == 0) {
        say_goodbye();
        return;
    }
    log_.info("For {} s /readyz says no, and everything else goes on", notice_.count() / 1000);
    stop_timer_.expires_after(notice_);
    stop_timer_.async_wait([this](boost::system::error_code error) {
        if (!error) {
            say_goodbye();
        }
    });
}

void ServerLoop::say_goodbye() {
    log_.info("Telling {} connections to come back later", shard_.totals().connections);
    shard_.stop();
    stop_timer_.expires_after(longest_stop);
    stop_timer_.async_wait([this](boost::system::error_code error) { at_once_ = at_once_ || !error; });
}

void ServerLoop::set_deadline() {
    const auto next = shard_.next_deadline();
    // A deadline that moved away leaves the timer: an early turn costs less than setting it each time.
    if (!next || (timer_is_for_ && *timer_is_for_ <= *next)) {
        return;
    }
    timer_is_for_ = next;
    // A millisecond at least: the shard judges by whole milliseconds, and the turn just did.
    const auto wait = std::clamp<std::int64_t>((*next - clock_()).ms, 1, core::hours(1).ms);
    deadline_timer_.expires_after(std::chrono::milliseconds(wait));
    // The turn that this makes is what is wanted.
    deadline_timer_.async_wait([this](boost::system::error_code error) {
        if (!error) {
            timer_is_for_.reset();
        }
    });
}

}  // namespace courtside::server
