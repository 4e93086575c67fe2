#pragma once

#include "core/ids.hpp"
#include "core/time.hpp"

#include <string>
#include <vector>

namespace courtside::core {

/// A Push API subscription of one of a person's devices: where messages go that reach it while no client is
/// open, and the keys that only it can open them with.
struct PushChannel {
    std::string endpoint;
    std::string p256dh;  ///< the device's public key, an uncompressed point of P-256: 65 bytes
    std::string auth;    ///< 16 bytes
    std::string code;    ///< that a test message carries; empty: none is under way
    Instant code_at;     ///< when the last test was asked for
    Instant tested_at;   ///< none: not yet; nothing but a test goes there
    Instant failed_at;   ///< when the push service refused a message last

    bool operator==(const PushChannel&) const = default;
};

/// All channels of a person, oldest first.
struct PushChannels {
    PersonId person;
    std::vector<PushChannel> channels;

    bool operator==(const PushChannels&) const = default;
};

}  // namespace courtside::core
