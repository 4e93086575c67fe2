#pragma once

#include "core/connections.hpp"
#include "core/context.hpp"
#include "core/engine.hpp"

#include <deque>
#include <map>
#include <unordered_map>
#include <vector>

namespace courtside::core {

/// A command that waits for something to be loaded.
struct ParkedCommand {
    ClientCommand input;
};

class Engine::Impl {
public:
    Impl(const Rules& rules, const ZoneTables& zones, const MatchingPolicy& policy)
        : rules_(rules), zones_(&zones), policy_(&policy) {}

    void start(LiveState state, Instant now, Effects& effects);
    void step(const Input& input, Instant now, Effects& effects);

    [[nodiscard]] std::uint64_t digest() const;

    Rules rules_;
    const ZoneTables* zones_;
    const MatchingPolicy* policy_;
    Timers timers_;
    std::map<TenantId, TenantState> tenants_;
    std::uint64_t next_tenant_ = 1;
    RowId next_row_{1};
    ConnectionStates connections_;
    std::map<LoadKey, std::vector<ParkedCommand>> parked_;
    std::size_t parked_count_ = 0;
    Instant now_;

private:
    [[nodiscard]] Context context_of(TenantState& tenant, Effects& effects);

    void on(const Connected& input, Effects& effects);
    void on(const Refreshed& input, Effects& effects);
    void on(const Disconnected& input, Effects& effects);
    void on(const ClientCommand& input, Effects& effects);
    void on(const Loaded& input, Effects& effects);
    void on(const Tick& input, Effects& effects);
    void on(const Admin& input, Effects& effects);
    void on(const PushFailed& input, Effects& effects);

    /// Carries a command out; `loaded` is what it was parked for, if it was.
    void run(const ClientCommand& input, LoadedEntity* loaded, Effects& effects);
    /// The reply; none: the command is parked, fleeting, or answered from the store.
    MaybeReply decide(Context& context, Caller& caller, const ClientCommand& input, LoadedEntity* loaded);
    MaybeReply park(const ClientCommand& input, const LoadKey& key, Effects& effects);
    void fire(const TimerKey& timer, Effects& effects);
    void add_tenant(const Admin& input, const AddTenant& change, Effects& effects);

    void take_over(TenantLiveState state, Effects& effects);
};

}  // namespace courtside::core
