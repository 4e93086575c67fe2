#pragma once

#include "core/connections.hpp"
#include "core/context.hpp"
#include "core/inputs.hpp"

#include <string_view>

namespace courtside::core::erasure {

/// Leaves a numbered tombstone of the person: ends what they have open, closes their connections, forgets who
/// they were. What is stored of them and not in memory is the store's to empty, as `EraseRecord` says.
///
/// Who was erased already, and has not come back, is no failure: the result names the tombstone.
Result<AdminResult> erase(Context& context, ConnectionStates& connections, const ErasePerson& change);

/// From when on tokens of a subject are taken: the erasure of the person that had it; none: always.
[[nodiscard]] Instant tokens_from(const TenantState& tenant, std::string_view subject);

/// Remembers an erasure; the latest of a subject counts.
void note(TenantState& tenant, const Erasure& erasure);

}  // namespace courtside::core::erasure
