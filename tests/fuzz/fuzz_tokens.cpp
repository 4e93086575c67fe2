// Tokens: no text breaks the verifier, none without a signature passes, and whatever claims a company signs
// are read or refused.

#include "adapters/jwt/token_mint.hpp"
#include "adapters/jwt/token_verifier.hpp"
#include "fuzz/target.hpp"

#include <stdexcept>
#include <string>

namespace courtside::jwt {
namespace {

constexpr core::Instant now{1'700'000'000'000};

const core::TenantKey& key() {
    static const core::TenantKey made{"k1", core::KeyAlgorithm::hs256,
                                      "a secret of tests, at least 32 bytes of it"};
    return made;
}

const TokenVerifier& verifier() {
    static const TokenVerifier made(
        KeySnapshot{"courtside", {{core::TenantId{1}, "https://id.example", {key()}}}});
    return made;
}

void check(const core::Claims& claims) {
    fuzz::require(claims.tenant == core::TenantId{1}, "the tenant is the issuer's");
    fuzz::require(!claims.subject.empty() && claims.subject.size() <= 200, "a subject keeps to its size");
    fuzz::require(claims.expires_at + clock_leeway >= now, "an expired token is refused");
}

}  // namespace

void fuzz_one(std::string_view input) {
    if (input.empty()) {
        return;
    }
    const bool sign = input[0] % 2 != 0;
    input.remove_prefix(1);
    if (!sign) {
        fuzz::require(!std::holds_alternative<core::Claims>(verifier().verify(input, now)),
                      "nobody guesses a signature");
        return;
    }
    std::string token;
    try {
        token = sign_claims(key(), input);
    } catch (const std::invalid_argument&) {
        return;  // not UTF-8, which no company's library signs
    }
    const auto verdict = verifier().verify(token, now);
    if (const auto* claims = std::get_if<core::Claims>(&verdict)) {
        check(*claims);
    }
}

}  // namespace courtside::jwt

COURTSIDE_FUZZ_TARGET(courtside::jwt::fuzz_one)
