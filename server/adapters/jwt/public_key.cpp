#include "adapters/jwt/public_key.hpp"

#include "adapters/jwt/jose.hpp"
#include "adapters/jwt/jwk.hpp"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <new>
#include <optional>
#include <utility>

namespace courtside::jwt {
namespace {

constexpr int least_rsa_bits = 2048;  // RFC 7518, 3.3
/// Verifying takes time with the square of the size.
constexpr int most_rsa_bits = 8192;
/// Exponents of more bits make verifying slow, smaller ones than 65537 are not accepted by FIPS 186-5, A.1.1.
constexpr int most_exponent_bits = 64;
constexpr unsigned long least_exponent = 65537;
constexpr std::string_view p256 = SN_X9_62_prime256v1;
constexpr std::string_view pem_begin = "-----BEGIN ";
constexpr std::string_view pem_label_end = "-----";

/// Without it OpenSSL would ask for a password on the terminal.
int no_password(char*, int, int, void*) {
    return -1;
}

EvpPtr<EVP_PKEY> parse_pem(std::string_view pem) {
    const EvpPtr<BIO> memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    if (!memory) {
        throw std::bad_alloc();
    }
    EvpPtr<EVP_PKEY> key(PEM_read_bio_PUBKEY(memory.get(), nullptr, no_password, nullptr));
    ERR_clear_error();
    return key;
}

std::string write_pem(EVP_PKEY& key) {
    const EvpPtr<BIO> memory(BIO_new(BIO_s_mem()));
    if (!memory || PEM_write_bio_PUBKEY(memory.get(), &key) != 1) {
        throw std::bad_alloc();  // the key is whole, so nothing else is left
    }
    char* text = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

std::optional<std::string> problem_with_rsa(const EVP_PKEY& key) {
    const int bits = EVP_PKEY_get_bits(&key);
    if (bits < least_rsa_bits || bits > most_rsa_bits) {
        return "The RSA key has " + std::to_string(bits) + " bits; use one of " +
               std::to_string(least_rsa_bits) + " to " + std::to_string(most_rsa_bits) + " bits.";
    }
    BIGNUM* found = nullptr;
    const bool has_exponent = EVP_PKEY_get_bn_param(&key, OSSL_PKEY_PARAM_RSA_E, &found) == 1;
    const EvpPtr<BIGNUM> exponent(found);
    const EvpPtr<BIGNUM> least(BN_new());
    if (!has_exponent || !least || BN_set_word(least.get(), least_exponent) != 1 ||
        BN_is_odd(exponent.get()) != 1 || BN_cmp(exponent.get(), least.get()) < 0 ||
        BN_num_bits(exponent.get()) > most_exponent_bits) {
        return "The RSA key's public exponent is not an odd number from 65537 up to 64 bits; make a key "
               "with 65537.";
    }
    return std::nullopt;
}

std::optional<std::string> problem_with_ec(const EVP_PKEY& key) {
    std::array<char, 80> name{};
    std::size_t size = 0;
    if (EVP_PKEY_get_group_name(&key, name.data(), name.size(), &size) != 1) {
        return "The EC key names no curve; make one on P-256 (prime256v1).";
    }
    if (std::string_view(name.data(), size) != p256) {
        return "The EC key is on the curve " + quoted({name.data(), size}) +
               "; ES256 needs one on P-256 (prime256v1).";
    }
    return std::nullopt;
}

/// What the key is for, or why it is for nothing here.
std::variant<core::KeyAlgorithm, std::string> use_of(const EVP_PKEY& key) {
    const bool rsa = EVP_PKEY_is_a(&key, "RSA") == 1;
    if (!rsa && EVP_PKEY_is_a(&key, "EC") != 1) {
        const char* type = EVP_PKEY_get0_type_name(&key);
        return "The key is of the type " + quoted(type == nullptr ? "unknown" : type) +
               "; use an RSA key (for RS256) or an EC key on P-256 (for ES256).";
    }
    if (auto problem = rsa ? problem_with_rsa(key) : problem_with_ec(key)) {
        return *std::move(problem);
    }
    return rsa ? core::KeyAlgorithm::rs256 : core::KeyAlgorithm::es256;
}

/// Whether the numbers of the key make sense. Takes milliseconds, so only what is new is checked.
bool is_sound(EVP_PKEY& key) {
    const EvpPtr<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_pkey(nullptr, &key, nullptr));
    const bool sound = context && EVP_PKEY_public_check(context.get()) == 1;
    ERR_clear_error();
    return sound;
}

/// Why a PEM text is no public key, told by its label alone.
std::optional<std::string> problem_with_label(std::string_view text) {
    const std::size_t begin = text.find(pem_begin);
    if (begin == std::string_view::npos) {
        return "This is no public key; give a PEM file that begins with \"-----BEGIN PUBLIC KEY-----\", or a "
               "JWK.";
    }
    const std::size_t from = begin + pem_begin.size();
    const std::string_view label = text.substr(from, text.find(pem_label_end, from) - from);
    if (text.find("PRIVATE KEY-----") != std::string_view::npos) {
        return "This is a private key, and nothing was stored; give its public key (openssl pkey -in FILE "
               "-pubout), and replace the private key if this file was sent to you by somebody else.";
    }
    if (text.find(pem_begin, from) != std::string_view::npos) {
        return "The file has more than one key or certificate; give one public key.";
    }
    if (label == "CERTIFICATE") {
        return "This is a certificate; give the public key in it (openssl x509 -in FILE -noout -pubkey).";
    }
    if (label == "RSA PUBLIC KEY") {
        return "This is an RSA key in the form of PKCS #1; give it as a public key (openssl rsa "
               "-RSAPublicKey_in -in FILE -pubout).";
    }
    if (label != "PUBLIC KEY") {
        return "This is PEM of the kind " + quoted(label) + "; give a \"PUBLIC KEY\".";
    }
    return std::nullopt;
}

}  // namespace

std::variant<PublicKey, std::string> read_public_key(std::string_view text) {
    if (text.size() > max_public_key_bytes) {
        return "The text has more than " + std::to_string(max_public_key_bytes) +
               " bytes, which no public key has; give one key.";
    }
    PublicKey made;
    EvpPtr<EVP_PKEY> key;
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && (text[first] == '{' || text[first] == '[')) {
        auto read = read_jwk(text);
        if (auto* problem = std::get_if<std::string>(&read)) {
            return std::move(*problem);
        }
        auto& jwk = std::get<Jwk>(read);
        key = std::move(jwk.key);
        made.key_id = std::move(jwk.key_id);
    } else {
        if (auto problem = problem_with_label(text)) {
            return *std::move(problem);
        }
        key = parse_pem(text);
    }
    if (!key) {
        return "The public key cannot be read; check that it is whole and was not changed on its way.";
    }
    auto use = use_of(*key);
    if (auto* problem = std::get_if<std::string>(&use)) {
        return std::move(*problem);
    }
    if (!is_sound(*key)) {
        return "The numbers of the public key do not fit together; make a new key.";
    }
    made.algorithm = std::get<core::KeyAlgorithm>(use);
    made.pem = write_pem(*key);
    return made;
}

EvpPtr<EVP_PKEY> open_public_key(core::KeyAlgorithm algorithm, std::string_view pem) {
    if (pem.size() > max_public_key_bytes || problem_with_label(pem)) {
        return nullptr;
    }
    EvpPtr<EVP_PKEY> key = parse_pem(pem);
    if (!key) {
        return nullptr;
    }
    const auto use = use_of(*key);
    const auto* found = std::get_if<core::KeyAlgorithm>(&use);
    return found != nullptr && *found == algorithm ? std::move(key) : nullptr;
}

}  // namespace courtside::jwt
