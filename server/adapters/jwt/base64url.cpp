#include "adapters/jwt/base64url.hpp"

#include <cjose/base64.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>

namespace courtside::jwt {

bool is_base64url(std::string_view text) {
    return text.size() % 4 != 1 && std::ranges::all_of(text, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_';
           });
}

std::optional<std::string> decode_base64url(std::string_view text) {
    if (!is_base64url(text)) {
        return std::nullopt;
    }
    if (text.empty()) {
        return "";
    }
    std::uint8_t* bytes = nullptr;
    std::size_t size = 0;
    if (!cjose_base64url_decode(text.data(), text.size(), &bytes, &size, nullptr)) {
        return std::nullopt;
    }
    const std::unique_ptr<std::uint8_t, decltype(&std::free)> owner(bytes, &std::free);
    return std::string(reinterpret_cast<const char*>(bytes), size);
}

std::string encode_base64url(std::string_view bytes) {
    char* text = nullptr;
    std::size_t size = 0;
    if (!cjose_base64url_encode(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), &text,
                                &size, nullptr)) {
        throw std::bad_alloc();
    }
    const std::unique_ptr<char, decltype(&std::free)> owner(text, &std::free);
    return {text, size};
}

}  // namespace courtside::jwt
