#pragma once

#include "core/live_state.hpp"
#include "core/records.hpp"
#include "core/time.hpp"

#include <optional>
#include <span>
#include <string>

namespace courtside::ports {

/// Why a commit or a start did not work, in a sentence for the operator.
struct StoreError {
    std::string text;
};

/// The truth on disk, written by one thread only: the shard's loop.
class Store {
public:
    virtual ~Store() = default;

    /// Writes all records in order in one transaction; when it returns without an error they are
    /// durable. After an error nothing may be assumed of them (a failed flush may have reached the
    /// disk or not): it is never retried, the caller drops its state and calls reopen().
    [[nodiscard]] virtual std::optional<StoreError> commit(std::span<const core::Record> records) = 0;

    /// All that is live, for a start or a rebuild. Throws std::runtime_error when the file cannot be read.
    [[nodiscard]] virtual core::LiveState load() = 0;

    /// What is recorded under a command id; a point look-up in the writer's own page cache.
    [[nodiscard]] virtual std::optional<core::CommandRecord> find_command(core::TenantId tenant,
                                                                          core::PersonId person,
                                                                          const core::CommandId& command) = 0;

    /// When upkeep() has something to do; none: nothing that is stored waits for time.
    [[nodiscard]] virtual std::optional<core::Instant> next_upkeep() const { return std::nullopt; }

    /// Carries out a part of what is due at `now`, so little that the loop is not held up: messages whose
    /// time is over go, and so does what is stored of people who were erased. Nothing of it is in the memory
    /// of an engine. An error is that of a commit.
    [[nodiscard]] virtual std::optional<StoreError> upkeep(core::Instant /*now*/) { return std::nullopt; }

    /// Closes the file and opens it again after a failed commit. An error: not usable yet.
    [[nodiscard]] virtual std::optional<StoreError> reopen() = 0;
};

}  // namespace courtside::ports
