#pragma once

#include "courtside/events.hpp"
#include "protocol/time.hpp"

#include <optional>
#include <string_view>

namespace courtside::internal {

/// What a closed connection means for what comes next.
struct CloseVerdict {
    bool reconnect = true;
    /// Where the server said so: not earlier and not later. At most an hour is believed.
    std::optional<Milliseconds> delay;
    StateReason reason = StateReason::network;
    /// The token has ended: the next connection needs another one.
    bool token_ended = false;
};

/// Close codes 4000 to 4499: come back, after the delay that the close reason gives in decimal milliseconds;
/// 4500 to 4999: do not. Among them 4010: the token has ended; 4490: displaced by newer connections, come
/// back when looked at; 4501: the sign-in is not accepted, or not any more. All others (also 0, where the
/// connection broke without a close frame): come back after a back-off.
[[nodiscard]] CloseVerdict judge_close(int code, std::string_view reason);

}  // namespace courtside::internal
