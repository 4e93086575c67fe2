#pragma once

#include "adapters/sqlite/schema_v3_promise.hpp"
#include "adapters/sqlite/schema_v3_push.hpp"
#include "adapters/sqlite/schema_v3_talk.hpp"
#include "adapters/sqlite/statement.hpp"

#include <algorithm>
#include <cstddef>

namespace courtside::sqlite {

/// SQL texts one after the other.
template <std::size_t Size>
struct JoinedSql {
    char text[Size] = {};

    template <std::size_t... Sizes>
    consteval explicit JoinedSql(const char (&... parts)[Sizes]) {
        char* end = text;
        ((end = std::copy_n(parts, Sizes - 1, end)), ...);
    }
};
template <std::size_t... Sizes>
JoinedSql(const char (&... parts)[Sizes]) -> JoinedSql<1 + (0 + ... + (Sizes - 1))>;

/// What each part of the program added in this version, and the version. Never changed once it is published.
inline constexpr JoinedSql schema_v3_parts{schema_v3_talk, schema_v3_push, schema_v3_promise,
                                           "PRAGMA user_version = 3;\n"};
inline constexpr Sql schema_v3 = schema_v3_parts.text;

}  // namespace courtside::sqlite
