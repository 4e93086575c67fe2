#include "adapters/jwt/token_verifier.hpp"

#include "adapters/jwt/base64url.hpp"
#include "adapters/jwt/claim_reader.hpp"
#include "adapters/jwt/jose.hpp"
#include "adapters/jwt/keyring.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace courtside::jwt {
namespace {

using ports::IdentityError;

constexpr std::size_t max_issuer = 200;
constexpr std::size_t max_subject = 200;

/// The three base64url parts of a compact token.
struct Parts {
    std::string_view header;
    std::string_view payload;
    std::string_view signature;
};

/// The parts of `token`, each of them good base64url.
std::optional<Parts> split(std::string_view token) {
    const auto first = token.find('.');
    const auto second = first == std::string_view::npos ? first : token.find('.', first + 1);
    if (second == std::string_view::npos || token.find('.', second + 1) != std::string_view::npos) {
        return std::nullopt;
    }
    const Parts parts{token.substr(0, first), token.substr(first + 1, second - first - 1),
                      token.substr(second + 1)};
    if (!is_base64url(parts.header) || !is_base64url(parts.payload) || !is_base64url(parts.signature)) {
        return std::nullopt;
    }
    return parts;
}

/// A member of the header if it is a string, else nothing.
std::optional<std::string_view> header_text(const json_t& header, const char* member) {
    const json_t* value = json_object_get(&header, member);
    if (!json_is_string(value)) {
        return std::nullopt;
    }
    return std::string_view(json_string_value(value), json_string_length(value));
}

/// What is wrong with the header by itself, whoever signed it.
std::optional<IdentityError> refused_header(const json_t& header) {
    const auto algorithm = header_text(header, "alg");
    if (!algorithm) {
        return IdentityError{"The token's header names no \"alg\"; sign it with a JWT library."};
    }
    if (*algorithm == "none") {
        return IdentityError{
            "The token is not signed (its alg is \"none\"); sign it with a key of your company."};
    }
    // RFC 7515, 4.1.11: what is marked critical and not understood makes the token invalid.
    if (json_object_get(&header, "crit") != nullptr) {
        return IdentityError{
            "The token's header has \"crit\", which this server does not support; leave it out."};
    }
    if (json_object_get(&header, "kid") != nullptr && !header_text(header, "kid")) {
        return IdentityError{"The token's header must have its \"kid\" as a string."};
    }
    return std::nullopt;
}

std::string seconds_text(core::Duration span) {
    return std::to_string(span.ms / 1000) + " s";
}

std::optional<IdentityError> refused_times(core::Instant issued, core::Instant expires,
                                           std::optional<core::Instant> not_before, core::Instant now) {
    if (now >= expires + clock_leeway) {
        return IdentityError{"The token expired " + seconds_text(now - expires) +
                             " ago; get a fresh one, and check the signing machine's clock if it is fresh."};
    }
    if (issued > now + clock_leeway) {
        return IdentityError{"The token's iat is " + seconds_text(issued - now) +
                             " in the future; set the clock of the signing machine."};
    }
    if (not_before && *not_before > now + clock_leeway) {
        return IdentityError{"The token is not valid for another " + seconds_text(*not_before - now) +
                             " (its nbf); use it later or sign it with an earlier nbf."};
    }
    return std::nullopt;
}

using KeyChoice = std::variant<std::shared_ptr<const VerifyingKey>, IdentityError>;

KeyChoice choose_key(const TenantKeyring& ring, std::string_view issuer, const json_t& header) {
    const auto key_id = header_text(header, "kid");
    std::shared_ptr<const VerifyingKey> chosen;
    if (key_id) {
        const auto found = std::ranges::find(ring.keys, *key_id, &VerifyingKey::key_id);
        if (found == ring.keys.end()) {
            return IdentityError{"Issuer " + quoted(issuer) + " has no key " + quoted(*key_id) +
                                 " here; sign with a registered key, or register this one."};
        }
        chosen = *found;
    } else if (ring.keys.size() == 1) {
        chosen = ring.keys.front();
    } else if (ring.keys.empty()) {
        return IdentityError{"Issuer " + quoted(issuer) + " has no keys here; register one."};
    } else {
        return IdentityError{"Issuer " + quoted(issuer) + " has " + std::to_string(ring.keys.size()) +
                             " keys here and the token names none; set \"kid\" in its header."};
    }
    // The key decides what it is used for; a token that could choose would choose the weakest.
    const std::string_view signed_with = *header_text(header, "alg");
    if (signed_with != algorithm_name(chosen->algorithm())) {
        return IdentityError{
            "The token is signed with " + quoted(signed_with) + " but key " + quoted(chosen->key_id()) +
            " is for " + quoted(algorithm_name(chosen->algorithm())) + "; sign with the key's algorithm."};
    }
    return chosen;
}

}  // namespace

