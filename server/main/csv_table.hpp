#pragma once

#include "main/csv.hpp"
#include "main/failure.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace courtside::server {

/// A CSV file whose first row names its columns.
class CsvTable {
public:
    /// Reads the file at `path`. Its header may name the `known` columns in any order and leave some
    /// out, but not the first of them. Refuses unknown and doubled columns, rows with another number
    /// of cells than the header, text that is not UTF-8, and a file without rows.
    [[nodiscard]] static Result<CsvTable> read(const std::string& path,
                                               std::span<const std::string_view> known);

    [[nodiscard]] const std::vector<CsvRow>& rows() const { return rows_; }

    /// The trimmed cell of a known column; empty if the file does not have the column.
    [[nodiscard]] std::string_view cell(const CsvRow& row, std::string_view column) const;

    /// A refusal that names the file, the row's line and, unless it is empty, the column.
    [[nodiscard]] Failure refusal(std::size_t line, std::string_view column, const std::string& text) const;

private:
    explicit CsvTable(std::string path) : path_(std::move(path)) {}
    [[nodiscard]] Result<> take_header(const CsvRow& header, std::span<const std::string_view> known);

    std::string path_;
    std::vector<std::string> columns_;
    std::vector<CsvRow> rows_;
};

}  // namespace courtside::server
