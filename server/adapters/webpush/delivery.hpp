#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ssl/context.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace courtside::webpush {

/// The parts of an endpoint that a request needs.
struct Target {
    bool secure = true;
    std::string host;
    std::string port;
    std::string path;
    std::string origin;  ///< scheme, host, and the port where it is not the usual one
};

/// None: it is no URL that this can send to.
[[nodiscard]] std::optional<Target> target_of(std::string_view endpoint);

struct Post {
    Target target;
    std::string authorization;
    std::string body;
    std::chrono::seconds time_to_live{0};
    std::chrono::milliseconds timeout{0};
    bool allow_loopback = false;
};

/// What a push service did with a message.
struct Outcome {
    enum class Kind {
        delivered,
        gone,     ///< the device has given its channel up: 404 or 410
        refused,  ///< anything else that trying again does not mend
        later,    ///< 429, a server's error, or not reached
    };
    Kind kind = Kind::later;
    std::chrono::seconds retry_after{0};  ///< as the service said; 0: it did not
};

/// Sends one message, and waits for the head of the answer. Only public addresses are connected to, whatever
/// the name resolves to; loopback only where that is allowed. Redirects are not followed. Throws nothing.
[[nodiscard]] boost::asio::awaitable<Outcome> deliver(const Post& post, boost::asio::ssl::context& tls);

}  // namespace courtside::webpush
