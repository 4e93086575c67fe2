#include "main/secret.hpp"

#include "main/files.hpp"

#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string_view>

namespace courtside::server {
namespace {

constexpr std::size_t random_bytes = 32;
constexpr std::size_t most_secret_bytes = 1024;

/// Base64url without padding (RFC 4648, section 5).
std::string base64url(const std::array<std::uint8_t, random_bytes>& bytes) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string text;
    std::uint32_t bits = 0;
    int held = 0;
    for (const std::uint8_t byte : bytes) {
        bits = (bits << 8U | byte) & 0xFFFFU;
        for (held += 8; held >= 6; held -= 6) {
            text.push_back(alphabet[bits >> static_cast<unsigned>(held - 6) & 0x3FU]);
        }
    }
    if (held > 0) {
        text.push_back(alphabet[bits << static_cast<unsigned>(6 - held) & 0x3FU]);
    }
    return text;
}

}  // namespace

std::string make_secret() {
    std::array<std::uint8_t, random_bytes> bytes{};
    if (::getentropy(bytes.data(), bytes.size()) != 0) {
        throw std::runtime_error("The operating system gives no random bytes (getentropy failed).");
    }
    return base64url(bytes);
}

Result<std::string> read_secret(const std::string& path) {
    auto secret = read_text_file(path, most_secret_bytes);
    if (!secret) {
        return secret.error();
    }
    while (!secret->empty() && (secret->back() == '\n' || secret->back() == '\r')) {
        secret->pop_back();
    }
    if (secret->size() < random_bytes) {
        return usage_failure("The secret in " + path + " has " + std::to_string(secret->size()) +
                             " bytes; HS256 needs at least 32. Leave out --secret-file to have one made.");
    }
    return secret;
}

}  // namespace courtside::server
