#pragma once

#include "adapters/ws/frame_codec.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace courtside::ws {

/// The largest header of a client's frame: 2 bytes, 8 of length, 4 of mask.
inline constexpr std::size_t max_frame_header = 14;
/// The largest payload of a control frame, and of a frame with the short form of the length.
inline constexpr std::uint64_t max_control_payload = 125;

/// The header of a client's frame, as read; whether it is allowed is told by find_violation.
struct FrameHeader {
    std::uint64_t length = 0;  ///< of the payload
    std::uint32_t mask = 0;    ///< the four bytes in the order of the wire
    std::uint8_t size = 0;     ///< of the header itself
    std::uint8_t opcode = 0;
    bool fin = false;
    bool masked = false;
    bool reserved_bits = false;
    bool shortest_length = true;  ///< the length was written in the shortest form

    [[nodiscard]] bool is_control() const { return (opcode & 0x8) != 0; }
};

/// Bytes that the header needs which starts with `bytes`; a lower bound while fewer than two are there.
[[nodiscard]] std::size_t header_size(std::span<const char> bytes);

/// Empty while `bytes` do not hold the whole header.
[[nodiscard]] std::optional<FrameHeader> parse_header(std::span<const char> bytes);

/// Why a server has to refuse the frame. `in_message`: fragments of a message came before, with
/// `message_size` bytes together.
[[nodiscard]] std::optional<Violation> find_violation(const FrameHeader& header, bool in_message,
                                                      std::size_t message_size, std::size_t message_limit);

}  // namespace courtside::ws
