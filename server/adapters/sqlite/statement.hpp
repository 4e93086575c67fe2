#pragma once

#include "core/ids.hpp"
#include "core/time.hpp"

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace courtside::sqlite {

/// The text of a statement. Only a literal becomes one, so a value gets into it by binding only.
class Sql {
public:
    template <std::size_t Size>
    consteval Sql(const char (&text)[Size]) : text_(text), size_(Size - 1) {}  // NOLINT: meant to convert

    [[nodiscard]] constexpr const char* text() const { return text_; }
    [[nodiscard]] constexpr std::size_t size() const { return size_; }

private:
    const char* text_;
    std::size_t size_;
};

/// A borrowed value of a BLOB column.
struct Blob {
    std::string_view bytes;
};

/// What the statement cache of a Database holds.
struct PreparedStatement {
    PreparedStatement(sqlite3* database, Sql sql);
    ~PreparedStatement();
    PreparedStatement(const PreparedStatement&) = delete;
    PreparedStatement& operator=(const PreparedStatement&) = delete;

    sqlite3_stmt* handle = nullptr;
    bool in_use = false;
};

/// A prepared statement in use. It borrows what is bound to it: values must outlive the last
/// step(). What a row gives is valid until the next step() or the end of the statement. Its end
/// resets it for the next use. Errors are thrown as SqliteError.
class Statement {
public:
    explicit Statement(PreparedStatement& prepared);
    ~Statement();
    Statement(Statement&& other) noexcept;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    Statement& operator=(Statement&&) = delete;

    /// Binds all parameters, from the first.
    template <class... Values>
    Statement& bind(const Values&... values) {
        int index = 0;
        (bind_value(++index, values), ...);
        return *this;
    }

    /// True: there is a row. False: it has run to its end.
    [[nodiscard]] bool step();
    /// Runs a statement that gives no rows.
    void run();
    /// Makes it ready to be bound and run again.
    void reset();

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::string_view blob(int column) const;

private:
    void bind_integer(int index, std::int64_t value);
    void bind_text(int index, std::string_view value);
    void bind_blob(int index, std::string_view value);

    template <std::integral Integer>
    void bind_value(int index, Integer value) {
        bind_integer(index, static_cast<std::int64_t>(value));
    }
    template <class Enum>
    requires std::is_enum_v<Enum>
    void bind_value(int index, Enum value) { bind_integer(index, static_cast<std::int64_t>(value)); }
    template <class Tag>
    void bind_value(int index, core::Id<Tag> id) {
        bind_integer(index, std::bit_cast<std::int64_t>(id.value));
    }
    void bind_value(int index, core::Instant at) { bind_integer(index, at.ms); }
    void bind_value(int index, Blob blob) { bind_blob(index, blob.bytes); }
    void bind_value(int index, std::string_view text) { bind_text(index, text); }
    void bind_value(int index, const core::CommandId& id) {
        // A view of the bytes as they are stored; the id outlives the statement's steps.
        bind_blob(index, {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()});
    }
    template <class Value>
    void bind_value(int index, const std::optional<Value>& value) {
        if (value) {
            bind_value(index, *value);
        }  // else it stays NULL, as the last use left it
    }

    PreparedStatement* prepared_;
};

/// Takes a row's columns in the order of the statement's list.
class Columns {
public:
    explicit Columns(const Statement& statement) : statement_(statement) {}

    /// The next column; NULL reads as 0 or empty.
    template <class Value>
    [[nodiscard]] Value next() {
        const int column = column_++;
        if constexpr (std::is_same_v<Value, bool>) {
            return statement_.integer(column) != 0;
        } else if constexpr (std::is_same_v<Value, core::Instant>) {
            return core::Instant{statement_.integer(column)};
        } else if constexpr (std::is_integral_v<Value> || std::is_enum_v<Value>) {
            return static_cast<Value>(statement_.integer(column));
        } else if constexpr (std::is_same_v<Value, Blob>) {
            return Blob{statement_.blob(column)};
        } else if constexpr (std::is_same_v<Value, std::string>) {
            return std::string(statement_.text(column));
        } else if constexpr (std::is_same_v<Value, core::CommandId>) {
            return command_id(statement_.blob(column));
        } else {
            return Value{std::bit_cast<std::uint64_t>(statement_.integer(column))};
        }
    }

    template <class... Values>
    void into(Values&... values) {
        ((values = next<Values>()), ...);
    }

private:
    [[nodiscard]] static core::CommandId command_id(std::string_view bytes);

    const Statement& statement_;
    int column_ = 0;
};

/// The first column of each row that is left.
template <class Id>
std::vector<Id> ids(Statement statement) {
    std::vector<Id> found;
    while (statement.step()) {
        found.push_back(Columns(statement).next<Id>());
    }
    return found;
}

}  // namespace courtside::sqlite
