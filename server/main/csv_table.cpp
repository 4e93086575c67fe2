#include "main/csv_table.hpp"

#include "main/files.hpp"
#include "main/nearest.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace courtside::server {
namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

Result<CsvTable> CsvTable::read(const std::string& path, std::span<const std::string_view> known) {
    const auto text = read_text_file(path, max_csv_bytes);
    if (!text) {
        return text.error();
    }
    CsvTable table(path);
    auto parsed = read_csv(*text);
    if (const auto* problem = std::get_if<CsvProblem>(&parsed)) {
        return table.refusal(problem->line, "", problem->text);
    }
    auto& rows = std::get<std::vector<CsvRow>>(parsed);
    if (rows.empty()) {
        return table.refusal(1, "", "The file is empty; its first line has to name the columns.");
    }
    if (const auto header = table.take_header(rows.front(), known); !header) {
        return header.error();
    }
    rows.erase(rows.begin());
    if (rows.empty()) {
        return table.refusal(2, "", "There is a header and nothing below it; add a row.");
    }
    for (const CsvRow& row : rows) {
        if (row.cells.size() != table.columns_.size()) {
            return table.refusal(row.line, "",
                                 "The row has " + std::to_string(row.cells.size()) +
                                     " cells and the header " + std::to_string(table.columns_.size()) +
                                     "; put cells with a comma in them into double quotes.");
        }
    }
    table.rows_ = std::move(rows);
    return table;
}

Result<> CsvTable::take_header(const CsvRow& header, std::span<const std::string_view> known) {
    for (const std::string& cell : header.cells) {
        const std::string name(trimmed(cell));
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            if (name.find(';') != std::string::npos) {
                return refusal(header.line, "",
                               "The columns are separated by semicolons; separate them by commas.");
            }
            return refusal(header.line, "",
                           "There is no column '" + name + "'; did you mean '" +
                               std::string(nearest(name, known)) + "'?");
        }
        if (std::find(columns_.begin(), columns_.end(), name) != columns_.end()) {
            return refusal(header.line, "", "The column '" + name + "' is there twice; remove one.");
        }
        columns_.push_back(name);
    }
    if (std::find(columns_.begin(), columns_.end(), known.front()) == columns_.end()) {
        return refusal(header.line, "",
                       "The column '" + std::string(known.front()) + "' is missing; add it.");
    }
    return {};
}

std::string_view CsvTable::cell(const CsvRow& row, std::string_view column) const {
    const auto found = std::find(columns_.begin(), columns_.end(), column);
    if (found == columns_.end()) {
        return {};
    }
    return trimmed(row.cells[static_cast<std::size_t>(found - columns_.begin())]);
}

Failure CsvTable::refusal(std::size_t line, std::string_view column, const std::string& text) const {
    std::string place = path_ + " line " + std::to_string(line);
    if (!column.empty()) {
        place += ", column " + std::string(column);
    }
    return usage_failure(place + ": " + text);
}

}  // namespace courtside::server
