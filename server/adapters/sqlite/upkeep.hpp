#pragma once

#include "adapters/sqlite/due_rows.hpp"
#include "adapters/sqlite/sqlite_handle.hpp"
#include "core/time.hpp"

#include <cstddef>

namespace courtside::sqlite {

/// Rows that one call works on, about: some milliseconds with its flush.
inline constexpr std::size_t upkeep_rows = 256;

/// Deletes messages whose time is over, and makes the rows that say so after a company changed its rule: up
/// to `upkeep_rows` of what is due at `now`. Stops before a person who is to be erased. In a transaction of
/// the caller's.
void keep_up(Database& database, core::Instant now);

}  // namespace courtside::sqlite
