#pragma once

#include "app/histogram.hpp"

#include <cstdint>

namespace courtside::app {

/// Counted since the start.
struct Counters {
    std::uint64_t turns = 0;
    std::uint64_t frames_in = 0;
    std::uint64_t frames_refused = 0;    ///< that nothing could be done with
    std::uint64_t frames_held = 0;       ///< above the rate
    std::uint64_t verdicts_awaited = 0;  ///< tokens that were not verified at once
    std::uint64_t frames_out = 0;        ///< a push to five connections counts as five
    std::uint64_t bytes_out = 0;
    std::uint64_t frames_encoded = 0;  ///< a push to five connections of one format counts as one
    std::uint64_t commits = 0;
    std::uint64_t records = 0;
    std::uint64_t displaced = 0;  ///< connections closed since their person had too many
    Histogram commit;             ///< one commit
    Histogram acknowledgement;    ///< of a message, from the turn that read it to its answer
    Histogram offer;              ///< a request, from being asked for to its first offer
    std::uint64_t store_failures = 0;
    std::uint64_t rebuilds = 0;
};

}  // namespace courtside::app
