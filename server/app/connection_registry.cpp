#include "app/connection_registry.hpp"

#include <utility>

namespace courtside::app {

void ConnectionRegistry::add(core::ConnectionId id, const Connection& connection, std::string_view origin,
                             core::Instant hello_by) {
    connections_.emplace(id, connection);
    if (!origin.empty()) {
        origins_.emplace(id, origin);
    }
    hello_deadlines_.push_back({hello_by, id});
}

void ConnectionRegistry::remove(core::ConnectionId id) {
    connections_.erase(id);
    origins_.erase(id);
}

Connection* ConnectionRegistry::find(core::ConnectionId id) {
    const auto place = connections_.find(id);
    return place == connections_.end() ? nullptr : &place->second;
}

std::string ConnectionRegistry::take_origin(core::ConnectionId id) {
    auto node = origins_.extract(id);
    return node.empty() ? std::string{} : std::move(node.mapped());
}

std::optional<core::ConnectionId> ConnectionRegistry::take_overdue(core::Instant now) {
    while (!hello_deadlines_.empty() && hello_deadlines_.front().at <= now) {
        const auto id = hello_deadlines_.front().connection;
        hello_deadlines_.pop_front();
        const auto* connection = find(id);
        // Whose token is being verified has sent the hello in time, and gets an answer.
        if (connection != nullptr && !connection->signed_in && !connection->closing &&
            !connection->verifying) {
            return id;
        }
    }
    return std::nullopt;
}

std::optional<core::Instant> ConnectionRegistry::next_hello_deadline() const {
    if (hello_deadlines_.empty()) {
        return std::nullopt;
    }
    return hello_deadlines_.front().at;
}

}  // namespace courtside::app
