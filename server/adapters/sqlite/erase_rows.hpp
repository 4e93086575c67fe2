#pragma once

#include "adapters/sqlite/sqlite_handle.hpp"
#include "core/model/erasure.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace courtside::sqlite {

/// How far an erasure is. The values are stored; the order is that of the work.
enum class EraseStage : std::uint8_t {
    journal = 0,  ///< it is to be noted beside the store, so that it outlives the file
    issues = 1,
    sessions = 2,  ///< messages, closing words, next steps and coaches' notes
    notes = 3,
    commands = 4,
    log = 5,  ///< all rows are empty; the write-ahead log still holds what they held
    done = 6,
};

[[nodiscard]] EraseStage erase_stage(Database& database, core::TenantId tenant, core::PersonId person);
void set_erase_stage(Database& database, core::TenantId tenant, core::PersonId person, EraseStage stage);

/// Empties up to about `budget` rows that hold something of the person, from where the last call stopped,
/// between the stages `issues` and `log`. In a transaction of the caller's.
void erase_some(Database& database, core::TenantId tenant, core::PersonId person, std::size_t budget);

/// Everybody of a company who was erased.
[[nodiscard]] std::vector<core::Erasure> read_erasures(Database& database, core::TenantId tenant);

}  // namespace courtside::sqlite
