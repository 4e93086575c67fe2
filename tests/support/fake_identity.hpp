#pragma once

#include "core/time.hpp"
#include "ports/identity.hpp"

#include <string>
#include <string_view>

namespace courtside::support {

/// Takes the token for what it says: "TENANT:SUBJECT", one digit and a name. Others are refused.
class FakeIdentity final : public ports::Identity {
public:
    [[nodiscard]] std::variant<core::Claims, ports::IdentityError> verify(std::string_view token,
                                                                          core::Instant now) const override {
        if (token.size() < 3 || token[1] != ':') {
            return ports::IdentityError{"sign the token with a key of the company"};
        }
        core::Claims claims;
        claims.tenant = {static_cast<std::uint64_t>(token[0] - '0')};
        claims.subject = std::string(token.substr(2));
        claims.issued_at = now;
        claims.expires_at = now + core::hours(8);
        return claims;
    }
};

}  // namespace courtside::support
