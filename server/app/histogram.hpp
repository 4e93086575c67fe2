#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace courtside::app {

/// How often something took how long, in fixed classes from 0.1 ms to an hour. Plain numbers: counted and
/// read on the loop.
class Histogram {
public:
    /// Microseconds; the upper bounds of the classes, each included. What takes longer is in none.
    static constexpr std::array<std::uint64_t, 20> bounds_us{
        100,       250,        500,        1'000,      2'500,       5'000,        10'000,
        25'000,    50'000,     100'000,    250'000,    500'000,     1'000'000,    2'500'000,
        5'000'000, 10'000'000, 30'000'000, 60'000'000, 600'000'000, 3'600'000'000};

    /// `times` things took `us` microseconds each.
    void observe(std::uint64_t us, std::uint64_t times = 1) {
        const auto* place = std::lower_bound(bounds_us.begin(), bounds_us.end(), us);
        if (place != bounds_us.end()) {
            counts_[static_cast<std::size_t>(place - bounds_us.begin())] += times;
        }
        count_ += times;
        sum_us_ += us * times;
    }

    /// In each class, not those below it.
    [[nodiscard]] const std::array<std::uint64_t, bounds_us.size()>& counts() const { return counts_; }
    [[nodiscard]] std::uint64_t count() const { return count_; }
    [[nodiscard]] std::uint64_t sum_us() const { return sum_us_; }

private:
    std::array<std::uint64_t, bounds_us.size()> counts_{};
    std::uint64_t count_ = 0;
    std::uint64_t sum_us_ = 0;
};

}  // namespace courtside::app
