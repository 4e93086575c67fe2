#pragma once

#include "adapters/sqlite/statement.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <unordered_map>

namespace courtside::sqlite {

/// Something that SQLite refused or could not do. The text names what was tried, SQLite's code and
/// its message; never a bound value.
class SqliteError : public std::runtime_error {
public:
    SqliteError(const std::string& text, int code);
    /// SQLite's extended result code.
    [[nodiscard]] int code() const { return code_; }
    /// Whether a progress limit or interrupt() ended the statement.
    [[nodiscard]] bool interrupted() const;
    /// Whether the file's content is none that SQLite wrote.
    [[nodiscard]] bool damaged() const;

private:
    int code_;
};

enum class OpenMode : std::uint8_t {
    read_write_create,  ///< a new file is readable by its owner only: it holds companies' keys
    read_only,
};

/// One connection to one database file, with its prepared statements.
///
/// Used by one thread at a time; only interrupt() may be called from another one. Everything but
/// close() throws SqliteError on failure. Statements must be gone before the database is.
class Database {
public:
    /// `vfs`: the name of a registered SQLite VFS, empty for the platform's own.
    Database(const std::filesystem::path& file, OpenMode mode, const std::string& vfs = {});
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// The prepared statement of this literal, compiled once a connection. Asking for one that is
    /// still in use is a bug and throws std::logic_error.
    [[nodiscard]] Statement prepare(Sql sql);

    /// Runs one or more statements that take no values and give no rows.
    void execute(Sql script);

    /// Compiles, binds, runs to the end, without rows.
    template <class... Values>
    void run(Sql sql, const Values&... values) {
        prepare(sql).bind(values...).run();
    }

    /// The first column of the only row.
    template <class... Values>
    [[nodiscard]] std::int64_t integer(Sql sql, const Values&... values) {
        Statement statement = prepare(sql);
        statement.bind(values...);
        return statement.step() ? statement.integer(0) : 0;
    }

    /// How long a statement waits for a lock that another connection holds.
    void set_busy_timeout(std::chrono::milliseconds timeout);

    /// `abort` is asked every few thousand steps of a running statement; true ends the statement
    /// with an error that says interrupted(). An empty function asks nothing.
    void set_progress_check(std::function<bool()> abort);

    /// Called after each commit with the number of pages in the write-ahead log. Takes the place of
    /// SQLite's automatic checkpoints.
    void set_wal_observer(std::function<void(int pages)> observer);

    enum class Checkpoint : std::uint8_t { passive, restart, truncate };
    /// Copies the write-ahead log into the database file. Passive never waits; restart waits for
    /// readers up to the busy timeout; truncate does too and leaves the log empty on the disk. False:
    /// somebody was in the way, not all was done.
    bool checkpoint(Checkpoint kind);

    /// Ends the running statement of this connection; callable from any thread.
    void interrupt();

    [[nodiscard]] bool in_transaction() const;
    [[nodiscard]] sqlite3* raw() const { return database_; }

private:
    [[noreturn]] void fail(const char* what, int code) const;

    sqlite3* database_ = nullptr;
    std::unordered_map<const char*, std::unique_ptr<PreparedStatement>> statements_;
    std::function<bool()> progress_check_;
    std::function<void(int)> wal_observer_;
};

/// A transaction that is rolled back unless commit() was reached.
class Transaction {
public:
    enum class Kind : std::uint8_t { read, write };
    Transaction(Database& database, Kind kind);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit();

private:
    Database& database_;
    bool open_ = true;
};

}  // namespace courtside::sqlite
