#pragma once

#include "adapters/webpush/p256.hpp"

#include <string_view>

namespace courtside::test {

/// Whether `signature` (two numbers of 32 bytes) is one of `text` by the key of this point.
[[nodiscard]] inline bool is_es256_of(std::string_view point, std::string_view text,
                                      std::string_view signature) {
    const webpush::Key key = webpush::key_of(point);
    if (!key || signature.size() != 64) {
        return false;
    }
    const jwt::EvpPtr<ECDSA_SIG> pair(ECDSA_SIG_new());
    ECDSA_SIG_set0(pair.get(), BN_bin2bn(jwt::bytes_of(signature), 32, nullptr),
                   BN_bin2bn(jwt::bytes_of(signature) + 32, 32, nullptr));
    unsigned char* der = nullptr;
    const int size = i2d_ECDSA_SIG(pair.get(), &der);
    const jwt::EvpPtr<EVP_MD_CTX> context(EVP_MD_CTX_new());
    const bool good = EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
                      EVP_DigestVerify(context.get(), der, static_cast<std::size_t>(size),
                                       jwt::bytes_of(text), text.size()) == 1;
    OPENSSL_free(der);
    return good;
}

}  // namespace courtside::test
