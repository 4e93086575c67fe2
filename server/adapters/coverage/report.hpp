#pragma once

#include "adapters/sqlite/sqlite_handle.hpp"
#include "core/coverage.hpp"
#include "core/ids.hpp"
#include "core/views.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>

namespace courtside::coverage {

/// The bounds of what is simulated to find where one more person would help.
struct LeverBounds {
    std::size_t days = 5;          ///< the busiest; fewer where they would not fit into the time
    std::size_t levers = 10;       ///< to try
    std::size_t coaches = 2'000;   ///< of a day
    std::size_t requests = 5'000;  ///< of a day, the first
    /// Then what was not tried is left out. A day of 900 requests and 60 coaches takes 0.1 s.
    std::chrono::milliseconds time{15'000};
};

/// The coverage report of a closed month of a company. Reads for milliseconds, and then simulates for seconds
/// without holding the store. None: `stopped`, which is asked now and then, said so. Throws SqliteError,
/// CorruptValue.
///
/// Who could serve a cell are the coaches and peers of now with the skill, or one below it, and the language.
/// Levers come from days as busy as the month's busiest: those who were offered something on the day are
/// taken to be there while requests come.
[[nodiscard]] std::optional<core::CoverageReport> make_report(sqlite::Database& database,
                                                              core::TenantId tenant, core::Month month,
                                                              core::Instant now,
                                                              const std::function<bool()>& stopped,
                                                              const LeverBounds& bounds = {});

/// The cells of a report from a place on, up to 200 and 48 KiB; the levers with the first.
[[nodiscard]] core::CoveragePage page_of(const core::CoverageReport& report, std::uint32_t from);

}  // namespace courtside::coverage
