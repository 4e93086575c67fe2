#include "protocol/utf8.hpp"

#include <cstddef>
#include <cstdint>

namespace courtside::internal {

bool is_utf8(std::string_view text) noexcept {
    std::size_t at = 0;
    while (at < text.size()) {
        const auto first = static_cast<unsigned char>(text[at]);
        if (first < 0x80) {
            ++at;
            continue;
        }
        std::size_t length = 0;
        std::uint32_t value = 0;
        std::uint32_t least = 0;
        if ((first & 0xE0U) == 0xC0U) {
            length = 2;
            value = first & 0x1FU;
            least = 0x80;
        } else if ((first & 0xF0U) == 0xE0U) {
            length = 3;
            value = first & 0x0FU;
            least = 0x800;
        } else if ((first & 0xF8U) == 0xF0U) {
            length = 4;
            value = first & 0x07U;
            least = 0x10000;
        } else {
            return false;
        }
        if (text.size() - at < length) {
            return false;
        }
        for (std::size_t next = 1; next < length; ++next) {
            const auto byte = static_cast<unsigned char>(text[at + next]);
            if ((byte & 0xC0U) != 0x80U) {
                return false;
            }
            value = value << 6U | (byte & 0x3FU);
        }
        const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
        if (value < least || surrogate || value > 0x10FFFF) {
            return false;
        }
        at += length;
    }
    return true;
}

}  // namespace courtside::internal
