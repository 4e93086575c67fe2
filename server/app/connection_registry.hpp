#pragma once

#include "app/token_bucket.hpp"
#include "core/ids.hpp"
#include "core/time.hpp"
#include "wire/format.hpp"

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace courtside::app {

/// What the runner keeps of a connection; small, since most of them are idle.
struct Connection {
    TokenBucket bucket;
    wire::Format format = wire::Format::binary;
    bool signed_in = false;
    bool closing = false;    ///< a close was decided: nothing it sends counts any more
    bool verifying = false;  ///< its token is with the identity port: what it sends meanwhile is held
    bool held_back = false;  ///< something was held for that
};

/// The connections that are open, and which of them still owe a hello.
class ConnectionRegistry {
public:
    /// `origin` is empty where nothing needs to be checked at the hello. Deadlines never go back
    /// from one call to the next.
    void add(core::ConnectionId id, const Connection& connection, std::string_view origin,
             core::Instant hello_by);
    void remove(core::ConnectionId id);

    /// Null when it is gone. The pointer holds until the next add or remove.
    [[nodiscard]] Connection* find(core::ConnectionId id);

    /// The origin to check; only once.
    [[nodiscard]] std::string take_origin(core::ConnectionId id);

    /// One that is open, not signed in and past its deadline at `now`; each at most once.
    [[nodiscard]] std::optional<core::ConnectionId> take_overdue(core::Instant now);
    /// When take_overdue() may have the next one, or earlier.
    [[nodiscard]] std::optional<core::Instant> next_hello_deadline() const;

    [[nodiscard]] std::size_t size() const { return connections_.size(); }

    template <class Visit>
    void for_each(Visit&& visit) {
        for (auto& [id, connection] : connections_) {
            visit(id, connection);
        }
    }

private:
    struct HelloDeadline {
        core::Instant at;
        core::ConnectionId connection;
    };

    std::unordered_map<core::ConnectionId, Connection, core::IdHash> connections_;
    std::unordered_map<core::ConnectionId, std::string, core::IdHash> origins_;
    /// In time order; whoever signed in or left meanwhile is skipped when their turn comes.
    std::deque<HelloDeadline> hello_deadlines_;
};

}  // namespace courtside::app
