#include "adapters/ws/frame_codec.hpp"

#include "adapters/ws/frame_header.hpp"
#include "adapters/ws/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <utility>

namespace courtside::ws {

namespace {

constexpr std::size_t max_close_reason = max_control_payload - 2;

/// RFC 6455, sections 7.4.1 and 7.4.2, with 1012 to 1014 that were registered later.
bool may_be_sent_by_client(std::uint16_t code) {
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
}

FrameEvent read_close(std::string_view payload) {
    if (payload.empty()) {
        return CloseReceived{};
    }
    if (payload.size() == 1) {
        return Violation{close_code::protocol_error, "a close code has two bytes"};
    }
    const auto code = static_cast<std::uint16_t>((static_cast<std::uint8_t>(payload[0]) << 8) |
                                                 static_cast<std::uint8_t>(payload[1]));
    if (!may_be_sent_by_client(code)) {
        return Violation{close_code::protocol_error, "this close code cannot be sent"};
    }
    const std::string_view reason = payload.substr(2);
    if (!is_utf8(reason)) {
        return Violation{close_code::invalid_text, "the reason for closing is not UTF-8"};
    }
    return CloseReceived{code, reason};
}

FrameEvent read_control(Opcode opcode, std::string_view payload) {
    switch (opcode) {
        case Opcode::ping:
            return Ping{payload};
        case Opcode::pong:
            return Pong{payload};
        default:
            return read_close(payload);
    }
}

constexpr Violation not_utf8{close_code::invalid_text, "the text is not UTF-8"};

}  // namespace

/// What has to be kept when the bytes at hand end inside a frame or a message.
struct FrameDecoder::Partial {
    std::array<char, max_frame_header> head{};
    std::uint8_t head_size = 0;
    bool in_frame = false;  // the header is complete, payload is missing
    FrameHeader frame;
    std::uint64_t received = 0;  // bytes of the frame's payload

    bool in_message = false;  // the last fragment has not begun or is not complete
    Opcode type = Opcode::binary;
    Utf8Checker utf8;
    std::string message;

