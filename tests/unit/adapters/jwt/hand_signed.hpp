#pragma once

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>

/// Tokens made without the library under test: to check against it, and to make what it never would.
namespace courtside::jwt::testing {

inline std::string base64url(std::string_view bytes) {
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

inline std::string hmac(const EVP_MD* hash, std::string_view secret, std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> sum{};
    unsigned int size = 0;
    if (HMAC(hash, secret.data(), static_cast<int>(secret.size()),
             reinterpret_cast<const unsigned char*>(text.data()), text.size(), sum.data(),
             &size) == nullptr) {
        throw std::runtime_error("no HMAC");
    }
    return {reinterpret_cast<const char*>(sum.data()), size};
}

/// A token with exactly this header and payload, signed with HMAC whatever the header says.
inline std::string hand_signed(std::string_view header, std::string_view payload, std::string_view secret,
                               const EVP_MD* hash = EVP_sha256()) {
    const std::string text = base64url(header) + "." + base64url(payload);
    return text + "." + base64url(hmac(hash, secret, text));
}

}  // namespace courtside::jwt::testing
