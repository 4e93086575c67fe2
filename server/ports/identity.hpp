#pragma once

#include "core/claims.hpp"
#include "core/time.hpp"

#include <string>
#include <string_view>
#include <variant>

namespace courtside::ports {

/// Why a token was not accepted. For logs and the developer's text, never for decisions.
struct IdentityError {
    std::string reason;  ///< one sentence that says what to do about it
};

/// Tells who a signed token speaks for.
///
/// Called on the loop; symmetric signatures are verified in place (microseconds). Holds an
/// immutable snapshot of the tenants' keys.
class Identity {
public:
    virtual ~Identity() = default;

    /// The person and claims of `token`, if a key of its issuer signed it and it holds at `now`.
    [[nodiscard]] virtual std::variant<core::Claims, IdentityError> verify(std::string_view token,
                                                                           core::Instant now) const = 0;
};

}  // namespace courtside::ports
