#pragma once

#include "core/commands.hpp"
#include "core/effects.hpp"
#include "core/matching/policy.hpp"
#include "core/rules.hpp"
#include "core/state.hpp"
#include "core/timers.hpp"
#include "core/zone_table.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace courtside::core {

/// One step of the engine within one tenant: what the domain's functions work on.
struct Context {
    const Rules& rules;
    const ZoneTables& zones;
    const MatchingPolicy& policy;
    Timers& timers;
    Effects& effects;
    TenantState& tenant;
    RowId& next_row;
    Instant now;

    /// Stores the entity as it is now.
    template <class T>
    void put(const T& value) const {
        effects.emplace_back(Persist{Put<T>{tenant.tenant.id, value}});
    }
    void persist(Record record) const { effects.emplace_back(Persist{std::move(record)}); }

    /// Tells all of a person's connections; `except` already has it in its reply.
    void notify(const PersonState& person, Event event, ConnectionId except = {}) const {
        std::vector<ConnectionId> to;
        to.reserve(person.connections.size());
        for (const ConnectionId connection : person.connections) {
            if (connection != except) {
                to.push_back(connection);
            }
        }
        if (!to.empty()) {
            effects.emplace_back(Notify{std::move(to), std::move(event)});
        }
    }

    [[nodiscard]] TimerKey timer(TimerKind kind, std::uint64_t entity, PersonId person = {}) const {
        return {kind, tenant.tenant.id, entity, person};
    }

    [[nodiscard]] PersonState& person(PersonId id) const { return tenant.people.at(id); }

    [[nodiscard]] const ZoneTable& zone_of(const Person& person) const {
        static const ZoneTable utc = fixed_zone();
        const auto place = zones.find(person.time_zone);
        return place == zones.end() ? utc : place->second;
    }
};

/// Who sent a command, and under which numbers.
struct Caller {
    ConnectionId connection;
    std::uint64_t request_id = 0;
    CommandId command_id;
    PersonState& person;
    /// What the command made or changed; set by its handler, stored with the command id.
    std::uint64_t entity = 0;

    [[nodiscard]] PersonId id() const { return person.person.id; }
};

/// A reply, possibly an error; none: no reply is due, or it comes from the store.
using MaybeReply = std::optional<ReplyBody>;

/// Has the store answer the caller, once this turn is durable.
template <class What>
MaybeReply answer_from_store(const Context& context, const Caller& caller, What what) {
    context.effects.emplace_back(Read{caller.connection, caller.request_id,
                                      Query{context.tenant.tenant.id, caller.id(), std::move(what)}});
    return std::nullopt;
}

}  // namespace courtside::core
