#pragma once

#include "core/ids.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace courtside::ports {

/// What a connection negotiated at the upgrade.
enum class Format : std::uint8_t { binary, json };

/// Whether the handler took a message, or the connection has to keep it and stop reading.
enum class Intake : std::uint8_t { taken, hold };

/// The app's side of the network. All calls come on the shard's loop, one at a time.
class ConnectionHandler {
public:
    virtual ~ConnectionHandler() = default;

    /// Whether a browser page of `origin` may connect at all (the union over all tenants). Not asked
    /// for pages of the server's own origin.
    [[nodiscard]] virtual bool origin_allowed(std::string_view origin) const = 0;

    /// A client finished its upgrade. `origin` is empty for clients that are no browsers and for pages
    /// of the server's own origin: those need no further check.
    virtual void on_open(core::ConnectionId connection, Format format, std::string_view origin) = 0;

    /// One whole message. `payload` is valid during the call only. On `hold` the message counts as not
    /// delivered: it comes again after resume(), before anything that the client sent later.
    [[nodiscard]] virtual Intake on_message(core::ConnectionId connection, std::string_view payload) = 0;

    /// Nothing more comes from this connection or reaches it, whoever ended it. Called exactly once for
    /// each on_open, after the last on_message; never from inside a call to Connections.
    virtual void on_close(core::ConnectionId connection) = 0;

    /// Handlers of this turn of the loop have run: commit, release what waits, flush. It comes after every
    /// turn, also of those in which only pings, refused upgrades or timers had their way.
    virtual void on_turn_end() = 0;
};

/// The network's side: what the app can do with connections. Calls on ids that are gone do nothing.
/// All calls are made on the shard's loop; none of them calls the handler back before it returns.
class Connections {
public:
    virtual ~Connections() = default;

    /// Queues one message; it leaves with the next flush(). A connection with more than the allowed
    /// bytes waiting is closed as slow, which is reported by on_close later, never from inside.
    virtual void send(core::ConnectionId connection, std::string_view payload) = 0;

    /// Queues a close frame after what was sent before; nothing is sent or delivered after it. The
    /// client has a bounded time to answer before its socket is dropped. `reason` is cut to 123 bytes.
    virtual void close(core::ConnectionId connection, std::uint16_t code, std::string_view reason) = 0;

    /// Delivers what on_message held back, in order and in a later turn, and reads again.
    virtual void resume(core::ConnectionId connection) = 0;

    /// The largest message in bytes that is accepted from now on.
    virtual void set_message_limit(core::ConnectionId connection, std::size_t bytes) = 0;

    /// Writes what is queued, one send for each connection.
    virtual void flush() = 0;

    /// Refuses new connections from now on, and drops those that have not finished their upgrade.
    virtual void stop_accepting() = 0;
};

}  // namespace courtside::ports
