#pragma once

#include "core/model/request.hpp"
#include "core/time.hpp"

#include <cstdint>

namespace courtside::sim {

/// What became of a promise.
enum class PromiseFate : std::uint8_t {
    none,    ///< no window was taken
    kept,    ///< a session began in the window that was taken
    moved,   ///< in a later one, which the learner was told of
    broken,  ///< in none
};

/// Follows a request through what is stored of it, as far as promises go.
class PromiseTrack {
public:
    void stored(const core::Request& request, core::Instant now);

    [[nodiscard]] bool taken() const { return static_cast<bool>(first_); }
    [[nodiscard]] bool broken() const { return broken_; }
    /// That the learner comes back for; none: there is none.
    [[nodiscard]] const core::TimeWindow& window() const { return latest_; }

    /// From the taking until the window, or until the promise broke: the learner does something else.
    [[nodiscard]] core::Duration away(core::Instant now) const;

    /// `ended`: when the session began, or nobody waited for one any more.
    [[nodiscard]] PromiseFate fate(bool matched, core::Instant ended) const;

private:
    core::Instant taken_at_;
    core::Instant broken_at_;
    core::TimeWindow first_;
    core::TimeWindow latest_;
    bool broken_ = false;
};

}  // namespace courtside::sim
