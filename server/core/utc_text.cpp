#include "core/utc_text.hpp"

#include <cstddef>
#include <cstdint>

namespace courtside::core {
namespace {

constexpr std::int64_t ms_of_day = 86'400'000;

std::string padded(std::int64_t number, std::size_t digits) {
    std::string text = std::to_string(number);
    return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

}  // namespace

std::string utc_text(Instant at) {
    std::int64_t day = at.ms / ms_of_day;
    std::int64_t rest = at.ms % ms_of_day;
    if (rest < 0) {
        rest += ms_of_day;
        --day;
    }
    // Days since 1970 to a date of the Gregorian calendar, in eras of 400 years that begin in March
    // (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    const std::int64_t shifted = day + 719'468;
    const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146'096) / 146'097;
    const std::int64_t of_era = shifted - era * 146'097;
    const std::int64_t year = (of_era - of_era / 1'460 + of_era / 36'524 - of_era / 146'096) / 365;
    const std::int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    const std::int64_t shifted_month = (5 * of_year + 2) / 153;
    const std::int64_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    const std::int64_t day_of_month = of_year - (153 * shifted_month + 2) / 5 + 1;
    const std::int64_t seconds = rest / 1000;
    return padded(year + era * 400 + (month <= 2 ? 1 : 0), 4) + "-" + padded(month, 2) + "-" +
           padded(day_of_month, 2) + "T" + padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) +
           ":" + padded(seconds % 60, 2) + "Z";
}

}  // namespace courtside::core
