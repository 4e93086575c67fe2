#pragma once

#include <chrono>
#include <cstddef>
#include <vector>

namespace courtside::replay {

using Clock = std::chrono::steady_clock;

/// How long something took, measured many times.
class Latencies {
public:
    void add(Clock::duration took);

    [[nodiscard]] std::size_t count() const { return milliseconds_.size(); }
    /// The smallest value that `part` (0 to 1) of all do not exceed, in milliseconds; 0 without any.
    [[nodiscard]] double quantile(double part) const;

private:
    std::vector<double> milliseconds_;
};

}  // namespace courtside::replay
