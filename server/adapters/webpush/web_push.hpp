#pragma once

#include "ports/push.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace courtside::webpush {

struct WebPushOptions {
    std::string private_key;  ///< PEM, see make_vapid_key()
    std::string subject;      ///< of the operator, "mailto:..." or "https://..."
    bool allow_loopback = false;
    std::size_t queue = 1'000;  ///< beyond, the oldest message is dropped
    std::size_t in_flight = 16;
    std::chrono::milliseconds timeout{10'000};
    unsigned tries = 3;
    std::chrono::milliseconds first_pause{1'000};  ///< before the second try, where the service names none
    std::chrono::seconds longest_pause{30};        ///< a service that wants more is not tried again
};

/// Counted since the start, but for what is there now.
struct WebPushStats {
    std::uint64_t delivered = 0;
    std::uint64_t gone = 0;
    std::uint64_t failed = 0;
    std::uint64_t dropped = 0;  ///< to keep the queue's bound, or too old
    std::size_t waiting = 0;    ///< now
};

/// Web Push on a thread of its own. See ports::Push.
class WebPush final : public ports::Push {
public:
    using PostToLoop = std::function<void(std::function<void()>)>;

    /// `post_to_loop` is called from the thread. Throws std::invalid_argument where the key is not usable.
    WebPush(WebPushOptions options, PostToLoop post_to_loop);
    /// Drops what waits and what is under way.
    ~WebPush() override;
    WebPush(const WebPush&) = delete;
    WebPush& operator=(const WebPush&) = delete;

    void send(core::PushMessage message, Failed failed) override;
    [[nodiscard]] std::string fresh_code() override;

    /// What devices subscribe with, base64url.
    [[nodiscard]] const std::string& public_key() const;
    /// May be called on any thread.
    [[nodiscard]] WebPushStats stats() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace courtside::webpush
