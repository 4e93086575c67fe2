#include "main/csv.hpp"

#include <optional>
#include <utility>

namespace courtside::server {
namespace {

/// Goes through the text once. Each function reads one thing and leaves `at_` behind it.
class CsvReader {
public:
    explicit CsvReader(std::string_view text) : text_(text) {
        if (text_.starts_with("\xEF\xBB\xBF")) {
            text_.remove_prefix(3);
        }
    }

    std::variant<std::vector<CsvRow>, CsvProblem> read() {
        if (text_.size() > max_csv_bytes) {
            return CsvProblem{1, "The file is larger than 32 MiB; split it."};
        }
        while (at_ < text_.size() && !problem_) {
            if (!line_end()) {
                row();
            }
        }
        if (problem_) {
            return *std::move(problem_);
        }
        return std::move(rows_);
    }

private:
    void row() {
        CsvRow row{line_, {}};
        do {
            if (row.cells.size() == max_csv_cells) {
                return refuse(line_, "The line has more than 64 cells; check its commas and quotes.");
            }
            row.cells.push_back(cell());
        } while (!problem_ && comma());
        if (!problem_ && at_ < text_.size() && !line_end()) {
            return refuse(line_, text_[at_] == '\r'
                                     ? "A carriage return stands alone; end lines with LF or CRLF."
                                     : "There is text after a closing quote; double quotes inside a "
                                       "quoted cell are written twice.");
        }
        rows_.push_back(std::move(row));
    }

    std::string cell() { return at_ < text_.size() && text_[at_] == '"' ? quoted_cell() : plain_cell(); }

    std::string plain_cell() {
        const std::size_t end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
        const std::string_view cell = text_.substr(at_, end - at_);
        if (cell.find('"') != std::string_view::npos) {
            refuse(line_,
                   "A quote stands inside an unquoted cell; put the whole cell into double quotes and write "
                   "each quote in it twice.");
        }
        if (cell.find('\0') != std::string_view::npos) {
            refuse(line_, "There is a NUL character; save the file as UTF-8 text.");
        }
        at_ = end;
        return std::string(cell);
    }

    std::string quoted_cell() {
        const std::size_t opened_on = line_;
        std::string cell;
        for (++at_; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '"') {
                if (at_ + 1 == text_.size() || text_[at_ + 1] != '"') {
                    ++at_;
                    return cell;
                }
                ++at_;
            } else if (c == '\n') {
                ++line_;
            } else if (c == '\0') {
                refuse(line_, "There is a NUL character; save the file as UTF-8 text.");
            }
            cell.push_back(c);
        }
        refuse(opened_on, "A double quote is opened and never closed.");
        return cell;
    }

    bool comma() {
        const bool is_one = at_ < text_.size() && text_[at_] == ',';
        at_ += is_one ? 1 : 0;
        return is_one;
    }

    bool line_end() {
        const std::string_view rest = text_.substr(at_);
        const std::size_t size = rest.starts_with("\r\n") ? 2 : rest.starts_with("\n") ? 1 : 0;
        at_ += size;
        line_ += size != 0 ? 1 : 0;
        return size != 0;
    }

    /// The first problem stays: later ones follow from it.
    void refuse(std::size_t line, std::string text) {
        if (!problem_) {
            problem_ = CsvProblem{line, std::move(text)};
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::vector<CsvRow> rows_;
    std::optional<CsvProblem> problem_;
};

}  // namespace

std::variant<std::vector<CsvRow>, CsvProblem> read_csv(std::string_view text) {
    return CsvReader(text).read();
}

}  // namespace courtside::server
