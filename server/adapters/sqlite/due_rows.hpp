#pragma once

#include "adapters/sqlite/sqlite_handle.hpp"
#include "core/ids.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>

namespace courtside::sqlite {

/// What a row of `due` is for. The values are stored.
enum class DueKind : std::uint8_t {
    delete_messages = 1,  ///< of the session `ref`, and its next step, if the company's rule still says so
    erase_person = 2,     ///< what is stored of the person `ref`
    set_retention = 3,    ///< ended sessions with ids above `ref` get rows by the company's new rules
    delete_notes = 4,     ///< on the session `ref`, if the company's rule still says so
};

/// Something to be done at a time.
struct DueRow {
    core::Instant at;
    core::TenantId tenant;
    DueKind kind = DueKind::delete_messages;
    std::uint64_t ref = 0;
};

/// When people are erased: before everything else that is due.
inline constexpr core::Instant first_of_all{1};

/// The earliest one.
[[nodiscard]] std::optional<DueRow> first_due(Database& database);

/// One that is there already stays.
void add_due(Database& database, const DueRow& row);
void remove_due(Database& database, const DueRow& row);

/// Whether a person's erasure is under way, or waits.
[[nodiscard]] bool is_being_erased(Database& database, core::TenantId tenant, core::PersonId person);

}  // namespace courtside::sqlite
