#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace courtside::ws::testing {

/// A frame as a client sends it, or as one would that breaks the rules.
struct ClientFrame {
    std::uint8_t opcode = 2;
    std::string payload = {};
    bool fin = true;
    std::uint8_t reserved = 0;  ///< the three bits, 0 to 7
    bool masked = true;
    int length_bytes = 0;  ///< 0: the shortest form, else 2 or 8

    [[nodiscard]] std::string bytes() const {
        std::string out;
        const auto push = [&](unsigned value) { out.push_back(static_cast<char>(value & 0xFF)); };
        push((fin ? 0x80U : 0U) | static_cast<unsigned>(reserved << 4) | opcode);
        const std::uint64_t length = payload.size();
        const int extended = length_bytes != 0 ? length_bytes : length < 126 ? 0 : length < 65536 ? 2 : 8;
        const unsigned mask_bit = masked ? 0x80U : 0U;
        push(mask_bit | (extended == 0 ? static_cast<unsigned>(length) : extended == 2 ? 126U : 127U));
        for (int shift = (extended - 1) * 8; shift >= 0; shift -= 8) {
            push(static_cast<unsigned>(length >> shift));
        }
        if (!masked) {
            return out + payload;
        }
        constexpr std::array<unsigned char, 4> mask{0x37, 0xFA, 0x21, 0x3D};
        for (const unsigned char byte : mask) {
            push(byte);
        }
        for (std::size_t at = 0; at < payload.size(); ++at) {
            push(static_cast<unsigned char>(payload[at]) ^ mask[at % 4]);
        }
        return out;
    }
};

inline std::string text(std::string_view payload, bool fin = true) {
    return ClientFrame{.opcode = 1, .payload = std::string(payload), .fin = fin}.bytes();
}

inline std::string binary(std::string_view payload, bool fin = true) {
    return ClientFrame{.opcode = 2, .payload = std::string(payload), .fin = fin}.bytes();
}

inline std::string continuation(std::string_view payload, bool fin = true) {
    return ClientFrame{.opcode = 0, .payload = std::string(payload), .fin = fin}.bytes();
}

inline std::string ping(std::string_view payload) {
    return ClientFrame{.opcode = 9, .payload = std::string(payload)}.bytes();
}

inline std::string pong(std::string_view payload) {
    return ClientFrame{.opcode = 10, .payload = std::string(payload)}.bytes();
}

inline std::string close(std::uint16_t code, std::string_view reason = {}) {
    std::string payload{static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)};
    return ClientFrame{.opcode = 8, .payload = payload.append(reason)}.bytes();
}

}  // namespace courtside::ws::testing
