#include "support/signing_key.hpp"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <chrono>
#include <stdexcept>
#include <vector>

namespace courtside::support {
namespace {

constexpr int half_of_es256 = 32;

void must(bool good, const char* what) {
    if (!good) {
        throw std::runtime_error(std::string("OpenSSL cannot ") + what);
    }
}

using Context = std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)>;
using Memory = std::unique_ptr<BIO, decltype(&BIO_free_all)>;

std::string content(const Memory& memory) {
    char* text = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

std::string bytes(const BIGNUM& number, int size) {
    std::vector<unsigned char> out(static_cast<std::size_t>(size));
    must(BN_bn2binpad(&number, out.data(), size) == size, "write a number");
    return {out.begin(), out.end()};
}

}  // namespace

std::string base64url(std::string_view bytes) {
    std::string out(bytes.size() * 2 + 8, '\0');
    const int size =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                        reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    out.resize(static_cast<std::size_t>(size));
    for (char& c : out) {
        c = c == '+' ? '-' : c == '/' ? '_' : c;
    }
    out.erase(out.find_last_not_of('=') + 1);
    return out;
}

SigningKey::SigningKey(EVP_PKEY* key) : key_(key, Free{}) {
    must(key != nullptr, "make a key");
}

SigningKey SigningKey::rsa(unsigned bits, unsigned long exponent) {
    const Context context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr), &EVP_PKEY_CTX_free);
    const std::unique_ptr<BIGNUM, decltype(&BN_free)> number(BN_new(), &BN_free);
    must(context && number && BN_set_word(number.get(), exponent) == 1, "begin a key");
    EVP_PKEY* made = nullptr;
    must(EVP_PKEY_keygen_init(context.get()) == 1 &&
             EVP_PKEY_CTX_set_rsa_keygen_bits(context.get(), static_cast<int>(bits)) == 1 &&
             EVP_PKEY_CTX_set1_rsa_keygen_pubexp(context.get(), number.get()) == 1 &&
             EVP_PKEY_generate(context.get(), &made) == 1,
         "make an RSA key");
    return SigningKey(made);
}

SigningKey SigningKey::ec(const std::string& curve) {
    return SigningKey(EVP_EC_gen(curve.c_str()));
}

SigningKey SigningKey::other(const std::string& type) {
    const Context context(EVP_PKEY_CTX_new_from_name(nullptr, type.c_str(), nullptr), &EVP_PKEY_CTX_free);
    EVP_PKEY* made = nullptr;
    must(context && EVP_PKEY_keygen_init(context.get()) == 1 && EVP_PKEY_generate(context.get(), &made) == 1,
         "make a key");
    return SigningKey(made);
}

bool SigningKey::is_rsa() const {
    return EVP_PKEY_is_a(key_.get(), "RSA") == 1;
}

std::string SigningKey::public_pem() const {
    const Memory memory(BIO_new(BIO_s_mem()), &BIO_free_all);
    must(PEM_write_bio_PUBKEY(memory.get(), key_.get()) == 1, "write a public key");
    return content(memory);
}

std::string SigningKey::private_pem() const {
    const Memory memory(BIO_new(BIO_s_mem()), &BIO_free_all);
    must(PEM_write_bio_PrivateKey(memory.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1,
         "write a private key");
    return content(memory);
}

std::string SigningKey::number(const char* name, int size) const {
    BIGNUM* found = nullptr;
    must(EVP_PKEY_get_bn_param(key_.get(), name, &found) == 1, "tell a key's number");
    const std::unique_ptr<BIGNUM, decltype(&BN_free)> owner(found, &BN_free);
    return base64url(bytes(*found, size == 0 ? BN_num_bytes(found) : size));
}

std::string SigningKey::public_jwk(const std::string& more) const {
    if (is_rsa()) {
        return R"({"kty":"RSA","n":")" + number(OSSL_PKEY_PARAM_RSA_N, 0) + R"(","e":")" +
               number(OSSL_PKEY_PARAM_RSA_E, 0) + "\"" + more + "}";
    }
    return R"({"kty":"EC","crv":"P-256","x":")" + number(OSSL_PKEY_PARAM_EC_PUB_X, half_of_es256) +
           R"(","y":")" + number(OSSL_PKEY_PARAM_EC_PUB_Y, half_of_es256) + "\"" + more + "}";
}

core::TenantKey SigningKey::stored(const std::string& key_id) const {
    return {key_id, is_rsa() ? core::KeyAlgorithm::rs256 : core::KeyAlgorithm::es256, public_pem()};
}

std::string SigningKey::plain_signature(std::string_view text) const {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    must(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1, "sign");
    const auto* data = reinterpret_cast<const unsigned char*>(text.data());
    std::size_t size = 0;
    must(EVP_DigestSign(context.get(), nullptr, &size, data, text.size()) == 1, "sign");
    std::vector<unsigned char> signature(size);
    must(EVP_DigestSign(context.get(), signature.data(), &size, data, text.size()) == 1, "sign");
    signature.resize(size);
    return {signature.begin(), signature.end()};
}

std::string SigningKey::token(std::string_view header, std::string_view payload) const {
    const std::string text = base64url(header) + "." + base64url(payload);
    std::string signature = plain_signature(text);
    if (!is_rsa()) {
        const auto* at = reinterpret_cast<const unsigned char*>(signature.data());
        const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> pair(
            d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(signature.size())), &ECDSA_SIG_free);
        must(pair != nullptr, "read its own signature");
        signature = bytes(*ECDSA_SIG_get0_r(pair.get()), half_of_es256) +
                    bytes(*ECDSA_SIG_get0_s(pair.get()), half_of_es256);
    }
    return text + "." + base64url(signature);
}

std::string SigningKey::token_of(const std::string& key_id, std::string_view payload) const {
    return token(
        std::string(R"({"alg":")") + (is_rsa() ? "RS256" : "ES256") + R"(","kid":")" + key_id + "\"}",
        payload);
}

std::string SigningKey::company_token(const std::string& key_id, const std::string& issuer,
                                      const std::string& subject) const {
    const auto now =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
            .count();
    return token_of(key_id, R"({"iss":")" + issuer + R"(","aud":["courtside"],"sub":")" + subject +
                                R"(","iat":)" + std::to_string(now) + R"(,"exp":)" +
                                std::to_string(now + 3600) + "}");
}

}  // namespace courtside::support
