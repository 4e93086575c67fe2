#include "latencies.hpp"

#include <algorithm>
#include <cmath>

namespace courtside::replay {

void Latencies::add(Clock::duration took) {
    milliseconds_.push_back(std::chrono::duration<double, std::milli>(took).count());
}

double Latencies::quantile(double part) const {
    if (milliseconds_.empty()) {
        return 0;
    }
    std::vector<double> sorted = milliseconds_;
    std::sort(sorted.begin(), sorted.end());
    const double rank = std::ceil(part * static_cast<double>(sorted.size()));
    const auto index = static_cast<std::size_t>(std::max(rank, 1.0)) - 1;
    return sorted[std::min(index, sorted.size() - 1)];
}

}  // namespace courtside::replay
