#pragma once

#include "core/connections.hpp"
#include "core/context.hpp"
#include "core/inputs.hpp"

#include <cstddef>
#include <optional>

namespace courtside::core::tenant_keys {

/// Keys of one tenant: two while one replaces the other, a few where several systems sign.
inline constexpr std::size_t most = 8;

/// What is wrong with a key by its sizes; whether its material is a key at all is checked by whoever
/// verifies tokens, before it gets here.
[[nodiscard]] std::optional<Error> check(const TenantKey& key);

Result<AdminResult> add(Context& context, ConnectionStates& connections, const AddTenantKey& change);
Result<AdminResult> retire(Context& context, ConnectionStates& connections, const RetireTenantKey& change);

}  // namespace courtside::core::tenant_keys
