#include "adapters/sqlite/statement.hpp"

#include "adapters/sqlite/sqlite_handle.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace courtside::sqlite {
namespace {

[[noreturn]] void fail(sqlite3* database, std::string_view sql, int code) {
    const int extended = sqlite3_extended_errcode(database);
    const int told = (extended & 0xff) == (code & 0xff) ? extended : code;
    throw SqliteError("SQLite error " + std::to_string(told) + " (" + sqlite3_errmsg(database) +
                          ") in: " + std::string(sql.substr(0, 200)),
                      told);
}

[[noreturn]] void fail(sqlite3_stmt* statement, int code) {
    fail(sqlite3_db_handle(statement), sqlite3_sql(statement), code);
}

void check_bound(sqlite3_stmt* statement, int code) {
    if (code != SQLITE_OK) {
        fail(statement, code);
    }
}

}  // namespace

PreparedStatement::PreparedStatement(sqlite3* database, Sql sql) {
    const int code = sqlite3_prepare_v3(database, sql.text(), static_cast<int>(sql.size()) + 1,
                                        SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
    if (code != SQLITE_OK) {
        fail(database, sql.text(), code);
    }
}

PreparedStatement::~PreparedStatement() {
    sqlite3_finalize(handle);
}

Statement::Statement(PreparedStatement& prepared) : prepared_(&prepared) {
    if (prepared.in_use) {
        throw std::logic_error(std::string("a statement is used while it runs: ") +
                               sqlite3_sql(prepared.handle));
    }
    prepared.in_use = true;
}

Statement::Statement(Statement&& other) noexcept : prepared_(std::exchange(other.prepared_, nullptr)) {}

Statement::~Statement() {
    if (prepared_ != nullptr) {
        reset();
        prepared_->in_use = false;
    }
}

void Statement::reset() {
    // Its code repeats the error of the last step, which was thrown there.
    sqlite3_reset(prepared_->handle);
    sqlite3_clear_bindings(prepared_->handle);
}

bool Statement::step() {
    const int code = sqlite3_step(prepared_->handle);
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code != SQLITE_DONE) {
        fail(prepared_->handle, code);
    }
    return false;
}

void Statement::run() {
    if (step()) {
        throw std::logic_error(std::string("a row where none was expected: ") +
                               sqlite3_sql(prepared_->handle));
    }
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(prepared_->handle, column);
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(prepared_->handle, column) == SQLITE_NULL;
}

std::string_view Statement::text(int column) const {
    // The order matters: the length is that of the value as converted by the call before.
    const unsigned char* text = sqlite3_column_text(prepared_->handle, column);
    const int size = sqlite3_column_bytes(prepared_->handle, column);
    return {reinterpret_cast<const char*>(text), text == nullptr ? 0 : static_cast<std::size_t>(size)};
}

std::string_view Statement::blob(int column) const {
    const void* bytes = sqlite3_column_blob(prepared_->handle, column);
    const int size = sqlite3_column_bytes(prepared_->handle, column);
    return {static_cast<const char*>(bytes), bytes == nullptr ? 0 : static_cast<std::size_t>(size)};
}

void Statement::bind_integer(int index, std::int64_t value) {
    check_bound(prepared_->handle, sqlite3_bind_int64(prepared_->handle, index, value));
}

void Statement::bind_text(int index, std::string_view value) {
    // A null pointer would bind NULL, and an empty view may have one.
    const char* text = value.data() == nullptr ? "" : value.data();
    check_bound(prepared_->handle, sqlite3_bind_text64(prepared_->handle, index, text, value.size(),
                                                       SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bind_blob(int index, std::string_view value) {
    const char* bytes = value.data() == nullptr ? "" : value.data();
    check_bound(prepared_->handle,
                sqlite3_bind_blob64(prepared_->handle, index, bytes, value.size(), SQLITE_STATIC));
}

core::CommandId Columns::command_id(std::string_view bytes) {
    core::CommandId id;
    if (bytes.size() != id.bytes.size()) {
        throw SqliteError("a stored command id has " + std::to_string(bytes.size()) + " bytes instead of 16",
                          SQLITE_CORRUPT);
    }
    std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
    return id;
}

}  // namespace courtside::sqlite
