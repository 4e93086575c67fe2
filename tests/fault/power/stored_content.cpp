#include "fault/power/stored_content.hpp"

#include <sqlite3.h>

#include <functional>
#include <memory>
#include <stdexcept>
#include <vector>

namespace courtside::test {
namespace {

struct Closer {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Query = std::unique_ptr<sqlite3_stmt, Closer>;

void expect(bool good, sqlite3* database, const std::string& what) {
    if (!good) {
        throw std::runtime_error(what + ": " + sqlite3_errmsg(database));
    }
}

Query prepare(sqlite3* database, const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr);
    expect(code == SQLITE_OK, database, sql);
    return Query(statement);
}

/// Runs to the end, with a call for each row.
void each_row(sqlite3* database, const std::string& sql, const std::function<void(sqlite3_stmt*)>& row) {
    const Query query = prepare(database, sql);
    int code = sqlite3_step(query.get());
    for (; code == SQLITE_ROW; code = sqlite3_step(query.get())) {
        row(query.get());
    }
    expect(code == SQLITE_DONE, database, sql);
}

std::string_view bytes_of(sqlite3_stmt* row, int column) {
    const auto* const bytes = static_cast<const char*>(sqlite3_column_blob(row, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(row, column));
    return bytes == nullptr ? std::string_view{} : std::string_view{bytes, size};
}

void mix(std::uint64_t& hash, std::uint64_t value) {
    hash = (hash ^ value) * 0x100000001B3ULL;
    hash ^= hash >> 29U;
}

StoredContent::Table read_table(sqlite3* database, const std::string& name) {
    StoredContent::Table table;
    each_row(database, "SELECT * FROM \"" + name + "\"", [&](sqlite3_stmt* row) {
        ++table.rows;
        for (int column = 0; column < sqlite3_column_count(row); ++column) {
            const int type = sqlite3_column_type(row, column);
            mix(table.hash, static_cast<std::uint64_t>(type));
            if (type == SQLITE_INTEGER) {
                mix(table.hash, static_cast<std::uint64_t>(sqlite3_column_int64(row, column)));
            } else {
                mix(table.hash, std::hash<std::string_view>{}(bytes_of(row, column)));
            }
        }
    });
    return table;
}

}  // namespace

std::string StoredContent::difference(const StoredContent& other) const {
    std::string text;
    std::map<std::string, Table> all = tables;
    all.insert(other.tables.begin(), other.tables.end());
    for (const auto& [name, ignored] : all) {
        const auto here = tables.find(name);
        const auto there = other.tables.find(name);
        if (here == tables.end() || there == other.tables.end()) {
            text += " " + name + " (in one of them only)";
        } else if (here->second != there->second) {
            text += " " + name + " (" + std::to_string(here->second.rows) + " and " +
                    std::to_string(there->second.rows) + " rows)";
        }
    }
    return text;
}

StoredContent read_content(const sqlite::Database& database) {
    std::vector<std::string> names;
    each_row(database.raw(), "SELECT name FROM sqlite_schema WHERE type = 'table'",
             [&](sqlite3_stmt* row) { names.emplace_back(bytes_of(row, 0)); });
    StoredContent content;
    for (const std::string& name : names) {
        content.tables[name] = read_table(database.raw(), name);
    }
    return content;
}

}  // namespace courtside::test
