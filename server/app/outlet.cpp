#include "app/outlet.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <variant>

namespace courtside::app {

namespace {

/// Above it clients do not come back, so there is no delay to tell.
constexpr std::uint16_t first_final_code = 4500;

}  // namespace

Outlet::Outlet(ports::Connections& connections, ConnectionRegistry& registry, Counters& counters,
               const wire::ConnectionLimits& limits)
    : connections_(connections),
      registry_(registry),
      counters_(counters),
      encoder_(limits),
      frame_bytes_(limits.frame_bytes) {}

void Outlet::reply(const core::Reply& reply) {
    const auto* connection = registry_.find(reply.to);
    if (connection == nullptr) {
        return;
    }
    if (std::holds_alternative<core::Welcome>(reply.body)) {
        connections_.set_message_limit(reply.to, frame_bytes_);
    }
    ++counters_.frames_encoded;
    send(reply.to, encoder_.reply(connection->format, reply.request_id, reply.body));
}

void Outlet::notify(const core::Notify& notify) {
    for (const auto format : {wire::Format::binary, wire::Format::json}) {
        std::string_view frame;
        for (const auto id : notify.to) {
            const auto* connection = registry_.find(id);
            if (connection == nullptr || connection->format != format) {
                continue;
            }
            if (frame.empty()) {
                frame = encoder_.event(format, notify.event);
                ++counters_.frames_encoded;
            }
            send(id, frame);
        }
    }
}

void Outlet::close(core::ConnectionId connection, core::CloseCode code, core::Duration delay) {
    const auto number = static_cast<std::uint16_t>(code);
    connections_.close(connection, number,
                       number < first_final_code ? std::to_string(delay.ms) : std::string{});
}

void Outlet::send(core::ConnectionId connection, std::string_view frame) {
    ++counters_.frames_out;
    counters_.bytes_out += frame.size();
    connections_.send(connection, frame);
}

}  // namespace courtside::app
