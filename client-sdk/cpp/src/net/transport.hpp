#pragma once

#include "courtside/runtime.hpp"
#include "net/endpoint.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace courtside::internal {

/// One WebSocket connection, from the look-up of the name to the close. All use is on the runtime's thread.
class Transport {
public:
    struct Events {
        /// The upgrade went through.
        std::function<void()> opened;
        /// One message, valid during the call.
        std::function<void(std::string_view)> received;
        /// It failed, or the other side closed it; last event. The code is 0 where there was no close frame.
        std::function<void(int code, const std::string& reason)> closed;
    };
    struct Settings {
        Endpoint endpoint;
        std::string user_agent;
        std::chrono::milliseconds connect_timeout;
        std::chrono::milliseconds idle_timeout;
        std::size_t largest_frame;
    };

    virtual ~Transport() = default;
    /// Begins; events come later, never during this call.
    virtual void start() = 0;
    /// Queues one binary message.
    virtual void send(std::string message) = 0;
    [[nodiscard]] virtual std::size_t unsent_bytes() const = 0;
    /// Closes in the background, with a close frame where that is possible. No event comes any more.
    virtual void close() = 0;
};

/// ws:// or wss://, as the endpoint says.
[[nodiscard]] std::shared_ptr<Transport> make_transport(Runtime::Loop& loop, Transport::Settings settings,
                                                        Transport::Events events);
[[nodiscard]] std::shared_ptr<Transport> make_plain_transport(Runtime::Loop& loop,
                                                              Transport::Settings settings,
                                                              Transport::Events events);
[[nodiscard]] std::shared_ptr<Transport> make_tls_transport(Runtime::Loop& loop, Transport::Settings settings,
                                                            Transport::Events events);

}  // namespace courtside::internal
