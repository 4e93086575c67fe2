#pragma once

#include "core/context.hpp"
#include "core/inputs.hpp"

#include <string_view>
#include <unordered_map>

namespace courtside::core {

/// Every signed-in connection of the shard.
using ConnectionStates = std::unordered_map<ConnectionId, ConnectionState, IdHash>;

namespace connections {

/// Signs a client in: its person is added or updated from the claims, the connection sees every
/// event from here on, and Welcome carries all that is live.
void connect(Context& context, ConnectionStates& connections, const Connected& input);

/// Renews the sign-in in place; only for the same person.
MaybeReply refresh(Context& context, ConnectionStates& connections, const Refreshed& input);

/// The connection is gone, or is being closed by the server.
void disconnect(Context& context, ConnectionStates& connections, ConnectionId connection);

/// The token of a connection ended.
void on_token_expires(Context& context, ConnectionStates& connections, ConnectionId connection);

/// A key was retired: the connections whose tokens it signed end as if those had, so their clients come
/// back with fresh ones.
void on_key_retired(Context& context, ConnectionStates& connections, std::string_view key_id);

/// Refuses what was issued to the person so far and closes their connections, for good: a client that was
/// revoked has to be signed in anew by its user.
Result<AdminResult> revoke(Context& context, ConnectionStates& connections, const RevokePerson& change);

/// Closes all connections of a person, not to come back with the tokens they have.
void close_all(Context& context, ConnectionStates& connections, const PersonState& person);

/// From when on tokens are taken after a revocation now. `iat` counts whole seconds, so a token of this very
/// second may be older than the revocation: it counts as older. A second later fresh ones are taken.
[[nodiscard]] Instant revoked_until(Instant now);

}  // namespace connections
}  // namespace courtside::core
