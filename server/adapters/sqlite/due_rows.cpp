#include "adapters/sqlite/due_rows.hpp"

namespace courtside::sqlite {

std::optional<DueRow> first_due(Database& database) {
    Statement statement =
        database.prepare("SELECT at, tenant, kind, ref FROM due ORDER BY at, tenant, kind, ref LIMIT 1");
    if (!statement.step()) {
        return std::nullopt;
    }
    DueRow row;
    Columns(statement).into(row.at, row.tenant, row.kind, row.ref);
    return row;
}

void add_due(Database& database, const DueRow& row) {
    database.run("INSERT OR IGNORE INTO due (at, tenant, kind, ref) VALUES (?, ?, ?, ?)", row.at, row.tenant,
                 row.kind, row.ref);
}

void remove_due(Database& database, const DueRow& row) {
    database.run("DELETE FROM due WHERE at = ? AND tenant = ? AND kind = ? AND ref = ?", row.at, row.tenant,
                 row.kind, row.ref);
}

bool is_being_erased(Database& database, core::TenantId tenant, core::PersonId person) {
    return database.integer(
               "SELECT EXISTS (SELECT 1 FROM due WHERE at = ? AND tenant = ? AND kind = ? AND ref = ?)",
               first_of_all, tenant, DueKind::erase_person, person) != 0;
}

}  // namespace courtside::sqlite
