#pragma once

#include "core/commands.hpp"
#include "core/context.hpp"

namespace courtside::core::repeats {

/// What was recorded under the caller's command id: by the store, or in memory a short while ago.
[[nodiscard]] const CommandRecord* find(const Context& context, const Caller& caller,
                                        const std::optional<CommandRecord>& prior);

/// The first result of a command that came before; the present state of what it made. With another
/// content under the same id: an error. Nothing changes.
MaybeReply answer(Context& context, const Caller& caller, const CommandRecord& before,
                  const Command& command);

/// Stores that the caller's command was carried out.
void record(Context& context, const Caller& caller, const Command& command);

}  // namespace courtside::core::repeats
