#pragma once

#include "core/claims.hpp"
#include "core/time.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <variant>

namespace courtside::ports {

/// Why a token was not accepted. For logs and the developer's text, never for decisions.
struct IdentityError {
    std::string reason;  ///< one sentence that says what to do about it
};

/// Who a token speaks for, or why it was not accepted.
using Verdict = std::variant<core::Claims, IdentityError>;

/// The answer comes later.
struct VerdictPending {};
/// Too much waits to be verified: nothing was queued, the caller may ask again after a while.
struct VerdictRefused {};

/// Tells who a signed token speaks for. Holds an immutable snapshot of the tenants' keys.
///
/// Called on the loop. What takes microseconds is answered at once; what takes longer is worked out
/// elsewhere and handed back on the loop.
class Identity {
public:
    using Done = std::function<void(Verdict)>;
    using Answer = std::variant<core::Claims, IdentityError, VerdictPending, VerdictRefused>;

    virtual ~Identity() = default;

    /// The person and claims of `token`, if a key of its issuer signed it and it holds at `now`.
    ///
    /// Only after `VerdictPending` is `done` called: once, on the loop, never before this returns, and by
    /// the keys as they are then. It is never called after this object is gone.
    [[nodiscard]] virtual Answer verify(std::string_view token, core::Instant now, Done done) = 0;
};

}  // namespace courtside::ports
