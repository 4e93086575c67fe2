#pragma once

#include "core/time.hpp"
#include "ports/identity.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace courtside::support {

/// Takes the token for what it says: "TENANT:SUBJECT", one digit and a name. Others are refused.
class FakeIdentity final : public ports::Identity {
public:
    [[nodiscard]] Answer verify(std::string_view token, core::Instant now, Done done) override {
        auto verdict = read(token, now);
        if (full) {
            return ports::VerdictRefused{};
        }
        if (later) {
            waiting.emplace_back(std::move(verdict), std::move(done));
            return ports::VerdictPending{};
        }
        if (auto* claims = std::get_if<core::Claims>(&verdict)) {
            return std::move(*claims);
        }
        return std::get<ports::IdentityError>(std::move(verdict));
    }

    /// Hands out every verdict that is awaited, in the order of asking.
    void answer() {
        for (auto& [verdict, done] : std::exchange(waiting, {})) {
            done(std::move(verdict));
        }
    }

    bool later = false;  ///< answers with answer() only
    bool full = false;   ///< refuses to queue anything
    /// When tokens were issued; none: as they are shown.
    std::optional<core::Instant> issued;
    std::vector<std::pair<ports::Verdict, Done>> waiting;

private:
    [[nodiscard]] ports::Verdict read(std::string_view token, core::Instant now) const {
        if (token.size() < 3 || token[1] != ':') {
            return ports::IdentityError{"sign the token with a key of the company"};
        }
        core::Claims claims;
        claims.tenant = {static_cast<std::uint64_t>(token[0] - '0')};
        claims.subject = std::string(token.substr(2));
        claims.issued_at = issued.value_or(now);
        claims.expires_at = now + core::hours(8);
        claims.key_id = "key-1";
        return claims;
    }
};

}  // namespace courtside::support
