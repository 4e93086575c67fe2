#pragma once

#include "adapters/coverage/report.hpp"
#include "core/coverage.hpp"
#include "core/model/person.hpp"
#include "sim/company.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <vector>

namespace courtside::coverage {

/// Whether somebody is a coach or a peer expert.
[[nodiscard]] bool coaches(const core::Person& person);

/// The month's busiest days for the simulation, the busiest first: as many as the bounds allow. `offered`:
/// who was offered something on a day.
[[nodiscard]] std::vector<sim::Company> busy_days(
    const core::MonthOfRequests& month, const std::vector<core::Person>& people,
    const std::map<std::int64_t, std::set<core::PersonId>>& offered, const LeverBounds& bounds);

}  // namespace courtside::coverage
