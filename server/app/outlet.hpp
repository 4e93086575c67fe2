#pragma once

#include "app/connection_registry.hpp"
#include "app/counters.hpp"
#include "core/effects.hpp"
#include "ports/connections.hpp"
#include "wire/encoder.hpp"

#include <string_view>

namespace courtside::app {

/// Where effects leave for the clients, once what they tell of is durable. Nothing goes to a
/// connection after its close.
class Outlet {
public:
    /// All references must outlive it.
    Outlet(ports::Connections& connections, ConnectionRegistry& registry, Counters& counters,
           const wire::ConnectionLimits& limits);

    /// A `Welcome` also raises the frame limit of the connection.
    void reply(const core::Reply& reply);

    /// Encoded once for each format among the receivers.
    void notify(const core::Notify& notify);

    void close(core::ConnectionId connection, core::CloseCode code, core::Duration delay);

private:
    void send(core::ConnectionId connection, std::string_view frame);

    ports::Connections& connections_;
    ConnectionRegistry& registry_;
    Counters& counters_;
    wire::Encoder encoder_;
    std::size_t frame_bytes_;
};

}  // namespace courtside::app
