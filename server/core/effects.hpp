#pragma once

#include "core/ids.hpp"
#include "core/model/push_channel.hpp"
#include "core/queries.hpp"
#include "core/records.hpp"
#include "core/views.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace courtside::core {

/// Why the server ends a connection. The values are WebSocket close codes: 4000–4499 tell the
/// client to reconnect after the delay, 4500–4999 not to. (4002 and 4003 are the network's own, for
/// connections that are silent or slow.)
enum class CloseCode : std::uint16_t {
    try_again = 4000,        ///< the disk failed, or the server restarts its shard
    going_down = 4001,       ///< the server stops
    protocol_error = 4500,   ///< the first frame was no hello, or a frame was none of ours
    unauthenticated = 4501,  ///< the token is not accepted
    token_expired = 4010,    ///< reconnect with a fresh token
    no_hello = 4011,         ///< no first frame in time
    displaced = 4490,        ///< by newer connections of the same person; reconnect when shown
};

// What a step wants done. The runner commits the records of the whole turn and then carries out
// the rest in this order; nothing leaves before the commit is durable.

struct Persist {
    Record record;
};
struct Reply {
    ConnectionId to;
    std::uint64_t request_id = 0;
    ReplyBody body;
};
struct Notify {
    std::vector<ConnectionId> to;
    Event event;
};
struct Close {
    ConnectionId connection;
    CloseCode code = CloseCode::try_again;
    Duration delay;  ///< before the client reconnects
};
/// Bring something into memory; answered by the input `Loaded` with the same key.
struct Load {
    LoadKey key;
};
/// Answer a client straight from the store, once this turn is durable.
struct Read {
    ConnectionId to;
    std::uint64_t request_id = 0;
    Query query;
};
/// A tenant's keys or web origins changed: those who verify tokens need a new snapshot.
struct TenantsChanged {};
/// Answers the administrative input with the same ticket.
struct AdminReply {
    std::uint64_t ticket = 0;
    std::variant<Error, AdminResult> result;
};

/// A short message to a device through its push service. Where it cannot be delivered the input `PushFailed`
/// comes; nothing comes where it was.
struct PushMessage {
    TenantId tenant;
    PersonId person;
    PushChannel channel;
    Duration life;        ///< how long the service keeps it for a device that it cannot reach
    std::string payload;  ///< JSON
};

using Effect =
    std::variant<Persist, Reply, Notify, Close, Load, Read, TenantsChanged, AdminReply, PushMessage>;
using Effects = std::vector<Effect>;

}  // namespace courtside::core
