#include "core/zone_table.hpp"

#include <algorithm>

namespace courtside::core {
namespace {

constexpr std::int64_t ms_per_day = days(1).ms;

/// Days since 1970-01-01 on the local calendar.
std::int64_t local_date(Instant at, Duration offset) {
    const std::int64_t local = at.ms + offset.ms;
    return local >= 0 ? local / ms_per_day : -((-local + ms_per_day - 1) / ms_per_day);
}

}  // namespace

Instant end_of_local_day(const ZoneTable& zone, Instant now) {
    const auto& changes = zone.changes;
    auto after = std::ranges::upper_bound(changes, now, {}, &ZoneTable::Change::from);
    auto current = after == changes.begin() ? changes.begin() : after - 1;

    const std::int64_t today = local_date(now, current->offset);
    Instant segment_start = now;
    for (;; segment_start = after->from, current = after++) {
        // A change of offset can itself begin a later date; else midnight does.
        if (local_date(segment_start, current->offset) > today) {
            return segment_start;
        }
        const Instant midnight{(today + 1) * ms_per_day - current->offset.ms};
        if (after == changes.end() || midnight < after->from) {
            return midnight;
        }
    }
}

ZoneTable fixed_zone(Duration offset) {
    return ZoneTable{{{Instant{}, offset}}};
}

}  // namespace courtside::core
