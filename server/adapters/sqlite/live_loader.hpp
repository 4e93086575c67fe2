#pragma once

#include "adapters/sqlite/sqlite_handle.hpp"
#include "core/live_state.hpp"

namespace courtside::sqlite {

/// All that is live. The log is read from the lowest row that a live session can have, so the time
/// depends on what is live, not on what is stored. `next_row`: see RecordWriter. Throws
/// std::runtime_error when the file cannot be read or contradicts itself.
[[nodiscard]] core::LiveState load_live_state(Database& database, core::RowId next_row);

/// A company's next ids. `with_floor`: the schema knows of ids that are not to be given again.
[[nodiscard]] core::Counters read_counters(Database& database, core::TenantId tenant, bool with_floor);

}  // namespace courtside::sqlite