    std::string control;     // a control frame's payload; it may come between two fragments
    bool delivered = false;  // the event before referred to `control` or `message`
};

FrameDecoder::FrameDecoder(std::size_t message_limit) : message_limit_(0) {
    set_message_limit(message_limit);
}

FrameDecoder::~FrameDecoder() = default;
FrameDecoder::FrameDecoder(FrameDecoder&&) noexcept = default;
FrameDecoder& FrameDecoder::operator=(FrameDecoder&&) noexcept = default;

void FrameDecoder::set_message_limit(std::size_t bytes) {
    constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max();
    message_limit_ = static_cast<std::uint32_t>(std::min(bytes, most));
}

FrameEvent FrameDecoder::next(std::span<char>& input) {
    if (ended_) {
        input = {};
        return NeedMore{};
    }
    if (partial_ && partial_->delivered) {
        partial_->control.clear();
        partial_->delivered = false;
        if (!partial_->in_message) {
            partial_.reset();
        }
    }
    return partial_ ? next_partial(input) : next_whole(input);
}

FrameEvent FrameDecoder::next_whole(std::span<char>& input) {
    if (input.empty()) {
        return NeedMore{};
    }
    const std::optional<FrameHeader> header = parse_header(input);
    if (header) {
        if (const auto violation = find_violation(*header, false, 0, message_limit_)) {
            return finish(*violation);
        }
    }
    if (!header || !header->fin || header->length > input.size() - header->size) {
        partial_ = std::make_unique<Partial>();
        return next_partial(input);
    }
    const std::span<char> bytes = input.subspan(header->size, static_cast<std::size_t>(header->length));
    input = input.subspan(header->size + bytes.size());
    apply_mask(bytes, header->mask, 0);

    const std::string_view payload(bytes.data(), bytes.size());
    const auto opcode = static_cast<Opcode>(header->opcode);
    if (header->is_control()) {
        return finish(read_control(opcode, payload));
    }
    if (opcode == Opcode::text && !is_utf8(payload)) {
        return finish(not_utf8);
    }
    return Message{opcode, payload};
}

FrameEvent FrameDecoder::next_partial(std::span<char>& input) {
    Partial& partial = *partial_;
    // Each round takes at least one byte or ends the call.
    for (;;) {
        if (!partial.in_frame) {
            const std::span<const char> head(partial.head.data(), partial.head_size);
            const std::size_t taken = std::min(header_size(head) - head.size(), input.size());
            if (taken > 0) {
                std::memcpy(partial.head.data() + partial.head_size, input.data(), taken);
                partial.head_size = static_cast<std::uint8_t>(partial.head_size + taken);
                input = input.subspan(taken);
            }
            const auto header = parse_header({partial.head.data(), partial.head_size});
            if (!header) {
                if (input.empty()) {
                    return NeedMore{};
                }
                continue;  // the first two bytes told that there are more
            }
            const auto violation =
                find_violation(*header, partial.in_message, partial.message.size(), message_limit_);
            if (violation) {
                return finish(*violation);
            }
            partial.frame = *header;
            partial.in_frame = true;
            partial.received = 0;
            if (!header->is_control() && !partial.in_message) {
                partial.in_message = true;
                partial.type = static_cast<Opcode>(header->opcode);
            }
        }

        const bool is_control = partial.frame.is_control();
        std::string& kept = is_control ? partial.control : partial.message;
        const auto missing = static_cast<std::size_t>(partial.frame.length - partial.received);
        const std::size_t taken = std::min(missing, input.size());
        kept.append(input.data(), taken);
        input = input.subspan(taken);
        const std::span<char> added(kept.data() + (kept.size() - taken), taken);
        apply_mask(added, partial.frame.mask, static_cast<std::size_t>(partial.received));
        partial.received += taken;
        if (!is_control && partial.type == Opcode::text &&
            !partial.utf8.feed(std::string_view(added.data(), added.size()))) {
            return finish(not_utf8);
        }
        if (taken < missing) {
            return NeedMore{};
        }

        partial.in_frame = false;
        partial.head_size = 0;
        if (is_control) {
            partial.delivered = true;
            return finish(read_control(static_cast<Opcode>(partial.frame.opcode), partial.control));
        }
        if (partial.frame.fin) {
            if (!partial.utf8.complete()) {
                return finish(not_utf8);
            }
            partial.in_message = false;
            partial.delivered = true;
            return Message{partial.type, partial.message};
        }
    }
}

FrameEvent FrameDecoder::finish(FrameEvent last) {
    ended_ = std::holds_alternative<CloseReceived>(last) || std::holds_alternative<Violation>(last);
    return last;
}

void append_frame(std::string& out, Opcode opcode, std::string_view payload) {
    std::array<char, 10> header{};
    std::size_t size = 2;
    header[0] = static_cast<char>(0x80 | static_cast<std::uint8_t>(opcode));
    const std::uint64_t length = payload.size();
    if (length <= max_control_payload) {
        header[1] = static_cast<char>(length);
    } else {
        const bool wide = length > 0xFFFF;
        header[1] = static_cast<char>(wide ? 127 : 126);
        for (int shift = wide ? 56 : 8; shift >= 0; shift -= 8) {
            header[size++] = static_cast<char>((length >> shift) & 0xFF);
        }
    }
    out.append(header.data(), size);
    out.append(payload);
}

void append_close(std::string& out, std::uint16_t code, std::string_view reason) {
    if (code == close_code::none) {
        append_frame(out, Opcode::close, {});
        return;
    }
    std::size_t length = std::min(reason.size(), max_close_reason);
    while (length < reason.size() && length > 0 &&
           (static_cast<std::uint8_t>(reason[length]) & 0xC0) == 0x80) {
        --length;
    }
    std::string payload;
    payload.push_back(static_cast<char>(code >> 8));
    payload.push_back(static_cast<char>(code & 0xFF));
    payload.append(reason.substr(0, length));
    append_frame(out, Opcode::close, payload);
}

void apply_mask(std::span<char> data, std::uint32_t mask_as_received, std::size_t offset) {
    std::array<char, 4> mask{};
    std::memcpy(mask.data(), &mask_as_received, sizeof mask_as_received);
    std::array<char, 8> turned{};
    for (std::size_t at = 0; at < turned.size(); ++at) {
        turned[at] = mask[(offset + at) % 4];
    }
    std::uint64_t eight_of_mask = 0;
    std::memcpy(&eight_of_mask, turned.data(), sizeof eight_of_mask);

    std::size_t at = 0;
    for (; at + sizeof eight_of_mask <= data.size(); at += sizeof eight_of_mask) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, data.data() + at, sizeof eight);
        eight ^= eight_of_mask;
        std::memcpy(data.data() + at, &eight, sizeof eight);
    }
    for (std::size_t rest = 0; at < data.size(); ++at, ++rest) {
        data[at] = static_cast<char>(data[at] ^ turned[rest]);
    }
}

}  // namespace courtside::ws
