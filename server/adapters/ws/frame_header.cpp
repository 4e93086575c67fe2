#include "adapters/ws/frame_header.hpp"

#include <cstring>

namespace courtside::ws {

namespace {

constexpr std::uint8_t length_in_16_bits = 126;
constexpr std::uint8_t length_in_64_bits = 127;

std::uint8_t byte_at(std::span<const char> bytes, std::size_t at) {
    return static_cast<std::uint8_t>(bytes[at]);
}

bool is_known(std::uint8_t opcode) {
    switch (static_cast<Opcode>(opcode)) {
        case Opcode::continuation:
        case Opcode::text:
        case Opcode::binary:
        case Opcode::close:
        case Opcode::ping:
        case Opcode::pong:
            return true;
    }
    return false;
}

}  // namespace

std::size_t header_size(std::span<const char> bytes) {
    if (bytes.size() < 2) {
        return 2;
    }
    const std::uint8_t second = byte_at(bytes, 1);
    const std::uint8_t short_length = second & 0x7F;
    const std::size_t extended = short_length == length_in_64_bits   ? 8U
                                 : short_length == length_in_16_bits ? 2U
                                                                     : 0U;
    const std::size_t mask = (second & 0x80) != 0 ? 4U : 0U;
    return 2 + extended + mask;
}

std::optional<FrameHeader> parse_header(std::span<const char> bytes) {
    const std::size_t size = header_size(bytes);
    if (bytes.size() < size) {
        return std::nullopt;
    }
    FrameHeader header;
    const std::uint8_t first = byte_at(bytes, 0);
    const std::uint8_t second = byte_at(bytes, 1);
    header.size = static_cast<std::uint8_t>(size);
    header.fin = (first & 0x80) != 0;
    header.reserved_bits = (first & 0x70) != 0;
    header.opcode = first & 0x0F;
    header.masked = (second & 0x80) != 0;

    const std::size_t length_end = size - (header.masked ? 4 : 0);
    if (length_end == 2) {
        header.length = second & 0x7F;
    } else {
        for (std::size_t at = 2; at < length_end; ++at) {
            header.length = (header.length << 8) | byte_at(bytes, at);
        }
        header.shortest_length = header.length > (length_end == 4 ? max_control_payload : 0xFFFF);
    }
    if (header.masked) {
        std::memcpy(&header.mask, bytes.data() + length_end, sizeof header.mask);
    }
    return header;
}

std::optional<Violation> find_violation(const FrameHeader& header, bool in_message, std::size_t message_size,
                                        std::size_t message_limit) {
    const auto protocol_error = [](std::string_view reason) {
        return Violation{close_code::protocol_error, reason};
    };
    if (header.reserved_bits) {
        return protocol_error("reserved bits are set, but no extension was agreed on");
    }
    if (!is_known(header.opcode)) {
        return protocol_error("reserved opcode");
    }
    if (!header.masked) {
        return protocol_error("a client's frames have to be masked");
    }
    if (!header.shortest_length) {
        return protocol_error("the length is not written in the shortest form");
    }
    if (header.is_control()) {
        if (!header.fin) {
            return protocol_error("control frames cannot be fragmented");
        }
        if (header.length > max_control_payload) {
            return protocol_error("control frames carry at most 125 bytes");
        }
        return std::nullopt;
    }
    const bool continues = static_cast<Opcode>(header.opcode) == Opcode::continuation;
    if (continues && !in_message) {
        return protocol_error("a continuation without a message");
    }
    if (!continues && in_message) {
        return protocol_error("a new message before the last fragment of the one before");
    }
    // Written so that no sum can overflow: the length is the client's word.
    if (message_size > message_limit || header.length > message_limit - message_size) {
        return Violation{close_code::too_big, "the message is larger than allowed"};
    }
    return std::nullopt;
}

}  // namespace courtside::ws
