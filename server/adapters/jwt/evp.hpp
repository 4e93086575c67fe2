#pragma once

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>

/// Owners for the C objects of OpenSSL, for this folder and webpush.
namespace courtside::jwt {

struct EvpDeleter {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(ECDSA_SIG* signature) const { ECDSA_SIG_free(signature); }
    void operator()(BIO* memory) const { BIO_free(memory); }
    void operator()(BIGNUM* number) const { BN_free(number); }
    void operator()(OSSL_PARAM_BLD* builder) const { OSSL_PARAM_BLD_free(builder); }
    void operator()(OSSL_PARAM* parameters) const { OSSL_PARAM_free(parameters); }
};

template <class T>
using EvpPtr = std::unique_ptr<T, EvpDeleter>;

using Digest = std::array<std::uint8_t, 32>;

/// The SHA-256 of `first` and then `second`. Throws std::bad_alloc.
[[nodiscard]] Digest sha256(std::string_view first, std::string_view second);

[[nodiscard]] inline const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace courtside::jwt
