// WebSocket frames: no input breaks the decoder, and how the bytes are cut makes no difference.

#include "adapters/ws/frame_codec.hpp"
#include "fuzz/target.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace courtside::ws {
namespace {

constexpr std::size_t message_limit = 4096;

std::string describe(const FrameEvent& event) {
    const auto text = [](const char* kind, std::string_view first, std::string_view second = {}) {
        return std::string(kind).append(first).append(second);
    };
    if (const auto* message = std::get_if<Message>(&event)) {
        fuzz::require(message->payload.size() <= message_limit, "a message keeps to the limit");
        return text(message->type == Opcode::text ? "text " : "binary ", message->payload);
    }
    if (const auto* ping = std::get_if<Ping>(&event)) {
        return text("ping ", ping->payload);
    }
    if (const auto* pong = std::get_if<Pong>(&event)) {
        return text("pong ", pong->payload);
    }
    if (const auto* close = std::get_if<CloseReceived>(&event)) {
        return text("close ", std::to_string(close->code), close->reason);
    }
    if (const auto* violation = std::get_if<Violation>(&event)) {
        return text("violation ", std::to_string(violation->code), violation->reason);
    }
    return {};
}

/// Everything that the decoder says of pieces of the given lengths, taken in turns.
std::vector<std::string> decode(std::string bytes, const std::vector<std::size_t>& lengths) {
    FrameDecoder decoder(message_limit);
    std::vector<std::string> events;
    std::size_t at = 0;
    for (std::size_t piece = 0; at < bytes.size(); ++piece) {
        const std::size_t length = std::min(lengths[piece % lengths.size()], bytes.size() - at);
        std::span<char> input(bytes.data() + at, length);
        at += length;
        for (;;) {
            const FrameEvent event = decoder.next(input);
            if (std::holds_alternative<NeedMore>(event)) {
                break;
            }
            events.push_back(describe(event));
        }
        fuzz::require(input.empty(), "all input is taken");
    }
    return events;
}

}  // namespace

void fuzz_one(std::string_view input) {
    if (input.size() < 2) {
        return;
    }
    const std::size_t shorter = static_cast<unsigned char>(input[0]) % 16;
    const std::size_t longer = static_cast<unsigned char>(input[1]);
    const std::vector<std::size_t> cuts{1 + shorter, 1 + longer};
    const std::string bytes(input.substr(2));
    fuzz::require(decode(bytes, {bytes.size() + 1}) == decode(bytes, cuts), "cuts make no difference");
}

}  // namespace courtside::ws

COURTSIDE_FUZZ_TARGET(courtside::ws::fuzz_one)
