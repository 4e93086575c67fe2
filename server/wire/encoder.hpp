#pragma once

#include "core/views.hpp"
#include "wire/format.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace courtside::wire {

/// The limits of `Welcome` that the engine does not know: those of the connection.
struct ConnectionLimits {
    std::uint32_t frame_bytes = 64 * 1024;
    std::uint32_t commands_per_second = 20;
    std::uint32_t command_burst = 60;
};

/// Writes frames for clients. Pure, but reuses its memory from frame to frame, so one object
/// serves one thread at a time, and what it returns is valid until its next call.
class Encoder {
public:
    explicit Encoder(const ConnectionLimits& limits = {});
    ~Encoder();
    Encoder(Encoder&&) noexcept;
    Encoder& operator=(Encoder&&) noexcept;

    /// The answer to the request with this id.
    [[nodiscard]] std::string_view reply(Format format, std::uint64_t request_id,
                                         const core::ReplyBody& body);

    /// A push: request id 0.
    [[nodiscard]] std::string_view event(Format format, const core::Event& event);

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace courtside::wire
