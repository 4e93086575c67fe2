#pragma once

#include "main/failure.hpp"
#include "sim/world.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace courtside::sim {

/// Coaches and peers of a file of people: the CSV of `courtside person import`, or what `courtside person
/// list --json` prints. Others in it are passed over.
[[nodiscard]] server::Result<std::vector<CoachPlan>> read_coaches(const std::string& path);

/// What is asked for on one day, a CSV. Columns: minute (of the day, 0 to 1439), skill, language, minutes (15
/// or 30). In time order.
[[nodiscard]] server::Result<std::vector<RequestPlan>> read_demand(const std::string& path);

/// "08:30-17:00", on the simulated day.
[[nodiscard]] server::Result<core::TimeWindow> parse_hours(std::string_view text);

}  // namespace courtside::sim
