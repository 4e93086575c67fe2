#include "adapters/jwt/jwk.hpp"

#include "adapters/jwt/base64url.hpp"
#include "adapters/jwt/jose.hpp"

#include <openssl/core_names.h>
#include <openssl/err.h>

#include <new>
#include <optional>

namespace courtside::jwt {
namespace {

constexpr std::size_t coordinate_bytes = 32;
constexpr std::size_t most_key_id = 200;
/// RFC 7518, 6.2.2, 6.3.2 and 6.4: what only the owner may know.
constexpr std::array private_members{"d", "p", "q", "dp", "dq", "qi", "oth", "k"};

std::string_view text_of(const json_t& object, const char* member) {
    const json_t* value = json_object_get(&object, member);
    return json_is_string(value) ? std::string_view(json_string_value(value), json_string_length(value))
                                 : std::string_view{};
}

/// The bytes of a number; none unless it is base64url of at least one byte.
std::optional<std::string> number_of(const json_t& object, const char* member) {
    auto bytes = decode_base64url(text_of(object, member));
    return bytes && !bytes->empty() ? bytes : std::nullopt;
}

EvpPtr<EVP_PKEY> build(const char* type, OSSL_PARAM_BLD& builder) {
    const EvpPtr<OSSL_PARAM> parameters(OSSL_PARAM_BLD_to_param(&builder));
    const EvpPtr<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* made = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) {
        ERR_clear_error();
        return nullptr;
    }
    return EvpPtr<EVP_PKEY>(made);
}

EvpPtr<BIGNUM> big_number(std::string_view bytes) {
    return EvpPtr<BIGNUM>(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr));
}

EvpPtr<EVP_PKEY> rsa_key(const json_t& jwk) {
    const auto modulus = number_of(jwk, "n");
    const auto exponent = number_of(jwk, "e");
    if (!modulus || !exponent) {
        return nullptr;
    }
    const EvpPtr<BIGNUM> n = big_number(*modulus);
    const EvpPtr<BIGNUM> e = big_number(*exponent);
    const EvpPtr<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
    if (!n || !e || !builder || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1) {
        throw std::bad_alloc();
    }
    return build("RSA", *builder);
}

EvpPtr<EVP_PKEY> ec_key(const json_t& jwk) {
    const auto x = number_of(jwk, "x");
    const auto y = number_of(jwk, "y");
    if (!x || !y || x->size() != coordinate_bytes || y->size() != coordinate_bytes) {
        return nullptr;
    }
    const std::string point = '\x04' + *x + *y;  // uncompressed: SEC 1, 2.3.3
    const EvpPtr<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
    if (!builder ||
        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, SN_X9_62_prime256v1, 0) !=
            1 ||
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                         point.size()) != 1) {
        throw std::bad_alloc();
    }
    return build("EC", *builder);
}

/// What is wrong with it whatever its numbers are.
std::optional<std::string> problem_with(const json_t& jwk, std::string_view type) {
    if (type == "oct") {
        return "This JWK is a shared secret; give it as the text of a file with --secret-file.";
    }
    for (const char* member : private_members) {
        if (json_object_get(&jwk, member) != nullptr) {
            return "This JWK holds a private key, and nothing was stored; give its public part (without " +
                   quoted(member) +
                   "), and replace the private key if this file was sent to you by "
                   "somebody else.";
        }
    }
    if (type != "RSA" && type != "EC") {
        return "The JWK is of the type " + quoted(type) +
               "; use an RSA key (for RS256) or an EC key on P-256 (for ES256).";
    }
    if (type == "EC" && text_of(jwk, "crv") != "P-256") {
        return "The EC key is on the curve " + quoted(text_of(jwk, "crv")) + "; ES256 needs one on P-256.";
    }
    const std::string_view use = text_of(jwk, "use");
    if (!use.empty() && use != "sig") {
        return "The JWK is meant for " + quoted(use) + "; give one that is meant for signatures (\"sig\").";
    }
    const std::string_view expected = type == "RSA" ? "RS256" : "ES256";
    const std::string_view algorithm = text_of(jwk, "alg");
    if (!algorithm.empty() && algorithm != expected) {
        return "The JWK is meant for " + quoted(algorithm) + "; give one for " + std::string(expected) + ".";
    }
    if (text_of(jwk, "kid").size() > most_key_id) {
        return "The key id (kid) of the JWK is too long; give the key a shorter one.";
    }
    return std::nullopt;
}

}  // namespace

std::variant<Jwk, std::string> read_jwk(std::string_view json) {
    const JsonPtr jwk(json_loadb(json.data(), json.size(), JSON_REJECT_DUPLICATES, nullptr));
    if (!json_is_object(jwk.get())) {
        return "This JSON is no JWK; give one JSON object with \"kty\", or a PEM public key.";
    }
    if (json_object_get(jwk.get(), "keys") != nullptr) {
        return "This is a set of keys; give one key of it at a time.";
    }
    const std::string_view type = text_of(*jwk, "kty");
    if (auto problem = problem_with(*jwk, type)) {
        return *std::move(problem);
    }
    return Jwk{type == "RSA" ? rsa_key(*jwk) : ec_key(*jwk), std::string(text_of(*jwk, "kid"))};
}

}  // namespace courtside::jwt
