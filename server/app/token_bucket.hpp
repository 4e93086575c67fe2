#pragma once

#include "core/time.hpp"

#include <cstdint>

namespace courtside::app {

/// A rate with a burst. Starts full; integers only, so that nothing drifts.
class TokenBucket {
public:
    struct Rate {
        std::uint32_t per_second = 20;  ///< at least 1
        std::uint32_t burst = 60;       ///< at least 1
    };

    TokenBucket(const Rate& rate, core::Instant now);

    /// Takes one token, if there is one at `now`.
    [[nodiscard]] bool take(const Rate& rate, core::Instant now);

    /// When the next token is there, if nobody takes one; `now` or later.
    [[nodiscard]] core::Instant ready_at(const Rate& rate, core::Instant now) const;

private:
    core::Instant filled_at_;
    std::int64_t milli_tokens_ = 0;
};

}  // namespace courtside::app
