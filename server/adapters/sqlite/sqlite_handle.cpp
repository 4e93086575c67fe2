#include "adapters/sqlite/sqlite_handle.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <utility>

namespace courtside::sqlite {
namespace {

/// Virtual machine steps between two questions whether to go on: some tens of microseconds.
constexpr int progress_steps = 4000;

/// SQLite gives a new file the mode of the process' umask; the log and its index take over the
/// mode of the database file. A file that is there is not opened: closing it again would take away
/// the locks that other connections of this process have on it.
void create_private(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor >= 0) {
        ::close(descriptor);
    }  // else it is there, or opening the database right after fails too and says why
}

}  // namespace

SqliteError::SqliteError(const std::string& text, int code) : std::runtime_error(text), code_(code) {}

bool SqliteError::interrupted() const {
    return (code_ & 0xff) == SQLITE_INTERRUPT;
}

bool SqliteError::damaged() const {
    return (code_ & 0xff) == SQLITE_CORRUPT || (code_ & 0xff) == SQLITE_NOTADB;
}

Database::Database(const std::filesystem::path& file, OpenMode mode, const std::string& vfs) {
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (mode == OpenMode::read_only) {
        flags |= SQLITE_OPEN_READONLY;
    } else {
        create_private(file);
        flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    }
    const int code = sqlite3_open_v2(file.c_str(), &database_, flags, vfs.empty() ? nullptr : vfs.c_str());
    if (code != SQLITE_OK) {
        std::string text = "cannot open " + file.string() + ": SQLite error " + std::to_string(code) + " (" +
                           (database_ != nullptr ? sqlite3_errmsg(database_) : sqlite3_errstr(code)) + ")";
        sqlite3_close(database_);
        throw SqliteError(text, code);
    }
    // Double-quoted words are names here, never strings by mistake; schemas run no functions.
    sqlite3_db_config(database_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(database_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(database_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
}

Database::~Database() {
    statements_.clear();
    // Fails only while statements are left, which would be a bug; what was committed is on disk.
    sqlite3_close(database_);
}

Statement Database::prepare(Sql sql) {
    std::unique_ptr<PreparedStatement>& entry = statements_[sql.text()];
    if (!entry) {
        try {
            entry = std::make_unique<PreparedStatement>(database_, sql);
        } catch (...) {
            statements_.erase(sql.text());
            throw;
        }
    }
    return Statement(*entry);
}

void Database::execute(Sql script) {
    const int code = sqlite3_exec(database_, script.text(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        fail(script.text(), code);
    }
}

void Database::set_busy_timeout(std::chrono::milliseconds timeout) {
    sqlite3_busy_timeout(database_, static_cast<int>(timeout.count()));
}

void Database::set_progress_check(std::function<bool()> abort) {
    progress_check_ = std::move(abort);
    if (!progress_check_) {
        sqlite3_progress_handler(database_, 0, nullptr, nullptr);
        return;
    }
    sqlite3_progress_handler(
        database_, progress_steps,
        [](void* self) { return static_cast<Database*>(self)->progress_check_() ? 1 : 0; }, this);
}

void Database::set_wal_observer(std::function<void(int)> observer) {
    wal_observer_ = std::move(observer);
    sqlite3_wal_hook(
        database_,
        [](void* self, sqlite3*, const char*, int pages) {
            static_cast<Database*>(self)->wal_observer_(pages);
            return SQLITE_OK;
        },
        this);
}

bool Database::checkpoint(Checkpoint kind) {
    const int mode = kind == Checkpoint::passive   ? SQLITE_CHECKPOINT_PASSIVE
                     : kind == Checkpoint::restart ? SQLITE_CHECKPOINT_RESTART
                                                   : SQLITE_CHECKPOINT_TRUNCATE;
    int in_log = 0;
    int copied = 0;
    const int code = sqlite3_wal_checkpoint_v2(database_, "main", mode, &in_log, &copied);
    if ((code & 0xff) == SQLITE_BUSY) {
        return false;
    }
    if (code != SQLITE_OK) {
        fail("a checkpoint", code);
    }
    return copied == in_log;
}

void Database::interrupt() {
    sqlite3_interrupt(database_);
}

bool Database::in_transaction() const {
    return sqlite3_get_autocommit(database_) == 0;
}

void Database::fail(const char* what, int code) const {
    throw SqliteError("SQLite error " + std::to_string(code) + " (" + sqlite3_errmsg(database_) +
                          ") in: " + std::string(std::string_view(what).substr(0, 200)),
                      code);
}

Transaction::Transaction(Database& database, Kind kind) : database_(database) {
    if (kind == Kind::write) {
        database_.run("BEGIN IMMEDIATE");
    } else {
        database_.run("BEGIN");
    }
}

Transaction::~Transaction() {
    if (!open_ || !database_.in_transaction()) {
        return;
    }
    try {
        database_.run("ROLLBACK");
    } catch (const SqliteError&) {
        // Closing the connection takes the transaction back too, and whoever got the error that
        // led here closes it.
    }
}

void Transaction::commit() {
    database_.run("COMMIT");
    open_ = false;
}

}  // namespace courtside::sqlite
