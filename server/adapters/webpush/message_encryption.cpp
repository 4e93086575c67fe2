#include "adapters/webpush/message_encryption.hpp"

#include <openssl/hmac.h>

#include <memory>
#include <stdexcept>

namespace courtside::webpush {
namespace {

constexpr std::size_t salt_bytes = 16;
constexpr std::size_t tag_bytes = 16;
constexpr std::size_t content_key_bytes = 16;
constexpr std::size_t nonce_bytes = 12;
constexpr std::string_view record_size{"\x00\x00\x10\x00", 4};  // 4096
constexpr char last_record = 2;

std::string hmac(std::string_view key, std::string_view text) {
    std::string digest(32, '\0');
    unsigned int size = 0;
    if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), jwt::bytes_of(text), text.size(),
             reinterpret_cast<unsigned char*>(digest.data()), &size) == nullptr ||
        size != digest.size()) {
        throw std::runtime_error("OpenSSL cannot make a MAC");
    }
    return digest;
}

/// HKDF (RFC 5869) for up to 32 bytes: one block, number 1.
std::string derive(std::string_view salt, std::string_view secret, std::string info, std::size_t size) {
    info.push_back('\x01');
    return hmac(hmac(salt, secret), info).substr(0, size);
}

/// A text of C, with its end.
std::string with_end(std::string_view text) {
    return std::string(text) + '\0';
}

struct CipherDeleter {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

std::string seal(std::string_view plaintext, const std::string& key, const std::string& nonce) {
    const std::unique_ptr<EVP_CIPHER_CTX, CipherDeleter> context(EVP_CIPHER_CTX_new());
    std::string sealed(plaintext.size() + tag_bytes, '\0');
    auto* out = reinterpret_cast<unsigned char*>(sealed.data());
    int size = 0;
    int rest = 0;
    const bool done = context &&
                      EVP_EncryptInit_ex(context.get(), EVP_aes_128_gcm(), nullptr, jwt::bytes_of(key),
                                         jwt::bytes_of(nonce)) == 1 &&
                      EVP_EncryptUpdate(context.get(), out, &size, jwt::bytes_of(plaintext),
                                        static_cast<int>(plaintext.size())) == 1 &&
                      EVP_EncryptFinal_ex(context.get(), out + size, &rest) == 1 &&
                      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, static_cast<int>(tag_bytes),
                                          out + plaintext.size()) == 1;
    if (!done) {
        throw std::runtime_error("OpenSSL cannot encrypt");
    }
    return sealed;
}

}  // namespace

std::optional<std::string> encrypt(std::string_view plaintext, std::string_view p256dh,
                                   std::string_view auth) {
    const Key once = make_key();
    return encrypt(plaintext, p256dh, auth, *once, random_bytes(salt_bytes));
}

std::optional<std::string> encrypt(std::string_view plaintext, std::string_view p256dh, std::string_view auth,
                                   EVP_PKEY& once, std::string_view salt) {
    if (plaintext.size() > most_plaintext || salt.size() != salt_bytes) {
        throw std::invalid_argument("a push message is too long, or its salt has not 16 bytes");
    }
    const Key device = key_of(p256dh);
    if (!device) {
        return std::nullopt;
    }
    const std::string point = point_of(once);
    const std::string key_info = with_end("WebPush: info") + std::string(p256dh) + point;
    const std::string secret = derive(auth, shared_secret(once, *device), key_info, 32);
    const std::string key = derive(salt, secret, with_end("Content-Encoding: aes128gcm"), content_key_bytes);
    const std::string nonce = derive(salt, secret, with_end("Content-Encoding: nonce"), nonce_bytes);
    std::string body(salt);
    body += record_size;
    body += static_cast<char>(point.size());
    body += point;
    body += seal(std::string(plaintext) + last_record, key, nonce);
    return body;
}

}  // namespace courtside::webpush
