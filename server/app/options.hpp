#pragma once

#include "core/rules.hpp"
#include "core/time.hpp"
#include "wire/encoder.hpp"

#include <cstddef>
#include <cstdint>

namespace courtside::app {

/// The bounds and times of the runner; the product's own are in `rules`.
struct ShardOptions {
    core::Rules rules;
    /// Frame size once signed in, and the rate of commands. Every frame of a client counts as one.
    wire::ConnectionLimits connection;
    std::size_t frame_bytes_before_welcome = std::size_t{8} * 1024;
    core::Duration first_frame = core::seconds(10);  ///< from the upgrade to the hello
    /// After this many frames of clients the turn should end, whatever still waits: what was
    /// accepted first is not to wait for the disk any longer.
    std::uint32_t commands_per_turn = 4096;

    core::Duration probe_interval = core::seconds(1);  ///< of a store that failed
    /// When everybody has to come back they are spread over this time.
    core::Duration reconnect_earliest{500};
    core::Duration reconnect_latest = core::seconds(5);

    core::Duration load_retry{100};   ///< after a load that found the queue full or failed
    std::uint32_t load_attempts = 5;  ///< failed ones in a row; then the store counts as failed
};

}  // namespace courtside::app
