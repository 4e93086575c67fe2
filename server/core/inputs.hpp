#pragma once

#include "core/claims.hpp"
#include "core/commands.hpp"
#include "core/ids.hpp"
#include "core/model/tenant.hpp"
#include "core/month.hpp"
#include "core/queries.hpp"
#include "core/records.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace courtside::core {

// All that can happen to the engine. Together with the instants they came at they determine every
// effect: a recording of inputs replays to the same effects.

/// A client's hello with a verified token. Its connection sees every event from this step on.
struct Connected {
    ConnectionId connection;
    std::uint64_t request_id = 0;
    Claims claims;
};
/// A fresh verified token on a signed-in connection.
struct Refreshed {
    ConnectionId connection;
    std::uint64_t request_id = 0;
    Claims claims;
};
struct Disconnected {
    ConnectionId connection;
};
/// A command of a signed-in client.
struct ClientCommand {
    ConnectionId connection;
    std::uint64_t request_id = 0;
    CommandId command_id;
    Command command;
    /// What the store has under this command id of this person; looked up by the runner for
    /// commands that need an id, messages excepted.
    std::optional<CommandRecord> prior;
};
/// The answer to a `Load`.
struct Loaded {
    LoadedEntity entity;
};
/// Time has passed: sent when `next_deadline` is reached.
struct Tick {};

/// Administrative changes, from the command line. `actor` goes to the audit log.
struct AddTenant {
    std::string name;
    std::string issuer;
    std::vector<TenantKey> keys;
    std::vector<std::string> origins;
    std::uint32_t message_days = 365;
};
struct ImportSkills {
    TenantId tenant;
    std::vector<Skill> skills;
};
struct PersonImport {
    std::string subject;
    Profile profile;
};
/// All or nothing: one bad row refuses the import and says which.
struct ImportPeople {
    TenantId tenant;
    std::vector<PersonImport> people;
};
/// One more key that a tenant's tokens may be signed with, beside those it has.
struct AddTenantKey {
    TenantId tenant;
    TenantKey key;
    /// The id of a key that is retired in the same step: no moment without a key, none with both.
    std::optional<std::string> retire;
};
/// Tokens signed with the key are refused from now on, and the connections that came with them are
/// closed, to come back with fresh ones. A tenant keeps at least one key.
struct RetireTenantKey {
    TenantId tenant;
    std::string key_id;
};
/// Tokens of the person issued up to now are refused, and the person's connections are closed.
struct RevokePerson {
    TenantId tenant;
    std::string subject;
};
/// Messages are kept this many days from the end of their session on, coaches' notes from their writing on,
/// those that are there already too. 0: as before; not both.
struct SetRetention {
    TenantId tenant;
    std::uint32_t message_days = 0;
    std::uint32_t note_days = 0;
};
/// What is stored of the person is about to be handed out: only the audit log changes.
struct NoteExport {
    TenantId tenant;
    std::string subject;
};
/// Nothing is left of the person but a number; see `erasure::erase`.
struct ErasePerson {
    TenantId tenant;
    std::string subject;
};
/// The tenant's data are about to leave in a copy of the whole store: only the audit log changes.
struct NoteBackup {
    TenantId tenant;
};
/// How a request was decided is about to be told: only the audit log changes.
struct NoteExplanation {
    TenantId tenant;
    RequestId request;
};
/// The coverage report of a month is about to be told: only the audit log changes.
struct NoteCoverage {
    TenantId tenant;
    Month month;
};
/// How the search for somebody widens with a request's age, for open requests too.
struct SetReach {
    TenantId tenant;
    Reach reach;
};
struct Admin {
    std::uint64_t ticket = 0;
    std::string actor;
    std::variant<AddTenant, ImportSkills, ImportPeople, AddTenantKey, RetireTenantKey, RevokePerson,
                 SetRetention, NoteExport, ErasePerson, NoteBackup, NoteExplanation, SetReach, NoteCoverage>
        change;
};

/// A push service did not take a message, tried again or not.
struct PushFailed {
    TenantId tenant;
    PersonId person;
    std::string endpoint;
    std::string auth;   ///< of the channel as it was then
    bool gone = false;  ///< for good: the device has given the channel up
};

using Input =
    std::variant<Connected, Refreshed, Disconnected, ClientCommand, Loaded, Tick, Admin, PushFailed>;

}  // namespace courtside::core
