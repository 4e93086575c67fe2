#pragma once

#include "core/queries.hpp"
#include "core/time.hpp"
#include "core/views.hpp"
#include "ports/history.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace courtside::app {

/// What the engine wants from disk. Loads that could not be queued or read are tried again: a
/// command is parked for each, so it must get an answer. There are never more than the engine parks.
class HistoryRequests {
public:
    struct Handlers {
        std::function<void(core::LoadedEntity)> loaded;
        /// Reading failed `attempts` times in a row.
        std::function<void()> gave_up;
    };

    HistoryRequests(ports::History& history, core::Duration retry, std::uint32_t attempts, Handlers handlers);

    void load(const core::LoadKey& key, core::Instant now);
    /// False: too much is waiting. `done` is not called once abandon() was.
    [[nodiscard]] bool query(core::Query query, std::function<void(core::ReplyBody)> done);

    /// Tries again what is due at `now`.
    void retry(core::Instant now);
    [[nodiscard]] std::optional<core::Instant> next_retry() const;

    /// Forgets everything: answers that still come belong to an engine that is gone.
    void abandon();

private:
    struct Waiting {
        core::LoadKey key;
        std::uint32_t failures = 0;
    };

    void start(const Waiting& load);
    void finished(const Waiting& load, core::LoadedEntity entity, bool failed);

    ports::History& history_;
    core::Duration retry_after_;
    std::uint32_t attempts_;
    Handlers handlers_;
    std::vector<Waiting> waiting_;
    core::Instant now_;
    core::Instant retry_at_;
    std::uint64_t generation_ = 0;
};

}  // namespace courtside::app
