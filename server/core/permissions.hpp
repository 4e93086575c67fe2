#pragma once

#include "core/claims.hpp"
#include "core/commands.hpp"

#include <optional>
#include <string_view>

namespace courtside::core {

/// Whether a role is needed for a command, and what is said to those who have none of them.
///
/// Roles open kinds of commands; they never open what is somebody else's. An issue, request, offer or session
/// that a command names has to be the caller's own, which the part that decides the command looks at: a
/// manager or an administrator sees and changes nobody's but theirs.
struct Permission {
    std::optional<Roles> any_of;  ///< none: everybody who is signed in
    std::string_view otherwise;

    [[nodiscard]] bool allows(Roles roles) const { return !any_of || (any_of->bits & roles.bits) != 0; }
};

/// The one place that says which role may do what.
[[nodiscard]] Permission permission_for(const Command& command);

}  // namespace courtside::core
