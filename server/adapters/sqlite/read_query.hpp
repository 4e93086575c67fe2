#pragma once

#include "adapters/sqlite/sqlite_handle.hpp"
#include "core/queries.hpp"
#include "core/views.hpp"

#include <cstddef>
#include <cstdint>

namespace courtside::sqlite {

// The bounds of one answer, whatever was asked for.

/// Items of a page of issues or sessions.
inline constexpr std::uint32_t page_items = 100;
inline constexpr std::uint32_t page_messages = 200;
/// Text of a page; one item may be longer alone. Below a frame of 64 KiB with what surrounds it.
inline constexpr std::size_t page_bytes = std::size_t{48} * 1024;
/// Messages and sessions that one search looks at.
inline constexpr std::size_t search_rows = 10'000;
inline constexpr std::size_t search_hits = 50;

/// Answers a client's query, but for QueryOwnData, which OwnDocuments answers, and QueryCoverage, which
/// coverage::ReportingHistory answers: in a read transaction of its own: a page, a single entity, or
/// `not_found`, for what is not there and for what is not this person's alike. Throws SqliteError or
/// CorruptValue when the file cannot be read.
///
/// A live session's `last_number` is as of its last change of state, and nobody counts as connected:
/// who holds the live state knows better. A search passes over live sessions, whose messages the
/// client has.
[[nodiscard]] core::ReplyBody read_query(Database& database, const core::Query& query);

/// Brings in what the engine asked for, for whomever; absent if it is not there.
[[nodiscard]] core::LoadedEntity read_entity(Database& database, const core::LoadKey& key);

}  // namespace courtside::sqlite
