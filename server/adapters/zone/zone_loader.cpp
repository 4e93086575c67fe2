#include "adapters/zone/zone_loader.hpp"

#include <date/tz.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace courtside::zone {
namespace {

date::sys_seconds to_seconds(core::Instant at) {
    return date::sys_seconds(std::chrono::floor<std::chrono::seconds>(std::chrono::milliseconds(at.ms)));
}

core::Instant to_instant(date::sys_seconds at) {
    return core::Instant{} + core::seconds(at.time_since_epoch().count());
}

core::ZoneTable::Change change(core::Instant from, const date::sys_info& info) {
    return {from, core::seconds(info.offset.count())};
}

core::ZoneTable load_zone(const date::time_zone& zone, core::Instant from, core::Instant until) {
    date::sys_info info = zone.get_info(to_seconds(from));
    core::ZoneTable table{{change(from, info)}};
    while (to_instant(info.end) < until) {
        info = zone.get_info(info.end);
        // Some changes are of the abbreviation only.
        if (core::seconds(info.offset.count()) != table.changes.back().offset) {
            table.changes.push_back(change(to_instant(info.begin), info));
        }
    }
    return table;
}

const date::tzdb& database() {
    constexpr auto advice =
        "The system's time zone database cannot be read from /usr/share/zoneinfo; install it "
        "(on Debian: apt-get install tzdata).";
    try {
        const auto& found = date::get_tzdb();
        if (!found.zones.empty()) {
            return found;
        }
    } catch (const std::runtime_error& error) {
        std::string cause = error.what();
        cause.erase(cause.find_last_not_of(" \n") + 1);
        throw std::runtime_error(std::string(advice) + " (" + cause + ")");
    }
    throw std::runtime_error(advice);
}

/// Zone files can be written with rules in place of the list of changes ("zic -b slim"), which the
/// library does not read: every summer would be missing, without a word.
bool lists_changes(const core::ZoneTables& zones) {
    constexpr std::array<std::string_view, 3> with_summer{"Europe/Berlin", "America/New_York",
                                                          "Australia/Sydney"};
    return std::ranges::any_of(with_summer, [&](std::string_view name) {
        const auto zone = zones.find(name);
        return zone != zones.end() && zone->second.changes.size() > 1;
    });
}

}  // namespace

core::ZoneTables load_zones(core::Instant now) {
    const core::Instant from = now - known_past;
    const core::Instant until = now + known_future;
    core::ZoneTables zones;
    for (const auto& zone : database().zones) {
        // The machine's own setting lies among the files, but is no name that means the same elsewhere.
        if (zone.name() != "localtime") {
            zones.emplace(zone.name(), load_zone(zone, from, until));
        }
    }
    if (!lists_changes(zones)) {
        throw std::runtime_error(
            "The system's time zone files list no changes for these years; install files that do "
            "(Debian's package tzdata, or compile them with \"zic -b fat\"), and check the clock.");
    }
    return zones;
}

}  // namespace courtside::zone
