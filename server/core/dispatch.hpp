#pragma once

#include "core/commands.hpp"
#include "core/connections.hpp"
#include "core/context.hpp"

#include <optional>

namespace courtside::core {

/// What has to be in memory before the command can be decided; none: everything is.
[[nodiscard]] std::optional<LoadKey> missing(const TenantState& tenant, const Caller& caller,
                                             const Command& command);

/// Carries a command out, with what was loaded for it and is kept up to date in it. The result is recorded
/// under its command id by the caller of this.
MaybeReply dispatch(Context& context, ConnectionStates& connections, Caller& caller, const Command& command,
                    LoadedEntity* loaded);

}  // namespace courtside::core
