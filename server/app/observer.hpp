#pragma once

#include "core/model/tenant.hpp"
#include "ports/store.hpp"

#include <span>

namespace courtside::app {

/// What the composition root wants to know of a shard. Called on the loop.
class ShardObserver {
public:
    virtual ~ShardObserver() = default;

    /// The tenants as they are stored now: at the start, after a rebuild, and when one changed.
    /// Whoever verifies tokens takes over their keys before the next turn.
    virtual void tenants_changed(std::span<const core::Tenant> tenants) = 0;

    /// A commit or a read failed: everybody was disconnected, nothing is served until store_recovered().
    virtual void store_failed(const ports::StoreError& error) = 0;

    /// The state was rebuilt from the store; connections are welcome again.
    virtual void store_recovered() = 0;
};

}  // namespace courtside::app
