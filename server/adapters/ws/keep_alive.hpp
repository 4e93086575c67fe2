#pragma once

#include <chrono>
#include <cstdint>

namespace courtside::ws {

/// When a silent connection is pinged and when it counts as dead. Pure: time comes in.
class KeepAlive {
public:
    using Instant = std::chrono::steady_clock::time_point;
    enum class Action : std::uint8_t { none, ping, give_up };

    /// Bytes came, of whatever kind.
    void heard(Instant now, std::chrono::milliseconds ping_after) {
        next_ = now + ping_after;
        pinged_ = false;
    }

    /// What is due at `now`; a ping is due once for each silence.
    [[nodiscard]] Action check(Instant now, std::chrono::milliseconds pong_timeout) {
        if (now < next_) {
            return Action::none;
        }
        next_ = now + pong_timeout;
        if (pinged_) {
            return Action::give_up;
        }
        pinged_ = true;
        return Action::ping;
    }

private:
    Instant next_{};
    bool pinged_ = false;
};

}  // namespace courtside::ws
