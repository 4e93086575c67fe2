#pragma once

#include "adapters/sqlite/sqlite_handle.hpp"
#include "core/queries.hpp"
#include "core/views.hpp"

namespace courtside::sqlite {

/// Looks for a text in the ended sessions of `person`, newest first, ignoring the case of ASCII
/// letters, within the bounds of read_query.hpp.
///
/// A call takes whole sessions, so that `next` says where to go on; only when the very first one is
/// beyond the bounds alone are its latest messages searched and its first hits given.
[[nodiscard]] core::SearchPage search_messages(Database& database, core::TenantId tenant,
                                               core::PersonId person, const core::QuerySearch& query);

}  // namespace courtside::sqlite
