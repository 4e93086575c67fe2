#pragma once

#include "wire/client_message.hpp"
#include "wire/format.hpp"

#include <cstddef>
#include <memory>
#include <string_view>
#include <variant>

namespace courtside::wire {

/// The longest frame that is accepted once a connection is signed in, in bytes.
inline constexpr std::size_t default_frame_bytes = std::size_t{64} * 1024;

/// Reads frames of clients. Pure, but reuses its memory from frame to frame, so one object serves
/// one thread at a time.
///
/// Unknown fields are ignored in both formats. What cannot be read is `bad_frame`; a command of a
/// newer protocol `unsupported`; a value outside what its field can mean `invalid_argument`, with
/// the field's name; a frame above the limit `too_large`.
class Decoder {
public:
    explicit Decoder(std::size_t frame_bytes = default_frame_bytes);
    ~Decoder();
    Decoder(Decoder&&) noexcept;
    Decoder& operator=(Decoder&&) noexcept;

    [[nodiscard]] std::variant<ClientMessage, Refused> decode(Format format, std::string_view payload);

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace courtside::wire
