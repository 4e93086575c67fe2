#include "core/month.hpp"

#include "core/errors.hpp"
#include "core/utc_text.hpp"

#include <algorithm>
#include <cstddef>

namespace courtside::core {
namespace {

constexpr std::uint32_t first_year = 1970;
constexpr std::size_t day_digits = 10;  // of 2026-10-01T00:00:00Z

/// Midnight of the month's first day. The inverse of `utc_text`: years begin in March here.
Instant first_instant(Month month) {
    const std::int64_t of_year = month.number % 12;
    const std::int64_t year = first_year + month.number / 12 - (of_year < 2 ? 1 : 0);
    const std::int64_t since_march = (of_year + 10) % 12;
    const std::int64_t days_before = (153 * since_march + 2) / 5;
    return Instant{} + days(365 * year + year / 4 - year / 100 + year / 400 + days_before - 719'468);
}

}  // namespace

std::string month_text(Month month) {
    return utc_text(first_instant(month)).substr(0, 7);
}

std::optional<Month> parse_month(std::string_view text) {
    const auto is_digit = [](char each) { return each >= '0' && each <= '9'; };
    if (text.size() != 7 || text[4] != '-' || std::ranges::count_if(text, is_digit) != 6) {
        return std::nullopt;
    }
    const auto digit = [&](std::size_t place) { return static_cast<std::uint32_t>(text[place] - '0'); };
    const std::uint32_t year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
    const std::uint32_t of_year = digit(5) * 10 + digit(6);
    if (year < first_year || of_year < 1 || of_year > 12) {
        return std::nullopt;
    }
    return Month{(year - first_year) * 12 + of_year - 1};
}

Month month_of(Instant at) {
    return parse_month(utc_text(at).substr(0, 7)).value_or(Month{});
}

TimeWindow time_of(Month month) {
    return {first_instant(month), first_instant({month.number + 1})};
}

Month last_closed_month(Instant now) {
    const Month running = month_of(std::max(now - month_closes_after, Instant{}));
    return {std::max(running.number, 1U) - 1};
}

std::optional<Error> check_closed(Month month, Instant now) {
    const Instant closes = time_of(month).to + month_closes_after;
    if (now >= closes) {
        return std::nullopt;
    }
    return invalid("month", "must be over: " + month_text(month) + " can be reported from " +
                                utc_text(closes).substr(0, day_digits) +
                                " on. A month that still changes would tell single people apart when it "
                                "is asked for twice");
}

}  // namespace courtside::core
