#pragma once

#include "core/engine.hpp"
#include "support/world_store.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <utility>

namespace courtside::support {

/// Looks at every effect of an engine, in order, before and after its records reach the store, and
/// throws BrokenPromise where one breaks what the domain promises.
class WorldChecks {
public:
    explicit WorldChecks(const core::Rules& rules) : rules_(rules) {}

    /// An input is about to be given to the engine.
    void begin(const core::Input& input, core::Instant now);

    /// The next effect; `store` holds everything that was persisted before it.
    void check(const core::Effect& effect, const WorldStore& store);

    /// The input and everything loaded for it were carried out. `waits`: a load is still open.
    void end(const core::Input& input, const WorldStore& store, const core::Engine& engine, bool waits);

    [[nodiscard]] bool connected(core::TenantId tenant, core::PersonId person) const;

private:
    struct Speaker {
        core::TenantId tenant;
        core::PersonId person;
    };

    void check_offer(core::TenantId tenant, const core::Offer& offer, const WorldStore& store) const;
    void check_reply(const core::Reply& reply);
    void check_event(const Speaker& to, const core::Event& event, const WorldStore& store) const;
    void check_view(const Speaker& to, const core::SessionView& view) const;
    /// Nobody waits while somebody who may be asked is free.
    void check_nobody_waits_in_vain(core::TenantId tenant, const WorldStore::TenantRows& rows) const;
    [[nodiscard]] bool may_be_asked(core::TenantId tenant, const WorldStore::TenantRows& rows,
                                    const core::Request& request, const core::Person& coach) const;
    [[nodiscard]] const Speaker& speaker(core::ConnectionId connection) const;

    core::Rules rules_;
    core::Instant now_;
    std::map<core::ConnectionId, Speaker> open_;
    std::set<std::pair<core::TenantId, core::PersonId>> unreached_;  ///< by their last offer
    core::ConnectionId asking_;
    std::uint64_t asking_request_ = 0;
    core::TenantId connecting_to_;
    int answers_ = 0;
};

}  // namespace courtside::support
