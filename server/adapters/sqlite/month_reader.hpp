#pragma once

#include "adapters/sqlite/sqlite_handle.hpp"
#include "core/coverage.hpp"
#include "core/ids.hpp"
#include "core/model/person.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <span>

namespace courtside::sqlite {

/// What was asked for in a month, in a read transaction of the caller. `people`: all of the tenant. Rows of
/// requests are kept for ever, so it is the same whenever it is read, once the month is closed:
///
/// - A request that came back after a match that did not work out counts once, as it was asked for first, and
///   is lost if it was lost in the end.
/// - Who was erased and joined again is one learner.
/// - What nobody ended, since the server was down, counts as expired when it should have.
///
/// About 2 µs a row; rows are found by bisection, since ids ascend with time. Throws SqliteError.
[[nodiscard]] core::MonthOfRequests read_month(Database& database, core::TenantId tenant, core::Month month,
                                               std::span<const core::Person> people);

/// Who was offered something on each day of a month, days being counted from 1970.
[[nodiscard]] std::map<std::int64_t, std::set<core::PersonId>> read_offered(Database& database,
                                                                            core::TenantId tenant,
                                                                            core::Month month);

}  // namespace courtside::sqlite
