#include "adapters/ws/utf8.hpp"

#include <cstddef>
#include <cstring>

namespace courtside::ws {

namespace {

/// The first byte from `at` on that is not ASCII, or an ASCII byte less than eight before the end.
std::size_t skip_ascii(std::string_view bytes, std::size_t at) {
    constexpr std::uint64_t high_bits = 0x8080808080808080ULL;
    while (at + sizeof(std::uint64_t) <= bytes.size()) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, bytes.data() + at, sizeof eight);
        if ((eight & high_bits) != 0) {
            break;
        }
        at += sizeof eight;
    }
    return at;
}

}  // namespace

bool Utf8Checker::feed(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        if (missing_ == 0) {
            at = skip_ascii(bytes, at);
            if (at == bytes.size()) {
                return true;
            }
        }
        const auto byte = static_cast<std::uint8_t>(bytes[at]);
        if (missing_ > 0) {
            if (byte < low_ || byte > high_) {
                return false;
            }
            --missing_;
            low_ = 0x80;
            high_ = 0xBF;
            continue;
        }
        if (byte < 0x80) {
            continue;
        }
        if (byte < 0xC2 || byte > 0xF4) {
            return false;
        }
        if (byte < 0xE0) {
            missing_ = 1;
        } else if (byte < 0xF0) {
            missing_ = 2;
            low_ = byte == 0xE0 ? 0xA0 : 0x80;
            high_ = byte == 0xED ? 0x9F : 0xBF;
        } else {
            missing_ = 3;
            low_ = byte == 0xF0 ? 0x90 : 0x80;
            high_ = byte == 0xF4 ? 0x8F : 0xBF;
        }
    }
    return true;
}

bool is_utf8(std::string_view text) {
    Utf8Checker checker;
    return checker.feed(text) && checker.complete();
}

}  // namespace courtside::ws
