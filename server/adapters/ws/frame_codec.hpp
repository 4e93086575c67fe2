#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>

/// The server's side of the WebSocket protocol (RFC 6455 without extensions) as plain functions of
/// bytes: no sockets, no clock, no threads.
namespace courtside::ws {

enum class Opcode : std::uint8_t { continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

/// Close codes of RFC 6455, section 7.4.1, that the codec itself speaks of.
namespace close_code {
inline constexpr std::uint16_t normal = 1000;
inline constexpr std::uint16_t protocol_error = 1002;
inline constexpr std::uint16_t unsupported_data = 1003;
inline constexpr std::uint16_t none = 1005;  ///< "the frame had no code"; never on the wire
inline constexpr std::uint16_t invalid_text = 1007;
inline constexpr std::uint16_t too_big = 1009;
}  // namespace close_code

/// All input was taken and no frame is complete.
struct NeedMore {};

/// A whole message, put together from its fragments. Text is valid UTF-8.
struct Message {
    Opcode type = Opcode::binary;  ///< text or binary
    std::string_view payload;
};

struct Ping {
    std::string_view payload;  ///< at most 125 bytes, to be sent back in a pong
};

struct Pong {
    std::string_view payload;
};

/// The client's close frame; what it sends after that is ignored.
struct CloseReceived {
    std::uint16_t code = close_code::none;
    std::string_view reason;  ///< valid UTF-8, at most 123 bytes
};

/// The client broke the protocol or a limit: close with this code. What follows is ignored.
struct Violation {
    std::uint16_t code = close_code::protocol_error;
    std::string_view reason;  ///< for developers; lives as long as the program
};

using FrameEvent = std::variant<NeedMore, Message, Ping, Pong, CloseReceived, Violation>;

/// Takes a client's bytes, in whatever pieces they come, and gives its frames in order.
///
/// A whole unfragmented frame is unmasked where it lies and handed out without a copy. What is
/// incomplete is copied to a buffer of the decoder that exists only as long as it is needed, so
/// that a decoder between two messages is 16 bytes. Limits are checked from the frame's header:
/// no more than `message_limit` bytes of a message are ever kept.
class FrameDecoder {
public:
    explicit FrameDecoder(std::size_t message_limit);
    ~FrameDecoder();
    FrameDecoder(FrameDecoder&&) noexcept;
    FrameDecoder& operator=(FrameDecoder&&) noexcept;

    /// The largest message accepted, over all its fragments; applies from the next frame header on.
    void set_message_limit(std::size_t bytes);

    /// The next event of `input`, whose bytes it takes from the front and may change. Call again
    /// until it says NeedMore. Views of an event hold until the next call, while the input lives.
    [[nodiscard]] FrameEvent next(std::span<char>& input);

private:
    struct Partial;

    [[nodiscard]] FrameEvent next_whole(std::span<char>& input);
    [[nodiscard]] FrameEvent next_partial(std::span<char>& input);
    [[nodiscard]] FrameEvent finish(FrameEvent last);

    std::unique_ptr<Partial> partial_;  // null between messages
    std::uint32_t message_limit_;
    bool ended_ = false;  // a close frame or a violation was seen
};

/// Appends one unfragmented frame of the server (which does not mask).
void append_frame(std::string& out, Opcode opcode, std::string_view payload);

/// Appends a close frame. `close_code::none` gives an empty one; `reason` is cut at a character's
/// edge to the 123 bytes that fit.
void append_close(std::string& out, std::uint16_t code, std::string_view reason);

/// XORs `data` with `mask` (RFC 6455, section 5.3), of which `data` starts at byte `offset`.
void apply_mask(std::span<char> data, std::uint32_t mask_as_received, std::size_t offset);

}  // namespace courtside::ws
