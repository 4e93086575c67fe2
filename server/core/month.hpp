#pragma once

#include "core/error.hpp"
#include "core/time.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace courtside::core {

/// A calendar month in UTC.
struct Month {
    std::uint32_t number = 0;  ///< since January 1970, which is 0

    auto operator<=>(const Month&) const = default;
};

/// "2026-10".
[[nodiscard]] std::string month_text(Month month);
/// None: it is not written like that, or before 1970.
[[nodiscard]] std::optional<Month> parse_month(std::string_view text);

[[nodiscard]] Month month_of(Instant at);
[[nodiscard]] TimeWindow time_of(Month month);

/// After the end of a month, until nothing of what was asked for in it is open any longer. What is reported
/// of a month before that would be another thing a day later, and the difference one person.
inline constexpr Duration month_closes_after = days(3);

/// The latest month that can be reported.
[[nodiscard]] Month last_closed_month(Instant now);

/// Why a month cannot be reported yet; none: it can.
[[nodiscard]] std::optional<Error> check_closed(Month month, Instant now);

}  // namespace courtside::core
