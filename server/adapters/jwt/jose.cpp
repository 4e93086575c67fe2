#include "adapters/jwt/jose.hpp"

#include "adapters/jwt/key_snapshot.hpp"

#include <cstdint>
#include <cstdlib>
#include <new>
#include <stdexcept>

namespace courtside::jwt {

std::string_view algorithm_name(core::KeyAlgorithm algorithm) {
    switch (algorithm) {
        case core::KeyAlgorithm::hs256:
            return "HS256";
    }
    throw std::invalid_argument("Unknown key algorithm.");
}

KeyPtr make_key(const core::TenantKey& key) {
    if (const auto problem = problem_with(key)) {
        throw std::invalid_argument(*problem);
    }
    KeyPtr made;
    switch (key.algorithm) {
        case core::KeyAlgorithm::hs256:
            made.reset(cjose_jwk_create_oct_spec(reinterpret_cast<const std::uint8_t*>(key.material.data()),
                                                 key.material.size(), nullptr));
            break;
    }
    if (!made) {
        throw std::bad_alloc();  // what was given is valid, so nothing else is left
    }
    return made;
}

JsonPtr decode_json(std::string_view base64url) {
    std::uint8_t* bytes = nullptr;
    std::size_t size = 0;
    if (!cjose_base64url_decode(base64url.data(), base64url.size(), &bytes, &size, nullptr)) {
        return nullptr;
    }
    const std::unique_ptr<std::uint8_t, decltype(&std::free)> owner(bytes, &std::free);
    return JsonPtr(json_loadb(reinterpret_cast<const char*>(bytes), size, JSON_REJECT_DUPLICATES, nullptr));
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
