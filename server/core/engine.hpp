#pragma once

#include "core/effects.hpp"
#include "core/inputs.hpp"
#include "core/live_state.hpp"
#include "core/matching/policy.hpp"
#include "core/rules.hpp"
#include "core/zone_table.hpp"

#include <cstdint>
#include <memory>
#include <optional>

namespace courtside::core {

/// The whole domain of one shard: a deterministic state machine.
///
/// `step` takes one input and the time it came at and appends what has to be done. It does no I/O,
/// reads no clock, draws no random number and starts no thread; the same inputs at the same
/// instants give the same effects. Instants never go back: an earlier one counts as the latest
/// seen. Not thread-safe; one loop owns it. An exception from it is a bug.
class Engine {
public:
    /// `zones` and `policy` must outlive the engine.
    Engine(const Rules& rules, const ZoneTables& zones, const MatchingPolicy& policy);
    ~Engine();
    Engine(Engine&&) noexcept;
    Engine& operator=(Engine&&) noexcept;

    /// Takes over what the store holds and starts to serve at `now`: offers that were open are
    /// rescinded, and who was in a session has the time of grace to come back. Once, on a new engine.
    void start(LiveState state, Instant now, Effects& effects);

    void step(const Input& input, Instant now, Effects& effects);

    /// When the next `Tick` is due; none: nothing waits for time.
    [[nodiscard]] std::optional<Instant> next_deadline() const;

    /// Whom a signed-in connection speaks for.
    struct Speaker {
        TenantId tenant;
        PersonId person;
    };
    [[nodiscard]] std::optional<Speaker> speaker(ConnectionId connection) const;

    /// All tenants, by ascending id: for the keys and origins that the edges need.
    [[nodiscard]] std::vector<Tenant> tenants() const;

    /// A tenant's people, by ascending id. Empty for a tenant that is not there.
    [[nodiscard]] std::vector<Person> people(TenantId tenant) const;

    /// How much is live, over all tenants.
    struct Totals {
        std::size_t connections = 0;
        std::size_t open_requests = 0;
        std::size_t pending_offers = 0;
        std::size_t live_sessions = 0;
        std::size_t parked_commands = 0;
        // Since this engine started.
        std::uint64_t promises_made = 0;
        std::uint64_t promises_kept = 0;
        std::uint64_t promises_moved = 0;
        std::uint64_t promises_broken = 0;
    };
    [[nodiscard]] Totals totals() const;

    /// A hash of all state that decides later effects: equal for a rebuilt engine and the one it
    /// was rebuilt from, once the same connections are there again.
    [[nodiscard]] std::uint64_t digest() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace courtside::core
