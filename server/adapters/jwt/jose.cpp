#include "adapters/jwt/jose.hpp"

#include "adapters/jwt/base64url.hpp"
#include "adapters/jwt/key_snapshot.hpp"

#include <cstdint>
#include <new>
#include <stdexcept>

namespace courtside::jwt {

KeyPtr make_key(const core::TenantKey& key) {
    if (key.algorithm != core::KeyAlgorithm::hs256) {
        throw std::invalid_argument("Key \"" + key.key_id +
                                    "\" is a public key; only the company signs with its private one.");
    }
    if (const auto problem = problem_with(key)) {
        throw std::invalid_argument(*problem);
    }
    KeyPtr made(cjose_jwk_create_oct_spec(reinterpret_cast<const std::uint8_t*>(key.material.data()),
                                          key.material.size(), nullptr));
    if (!made) {
        throw std::bad_alloc();  // what was given is valid, so nothing else is left
    }
    return made;
}

JsonPtr decode_json(std::string_view base64url) {
    const auto text = decode_base64url(base64url);
    return text ? JsonPtr(json_loadb(text->data(), text->size(), JSON_REJECT_DUPLICATES, nullptr)) : nullptr;
}

std::string quoted(std::string_view text) {
    constexpr std::size_t limit = 80;
    const bool cut = text.size() > limit;
    if (cut) {
        std::size_t end = limit;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        text = text.substr(0, end);
    }
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        out += byte < 0x20 || byte == 0x7F ? '?' : c;
    }
    out += cut ? "...\"" : "\"";
    return out;
}

}  // namespace courtside::jwt
