#include "sign_token.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <cstdio>
#include <vector>

namespace courtside_token {
namespace {

std::string base64url(std::string_view bytes) {
    std::vector<unsigned char> text(4 * ((bytes.size() + 2) / 3) + 1);
    const int size = EVP_EncodeBlock(text.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                                     static_cast<int>(bytes.size()));
    std::string encoded(text.begin(), text.begin() + size);
    while (!encoded.empty() && encoded.back() == '=') {
        encoded.pop_back();
    }
    for (char& c : encoded) {
        c = c == '+' ? '-' : c == '/' ? '_' : c;
    }
    return encoded;
}

/// A JSON string with its quotes.
std::string quoted(std::string_view text) {
    std::string json = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            std::array<char, 7> escaped{};
            std::snprintf(escaped.data(), escaped.size(), "\\u%04x", static_cast<unsigned>(c));
            json += escaped.data();
        } else {
            json += c;
        }
    }
    return json + '"';
}

}  // namespace

std::optional<std::string> sign_token(std::string_view secret, std::string_view issuer, const Person& person,
                                      std::chrono::system_clock::time_point now) {
    const auto issued = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    std::string claims = "{\"iss\":" + quoted(issuer) + ",\"sub\":" + quoted(person.subject) +
                         R"(,"aud":"courtside","iat":)" + std::to_string(issued) +
                         ",\"exp\":" + std::to_string(issued + 600);
    if (!person.name.empty()) {
        claims += ",\"name\":" + quoted(person.name);
    }
    claims += '}';
    const std::string text = base64url(R"({"alg":"HS256","typ":"JWT"})") + '.' + base64url(claims);
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    if (HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
             reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(),
             &size) == nullptr) {
        return std::nullopt;
    }
    return text + '.' + base64url({reinterpret_cast<const char*>(digest.data()), size});
}

}  // namespace courtside_token
