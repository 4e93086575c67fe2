#pragma once

#include "adapters/sqlite/sqlite_handle.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace courtside::test {

/// All that a database file holds, every table by its number of rows and a hash of them. Equal for
/// two files exactly when every value in every row is.
struct StoredContent {
    struct Table {
        std::uint64_t rows = 0;
        std::uint64_t hash = 0;
        bool operator==(const Table&) const = default;
    };
    std::map<std::string, Table> tables;

    bool operator==(const StoredContent&) const = default;

    /// The tables that differ, for a report.
    [[nodiscard]] std::string difference(const StoredContent& other) const;
};

/// Throws std::runtime_error when it cannot be read.
[[nodiscard]] StoredContent read_content(const sqlite::Database& database);

}  // namespace courtside::test
