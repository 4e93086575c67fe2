#include "core/matching/line.hpp"

#include "core/state.hpp"

#include <algorithm>

namespace courtside::core::matching {
namespace {

constexpr std::size_t longest_run = 256;

auto less(const MatchingPolicy& policy) {
    return [&policy](const RequestEntry* a, const Request& b) { return policy.before(a->request, b); };
}

}  // namespace

std::size_t Line::run_of(const Request& request, const MatchingPolicy& policy) const {
    const auto place = std::ranges::partition_point(
        runs_, [&](const Run& run) { return less(policy)(run.back(), request); });
    return static_cast<std::size_t>(place - runs_.begin());
}

void Line::insert(RequestEntry& entry, const MatchingPolicy& policy) {
    ++size_;
    if (runs_.empty()) {
        runs_.push_back({&entry});
        return;
    }
    const std::size_t at = std::min(run_of(entry.request, policy), runs_.size() - 1);
    Run& run = runs_[at];
    run.insert(std::lower_bound(run.begin(), run.end(), entry.request, less(policy)), &entry);
    if (run.size() > longest_run) {
        const auto middle = run.begin() + longest_run / 2;
        Run second(middle, run.end());
        run.erase(middle, run.end());
        runs_.insert(runs_.begin() + static_cast<std::ptrdiff_t>(at) + 1, std::move(second));
    }
}

void Line::erase(const RequestEntry& entry, const MatchingPolicy& policy) {
    const std::size_t at = run_of(entry.request, policy);
    Run& run = runs_.at(at);
    run.erase(std::lower_bound(run.begin(), run.end(), entry.request, less(policy)));
    --size_;
    if (run.empty()) {
        runs_.erase(runs_.begin() + static_cast<std::ptrdiff_t>(at));
    }
}

std::size_t Line::before(const Request& request, const MatchingPolicy& policy) const {
    const std::size_t at = run_of(request, policy);
    std::size_t count = 0;
    for (std::size_t i = 0; i < at; ++i) {
        count += runs_[i].size();
    }
    if (at < runs_.size()) {
        const Run& run = runs_[at];
        const auto place = std::lower_bound(run.begin(), run.end(), request, less(policy));
        count += static_cast<std::size_t>(place - run.begin());
    }
    return count;
}

}  // namespace courtside::core::matching
