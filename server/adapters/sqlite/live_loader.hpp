#pragma once

#include "adapters/sqlite/sqlite_handle.hpp"
#include "core/live_state.hpp"

namespace courtside::sqlite {

/// All that is live. The log is read from the lowest row that a live session can have, so the time
/// depends on what is live, not on what is stored. `next_row`: see RecordWriter. Throws
/// std::runtime_error when the file cannot be read or contradicts itself.
[[nodiscard]] core::LiveState load_live_state(Database& database, core::RowId next_row);

}  // namespace courtside::sqlite
