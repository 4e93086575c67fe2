#include "protocol/close_rule.hpp"

#include <algorithm>
#include <charconv>

namespace courtside::internal {
namespace {

constexpr int kTokenEnded = 4010;
constexpr int kDisplaced = 4490;
constexpr int kUnauthenticated = 4501;
constexpr std::int64_t kLongestDelay = 60LL * 60 * 1000;

std::optional<Milliseconds> delay_in(std::string_view reason) {
    std::int64_t value = 0;
    const auto* end = reason.data() + reason.size();
    const auto parsed = std::from_chars(reason.data(), end, value);
    if (parsed.ec != std::errc{} || parsed.ptr != end || value < 0) {
        return std::nullopt;
    }
    return Milliseconds{std::min(value, kLongestDelay)};
}

}  // namespace

CloseVerdict judge_close(int code, std::string_view reason) {
    if (code == kDisplaced) {
        return {false, std::nullopt, StateReason::displaced, false};
    }
    if (code >= 4000 && code <= 4499) {
        return {true, delay_in(reason), StateReason::closed_by_server, code == kTokenEnded};
    }
    if (code >= 4500 && code <= 4999) {
        const bool sign_in = code == kUnauthenticated;
        return {false, std::nullopt, sign_in ? StateReason::unauthorised : StateReason::refused, sign_in};
    }
    return {true, std::nullopt, code == 0 ? StateReason::network : StateReason::closed_by_server, false};
}

}  // namespace courtside::internal