TokenVerifier::TokenVerifier(const KeySnapshot& snapshot)
    : keyring_(std::make_unique<const Keyring>(snapshot)) {}

TokenVerifier::~TokenVerifier() = default;

void TokenVerifier::replace(const KeySnapshot& snapshot) {
    keyring_ = std::make_unique<const Keyring>(snapshot, keyring_.get());
}

ports::Verdict TokenVerifier::verify(std::string_view token, core::Instant now) const {
    return *judge(token, now, [token](const auto& key) {
        return key->signed_it(token) ? Signature::fits : Signature::does_not_fit;
    });
}

std::optional<ports::Verdict> TokenVerifier::judge(std::string_view token, core::Instant now,
                                                   const SignatureCheck& check) const {
    if (token.size() > max_token_bytes) {
        return IdentityError{"The token has " + std::to_string(token.size()) + " bytes; send at most " +
                             std::to_string(max_token_bytes) + ", with fewer claims."};
    }
    const auto parts = split(token);
    const JsonPtr header = parts ? decode_json(parts->header) : nullptr;
    const JsonPtr payload = parts ? decode_json(parts->payload) : nullptr;
    if (!json_is_object(header.get()) || !json_is_object(payload.get())) {
        return IdentityError{
            "This is no JSON web token; send three base64url parts with dots between them, "
            "where the first two are JSON objects that name nothing twice."};
    }
    if (auto refused = refused_header(*header)) {
        return *std::move(refused);
    }

    ClaimReader claims(*payload);
    const std::string issuer = claims.required_text("iss", 1, max_issuer);
    if (claims.problem()) {
        return IdentityError{*claims.problem()};
    }
    const TenantKeyring* ring = keyring_->find(issuer);
    if (ring == nullptr) {
        return IdentityError{"No company here has the issuer " + quoted(issuer) +
                             "; set iss to the registered issuer, or register this one."};
    }
    auto chosen = choose_key(*ring, issuer, *header);
    if (auto* refused = std::get_if<IdentityError>(&chosen)) {
        return std::move(*refused);
    }
    const auto& key = std::get<std::shared_ptr<const VerifyingKey>>(chosen);
    switch (check(key)) {
        case Signature::fits:
            break;
        case Signature::does_not_fit:
            return IdentityError{"The token's signature does not fit key " + quoted(key->key_id()) +
                                 " of issuer " + quoted(issuer) + "; sign with exactly the " +
                                 (key->algorithm() == core::KeyAlgorithm::hs256 ? "secret" : "private key") +
                                 " registered for it."};
        case Signature::unknown:
            return std::nullopt;
    }

    // Only from here on is anything in the payload true.
    core::Claims verified;
    verified.tenant = ring->tenant;
    verified.key_id = key->key_id();
    claims.require_audience(keyring_->audience());
    verified.issued_at = claims.required_instant("iat");
    verified.expires_at = claims.required_instant("exp");
    const auto not_before = claims.instant("nbf");
    verified.subject = claims.required_text("sub", 1, max_subject);
    verified.profile = claims.profile();
    if (claims.problem()) {
        return IdentityError{*claims.problem()};
    }
    if (auto refused = refused_times(verified.issued_at, verified.expires_at, not_before, now)) {
        return *std::move(refused);
    }
    return verified;
}

}  // namespace courtside::jwt
