#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace courtside::server {

/// One record of a CSV text.
struct CsvRow {
    std::size_t line = 0;  ///< of its first character, from 1; quoted cells may span lines
    std::vector<std::string> cells;
};

/// Where a text stops being CSV, and what to do about it.
struct CsvProblem {
    std::size_t line = 0;  ///< from 1
    std::string text;
};

/// What `read_csv` accepts at most. Everything that comes from outside is bounded.
inline constexpr std::size_t max_csv_bytes = std::size_t{32} * 1024 * 1024;
inline constexpr std::size_t max_csv_cells = 64;

/// The records of `text` after RFC 4180: cells separated by commas, lines ended by LF or CRLF, cells
/// in double quotes may hold commas, line ends and doubled quotes. A byte order mark and empty lines
/// are skipped. Refused: a quote inside an unquoted cell, text after a closing quote, a quote that
/// is never closed, a NUL or a lone CR.
[[nodiscard]] std::variant<std::vector<CsvRow>, CsvProblem> read_csv(std::string_view text);

}  // namespace courtside::server
