#pragma once

#include "core/time.hpp"
#include "core/zone_table.hpp"

namespace courtside::zone {

/// How far around the moment of loading the tables know changes of offset. Before and after that
/// the nearest offset holds, so a server that runs for longer wants a restart.
inline constexpr core::Duration known_past = core::days(366);
inline constexpr core::Duration known_future = core::days(3L * 366);

/// Every time zone of the system by every IANA name it has ("Europe/Kyiv", "Europe/Kiev", "UTC").
/// Reads some 600 files, so it is for the start, not for the loop. The first call of a process reads
/// the system's files, later ones what was read then.
///
/// Throws std::runtime_error, with a sentence for the operator, if the system has no time zone
/// database or one that leaves out the years around `now`. (The usual files list changes up to 2037.)
[[nodiscard]] core::ZoneTables load_zones(core::Instant now);

}  // namespace courtside::zone
