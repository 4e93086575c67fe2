#include "app/token_bucket.hpp"

#include <algorithm>

namespace courtside::app {

namespace {

constexpr std::int64_t one_token = 1000;

}  // namespace

TokenBucket::TokenBucket(const Rate& rate, core::Instant now)
    : filled_at_(now), milli_tokens_(one_token * rate.burst) {}

bool TokenBucket::take(const Rate& rate, core::Instant now) {
    // A token a second is a milli-token a millisecond.
    const std::int64_t full = one_token * rate.burst;
    const std::int64_t longest_ms = full / rate.per_second + 1;
    const std::int64_t elapsed_ms = std::clamp<std::int64_t>((now - filled_at_).ms, 0, longest_ms);
    milli_tokens_ = std::min(full, milli_tokens_ + elapsed_ms * rate.per_second);
    filled_at_ = std::max(filled_at_, now);
    if (milli_tokens_ < one_token) {
        return false;
    }
    milli_tokens_ -= one_token;
    return true;
}

core::Instant TokenBucket::ready_at(const Rate& rate, core::Instant now) const {
    const std::int64_t missing = std::max<std::int64_t>(0, one_token - milli_tokens_);
    const core::Duration wait{(missing + rate.per_second - 1) / rate.per_second};
    return std::max(now, filled_at_ + wait);
}

}  // namespace courtside::app
