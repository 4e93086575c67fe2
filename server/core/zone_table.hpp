#pragma once

#include "core/time.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace courtside::core {

/// The offsets of one time zone over the years that matter, as plain data: the core owns no
/// calendar library and replays do not depend on the machine's zone files.
struct ZoneTable {
    struct Change {
        Instant from;     ///< first instant at which `offset` holds
        Duration offset;  ///< local time minus UTC
    };
    /// In time order. The first entry also holds for all time before it; never empty.
    std::vector<Change> changes;
};

/// All zones by IANA name. Immutable while the server runs.
using ZoneTables = std::map<std::string, ZoneTable, std::less<>>;

/// The first instant of a later local date than the one at `now`: where the local day ends.
/// Days of 23 and 25 hours, and dates that a zone skips, come out right.
[[nodiscard]] Instant end_of_local_day(const ZoneTable& zone, Instant now);

/// A zone of one fixed offset; UTC by default.
[[nodiscard]] ZoneTable fixed_zone(Duration offset = {});

}  // namespace courtside::core
