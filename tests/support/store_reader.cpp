#include "support/store_reader.hpp"

#include <sqlite3.h>

#include <functional>
#include <stdexcept>

namespace courtside::test {
namespace {

/// A read-only connection for one run of queries.
class Reader {
public:
    explicit Reader(const std::filesystem::path& file) {
        if (sqlite3_open_v2(file.c_str(), &database_, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK) {
            const std::string text = sqlite3_errmsg(database_);
            sqlite3_close(database_);
            throw std::runtime_error(file.string() + " cannot be opened: " + text);
        }
    }
    ~Reader() { sqlite3_close(database_); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    void each_row(const char* sql, const std::function<void(sqlite3_stmt*)>& row) {
        sqlite3_stmt* statement = nullptr;
        int status = sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr);
        while (status == SQLITE_OK || status == SQLITE_ROW) {
            status = sqlite3_step(statement);
            if (status == SQLITE_ROW) {
                row(statement);
            }
        }
        sqlite3_finalize(statement);
        if (status != SQLITE_DONE) {
            throw std::runtime_error(std::string(sql) + ": " + sqlite3_errmsg(database_));
        }
    }

private:
    sqlite3* database_ = nullptr;
};

std::uint64_t number(sqlite3_stmt* row, int column) {
    return static_cast<std::uint64_t>(sqlite3_column_int64(row, column));
}

std::string bytes(sqlite3_stmt* row, int column) {
    // The order that SQLite asks for: first the pointer, then the size.
    const auto* data = static_cast<const char*>(sqlite3_column_blob(row, column));
    const int size = sqlite3_column_bytes(row, column);
    return size == 0 ? std::string{} : std::string(data, static_cast<std::size_t>(size));
}

}  // namespace

StoreContent read_store(const std::filesystem::path& database) {
    Reader reader(database);
    StoreContent content;
    reader.each_row("BEGIN", [](sqlite3_stmt*) {});
    reader.each_row("SELECT id, issue, request, state, outcome, last_number FROM session",
                    [&](sqlite3_stmt* row) {
                        StoredSession& session = content.sessions[number(row, 0)];
                        session.issue = number(row, 1);
                        session.request = number(row, 2);
                        session.state = sqlite3_column_int(row, 3);
                        session.outcome = sqlite3_column_int(row, 4);
                        session.last_number = number(row, 5);
                    });
    reader.each_row("SELECT session, number, sender, command_id, body FROM message ORDER BY row_id",
                    [&](sqlite3_stmt* row) {
                        const auto session = content.sessions.find(number(row, 0));
                        if (session == content.sessions.end()) {
                            ++content.stray_messages;
                            return;
                        }
                        session->second.messages.push_back(
                            {number(row, 1), number(row, 2), bytes(row, 3), bytes(row, 4)});
                    });
    reader.each_row("SELECT id, issue, learner, state FROM request", [&](sqlite3_stmt* row) {
        content.requests[number(row, 0)] = {number(row, 1), number(row, 2), sqlite3_column_int(row, 3)};
    });
    reader.each_row("SELECT id, learner FROM issue",
                    [&](sqlite3_stmt* row) { content.issues[number(row, 0)] = number(row, 1); });
    reader.each_row("SELECT session FROM closing_word",
                    [&](sqlite3_stmt* row) { ++content.closing_words[number(row, 0)]; });
    reader.each_row("COMMIT", [](sqlite3_stmt*) {});
    return content;
}

}  // namespace courtside::test
