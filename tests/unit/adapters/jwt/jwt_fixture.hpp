#pragma once

#include "adapters/jwt/key_snapshot.hpp"
#include "adapters/jwt/token_mint.hpp"
#include "adapters/jwt/token_verifier.hpp"
#include "core/claims.hpp"
#include "core/time.hpp"

#include <string>
#include <string_view>
#include <variant>

namespace courtside::jwt::testing {

inline constexpr core::Instant now{1'770'000'000'000};
inline constexpr core::TenantId acme{1};
inline constexpr core::TenantId globex{2};

inline core::TenantKey key(std::string id, char fill) {
    return {std::move(id), core::KeyAlgorithm::hs256, std::string(32, fill)};
}

inline const core::TenantKey acme_key = key("acme-1", 'a');
inline const core::TenantKey globex_key = key("globex-1", 'g');
inline const core::TenantKey globex_second_key = key("globex-2", 'h');

/// Acme has one key, Globex two.
inline KeySnapshot snapshot() {
    return {"courtside-test",
            {{acme, "https://acme.example", {acme_key}},
             {globex, "https://globex.example", {globex_key, globex_second_key}}}};
}

/// A request that is accepted as it is.
inline MintRequest request() {
    return {.issuer = "https://acme.example",
            .audience = "courtside-test",
            .subject = "ana",
            .issued_at = now,
            .expires_at = now + core::hours(1),
            .profile = {}};
}

/// The claims every token needs, as JSON members; `more` begins with a comma if it is not empty.
inline std::string claims_with(std::string_view more) {
    return R"({"iss":"https://acme.example","aud":"courtside-test","sub":"ana","iat":1770000000,)"
           R"("exp":1770003600)" +
           std::string(more) + "}";
}

/// What `verify` says, as text: empty if it accepts.
inline std::string refusal(const TokenVerifier& verifier, std::string_view token, core::Instant at = now) {
    const auto result = verifier.verify(token, at);
    const auto* error = std::get_if<ports::IdentityError>(&result);
    return error == nullptr ? "" : error->reason;
}

}  // namespace courtside::jwt::testing
