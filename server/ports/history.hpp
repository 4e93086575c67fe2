#pragma once

#include "core/queries.hpp"
#include "core/views.hpp"

#include <functional>

namespace courtside::ports {

/// Reads what is on disk and not in memory, beside the loop, on read-only connections. Sees
/// everything that was committed before the call.
class History {
public:
    virtual ~History() = default;

    /// Answers a client's query with a page, a single entity or an error. False: too much is
    /// waiting, nothing was queued. `done` is called on the loop.
    [[nodiscard]] virtual bool query(core::Query query, std::function<void(core::ReplyBody)> done) = 0;

    /// Brings in what the engine asked for. False as above. `done` is called on the loop; when the
    /// store cannot be read it gets the entity as absent with `failed` set.
    [[nodiscard]] virtual bool load(core::LoadKey key,
                                    std::function<void(core::LoadedEntity, bool failed)> done) = 0;
};

}  // namespace courtside::ports
