#include "adapters/webpush/p256.hpp"

#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>

#include <array>
#include <stdexcept>

namespace courtside::webpush {
namespace {

constexpr const char* curve = "P-256";
constexpr int number_bytes = 32;

void expect(bool worked, const char* what) {
    if (!worked) {
        ERR_clear_error();
        throw std::runtime_error(std::string("OpenSSL cannot ") + what);
    }
}

/// Without it OpenSSL would ask for a password on the terminal.
int no_password(char*, int, int, void*) {
    return -1;
}

unsigned char* bytes_in(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

bool is_on_curve(const EVP_PKEY& key) {
    std::array<char, 80> name{};
    std::size_t size = 0;
    return EVP_PKEY_is_a(&key, "EC") == 1 &&
           EVP_PKEY_get_group_name(&key, name.data(), name.size(), &size) == 1 &&
           std::string_view(name.data(), size) == SN_X9_62_prime256v1;
}

}  // namespace

Key make_key() {
    Key key(EVP_EC_gen(curve));
    expect(key != nullptr, "make a key");
    return key;
}

std::string write_private_key(EVP_PKEY& key) {
    const jwt::EvpPtr<BIO> memory(BIO_new(BIO_s_mem()));
    expect(memory && PEM_write_bio_PrivateKey(memory.get(), &key, nullptr, nullptr, 0, nullptr, nullptr) == 1,
           "write a key");
    char* text = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

Key read_private_key(std::string_view pem) {
    const jwt::EvpPtr<BIO> memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    expect(memory != nullptr, "read a key");
    Key key(PEM_read_bio_PrivateKey(memory.get(), nullptr, no_password, nullptr));
    ERR_clear_error();
    return key && is_on_curve(*key) ? std::move(key) : nullptr;
}

std::string point_of(EVP_PKEY& key) {
    unsigned char* bytes = nullptr;
    const std::size_t size = EVP_PKEY_get1_encoded_public_key(&key, &bytes);
    expect(size == point_bytes, "give the point of a key");
    std::string point(reinterpret_cast<const char*>(bytes), size);
    OPENSSL_free(bytes);
    return point;
}

Key key_of(std::string_view point) {
    if (point.size() != point_bytes || point.front() != POINT_CONVERSION_UNCOMPRESSED) {
        return nullptr;
    }
    const jwt::EvpPtr<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* parameters = nullptr;
    expect(context && EVP_PKEY_paramgen_init(context.get()) == 1 &&
               EVP_PKEY_CTX_set_group_name(context.get(), curve) == 1 &&
               EVP_PKEY_paramgen(context.get(), &parameters) == 1,
           "open the curve");
    Key key(parameters);
    const bool taken = EVP_PKEY_set1_encoded_public_key(key.get(), jwt::bytes_of(point), point.size()) == 1;
    ERR_clear_error();
    return taken ? std::move(key) : nullptr;
}

std::string shared_secret(EVP_PKEY& own, EVP_PKEY& other) {
    const jwt::EvpPtr<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new(&own, nullptr));
    std::string secret(number_bytes, '\0');
    std::size_t size = secret.size();
    expect(context && EVP_PKEY_derive_init(context.get()) == 1 &&
               EVP_PKEY_derive_set_peer(context.get(), &other) == 1 &&
               EVP_PKEY_derive(context.get(), bytes_in(secret), &size) == 1 && size == secret.size(),
           "agree on a secret");
    return secret;
}

std::string sign_es256(EVP_PKEY& key, std::string_view text) {
    const jwt::EvpPtr<EVP_MD_CTX> context(EVP_MD_CTX_new());
    std::array<unsigned char, 128> der{};
    std::size_t size = der.size();
    expect(context && EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, &key) == 1 &&
               EVP_DigestSign(context.get(), der.data(), &size, jwt::bytes_of(text), text.size()) == 1,
           "sign");
    const unsigned char* from = der.data();
    const jwt::EvpPtr<ECDSA_SIG> pair(d2i_ECDSA_SIG(nullptr, &from, static_cast<long>(size)));
    std::string raw(std::size_t{2} * number_bytes, '\0');
    expect(pair && BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), bytes_in(raw), number_bytes) == number_bytes &&
               BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), bytes_in(raw) + number_bytes, number_bytes) ==
                   number_bytes,
           "write a signature");
    return raw;
}

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    expect(RAND_bytes(bytes_in(bytes), static_cast<int>(count)) == 1, "draw random bytes");
    return bytes;
}

}  // namespace courtside::webpush
