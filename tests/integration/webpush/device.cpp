// The other side of RFC 8291, with OpenSSL's own HKDF.

#include "integration/webpush/device.hpp"

#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace courtside::test {
namespace {

char* as_parameter(std::string_view text) {
    return const_cast<char*>(text.data());
}

std::string hkdf(std::string_view salt, std::string_view secret, std::string_view info, std::size_t size) {
    const std::unique_ptr<EVP_KDF, decltype(&EVP_KDF_free)> kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr),
                                                                &EVP_KDF_free);
    const std::unique_ptr<EVP_KDF_CTX, decltype(&EVP_KDF_CTX_free)> context(EVP_KDF_CTX_new(kdf.get()),
                                                                            &EVP_KDF_CTX_free);
    std::array<OSSL_PARAM, 5> parameters{
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, as_parameter("SHA256"), 0),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, as_parameter(salt), salt.size()),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, as_parameter(secret), secret.size()),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, as_parameter(info), info.size()),
        OSSL_PARAM_construct_end()};
    std::string out(size, '\0');
    if (EVP_KDF_derive(context.get(), reinterpret_cast<unsigned char*>(out.data()), size,
                       parameters.data()) != 1) {
        throw std::runtime_error("no key can be derived");
    }
    return out;
}

std::string open_sealed(std::string_view sealed, const std::string& key, const std::string& nonce) {
    constexpr std::size_t tag_bytes = 16;
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                  &EVP_CIPHER_CTX_free);
    std::string tag(sealed.substr(sealed.size() - tag_bytes));
    const std::string_view text = sealed.substr(0, sealed.size() - tag_bytes);
    std::string plain(text.size(), '\0');
    auto* out = reinterpret_cast<unsigned char*>(plain.data());
    int size = 0;
    if (EVP_DecryptInit_ex(context.get(), EVP_aes_128_gcm(), nullptr, jwt::bytes_of(key),
                           jwt::bytes_of(nonce)) != 1 ||
        EVP_DecryptUpdate(context.get(), out, &size, jwt::bytes_of(text), static_cast<int>(text.size())) !=
            1 ||
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, static_cast<int>(tag_bytes), tag.data()) !=
            1 ||
        EVP_DecryptFinal_ex(context.get(), out + size, &size) != 1) {
        throw std::runtime_error("the message is not for this device");
    }
    return plain;
}

}  // namespace

Device::Device()
    : key_(webpush::make_key()), p256dh_(webpush::point_of(*key_)), auth_(webpush::random_bytes(16)) {}

std::string Device::read(std::string_view body) const {
    using namespace std::string_literals;
    const std::string_view salt = body.substr(0, 16);
    const std::string_view sender = body.substr(21, 65);
    const webpush::Key key = webpush::key_of(sender);
    if (body.substr(16, 5) != "\x00\x00\x10\x00\x41"s || !key) {
        throw std::runtime_error("the head of the message is wrong");
    }
    const std::string secret = hkdf(auth_, webpush::shared_secret(*key_, *key),
                                    "WebPush: info\0"s + p256dh_ + std::string(sender), 32);
    std::string text = open_sealed(body.substr(86), hkdf(salt, secret, "Content-Encoding: aes128gcm\0"s, 16),
                                   hkdf(salt, secret, "Content-Encoding: nonce\0"s, 12));
    if (text.empty() || text.back() != '\x02') {
        throw std::runtime_error("the message is not the last record");
    }
    text.pop_back();
    return text;
}

}  // namespace courtside::test
