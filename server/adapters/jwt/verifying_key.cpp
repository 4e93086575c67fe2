#include "adapters/jwt/verifying_key.hpp"

#include "adapters/jwt/base64url.hpp"
#include "adapters/jwt/key_snapshot.hpp"
#include "adapters/jwt/public_key.hpp"

#include <openssl/err.h>

#include <new>
#include <optional>
#include <stdexcept>
#include <utility>

namespace courtside::jwt {
namespace {

/// RFC 7518, 3.4: two numbers of 32 bytes.
constexpr std::size_t es256_bytes = 64;

/// The form of ES256 as the one that OpenSSL verifies; none for another length. DER is thereby refused.
std::optional<std::string> as_der(std::string_view raw) {
    if (raw.size() != es256_bytes) {
        return std::nullopt;
    }
    constexpr int half = es256_bytes / 2;
    EvpPtr<BIGNUM> r(BN_bin2bn(bytes_of(raw), half, nullptr));
    EvpPtr<BIGNUM> s(BN_bin2bn(bytes_of(raw) + half, half, nullptr));
    const EvpPtr<ECDSA_SIG> pair(ECDSA_SIG_new());
    if (!r || !s || !pair || ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1) {
        throw std::bad_alloc();
    }
    // The pair owns them now.
    static_cast<void>(r.release());
    static_cast<void>(s.release());
    unsigned char* bytes = nullptr;
    const int size = i2d_ECDSA_SIG(pair.get(), &bytes);
    if (size <= 0) {
        throw std::bad_alloc();
    }
    std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return der;
}

bool fits(EVP_PKEY& key, std::string_view text, std::string_view signature) {
    const EvpPtr<EVP_MD_CTX> context(EVP_MD_CTX_new());
    if (!context) {
        throw std::bad_alloc();
    }
    // RSA without further words is PKCS #1 v1.5, which is RS256.
    const bool good = EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, &key) == 1 &&
                      EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(text),
                                       text.size()) == 1;
    ERR_clear_error();
    return good;
}

}  // namespace

Digest sha256(std::string_view first, std::string_view second) {
    const EvpPtr<EVP_MD_CTX> context(EVP_MD_CTX_new());
    Digest digest{};
    if (!context || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1 ||
        EVP_DigestUpdate(context.get(), first.data(), first.size()) != 1 ||
        EVP_DigestUpdate(context.get(), second.data(), second.size()) != 1 ||
        EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) != 1) {
        throw std::bad_alloc();
    }
    return digest;
}

VerifyingKey::VerifyingKey(const core::TenantKey& key) : key_id_(key.key_id), algorithm_(key.algorithm) {
    if (const auto problem = problem_with(key)) {
        throw std::invalid_argument(*problem);
    }
    digest_ = sha256(algorithm_name(algorithm_), key.material);
    if (algorithm_ == core::KeyAlgorithm::hs256) {
        secret_ = make_key(key);
    } else {
        public_ = open_public_key(algorithm_, key.material);
    }
}

bool VerifyingKey::signed_it(std::string_view token) const {
    if (secret_) {
        const SignedPtr imported(cjose_jws_import(token.data(), token.size(), nullptr));
        return imported && cjose_jws_verify(imported.get(), secret_.get(), nullptr);
    }
    const std::size_t end = token.rfind('.');
    auto signature = decode_base64url(token.substr(end + 1));
    if (signature && algorithm_ == core::KeyAlgorithm::es256) {
        signature = as_der(*signature);
    }
    return signature && fits(*public_, token.substr(0, end), *signature);
}

}  // namespace courtside::jwt
