#include "core/matching/demand.hpp"

#include <algorithm>

namespace courtside::core::matching {
namespace {

constexpr Duration half_life = hours(2);
constexpr std::uint32_t one_ask = 1000;
constexpr std::uint32_t most = 1'000'000'000;
/// A steady rate r keeps the level at r · half-life / ln 2; this is ln 2 / 2 h, in thousandths an hour.
constexpr std::uint64_t per_hour = 347;

}  // namespace

std::uint32_t level_at(const AskRate& rate, Instant now) {
    if (rate.level == 0) {
        return 0;
    }
    const std::int64_t passed = std::max<std::int64_t>((now - rate.at).ms, 0);
    const std::int64_t halvings = passed / half_life.ms;
    if (halvings >= 32) {
        return 0;
    }
    const std::uint64_t whole = rate.level >> static_cast<unsigned>(halvings);
    // 2^-x for x from 0 to 1, in 65536ths: a polynomial that is exact at both ends and off by 0.1 % at most.
    const std::uint64_t x =
        65'536 * static_cast<std::uint64_t>(passed % half_life.ms) / static_cast<std::uint64_t>(half_life.ms);
    const std::uint64_t slope = 45'426 - x * (15'742 - x * 3084 / 65'536) / 65'536;
    return static_cast<std::uint32_t>(whole - whole * (x * slope / 65'536) / 65'536);
}

std::uint32_t hourly(const AskRate& rate, Instant now) {
    return static_cast<std::uint32_t>(level_at(rate, now) * per_hour / 1000);
}

void count_ask(AskRate& rate, Instant now) {
    rate.level = std::min(level_at(rate, now) + one_ask, most);
    rate.at = now;
}

}  // namespace courtside::core::matching
