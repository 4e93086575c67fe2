#include "core/matching/line.hpp"

#include <algorithm>

namespace courtside::core::matching {
namespace {

constexpr std::size_t longest_run = 128;

bool earlier(const Line::Waiter& waiter, Turn turn) {
    return waiter.turn < turn;
}

}  // namespace

std::size_t Line::run_of(Turn turn) const {
    const auto place =
        std::ranges::partition_point(runs_, [&](const Run& run) { return earlier(run.back(), turn); });
    return static_cast<std::size_t>(place - runs_.begin());
}

void Line::insert(Turn turn, RequestEntry& entry) {
    ++size_;
    if (runs_.empty()) {
        runs_.push_back({{turn, &entry}});
        return;
    }
    const std::size_t at = std::min(run_of(turn), runs_.size() - 1);
    Run& run = runs_[at];
    run.insert(std::lower_bound(run.begin(), run.end(), turn, earlier), {turn, &entry});
    if (run.size() > longest_run) {
        const auto middle = run.begin() + longest_run / 2;
        Run second(middle, run.end());
        run.erase(middle, run.end());
        runs_.insert(runs_.begin() + static_cast<std::ptrdiff_t>(at) + 1, std::move(second));
    }
}

void Line::erase(Turn turn) {
    const std::size_t at = run_of(turn);
    Run& run = runs_.at(at);
    run.erase(std::lower_bound(run.begin(), run.end(), turn, earlier));
    --size_;
    if (run.empty()) {
        runs_.erase(runs_.begin() + static_cast<std::ptrdiff_t>(at));
    }
}

std::size_t Line::before(Turn turn) const {
    const std::size_t at = run_of(turn);
    std::size_t count = 0;
    for (std::size_t i = 0; i < at; ++i) {
        count += runs_[i].size();
    }
    if (at < runs_.size()) {
        const Run& run = runs_[at];
        count +=
            static_cast<std::size_t>(std::lower_bound(run.begin(), run.end(), turn, earlier) - run.begin());
    }
    return count;
}

}  // namespace courtside::core::matching
