#include "core/timers.hpp"

#include <algorithm>
#include <functional>

namespace courtside::core {
namespace {

/// So many dead entries are not worth the work of taking them out.
constexpr std::size_t few = 64;

constexpr std::greater<> earliest_first;

}  // namespace

std::size_t TimerKeyHash::operator()(const TimerKey& key) const {
    // Fibonacci hashing of each part (D. Knuth, The Art of Computer Programming, 6.4).
    std::uint64_t hash = 0;
    for (const std::uint64_t part :
         {static_cast<std::uint64_t>(key.kind), key.tenant.value, key.entity, key.person.value}) {
        hash = (hash ^ part) * 0x9E3779B97F4A7C15U;
        hash ^= hash >> 32U;
    }
    return hash;
}

bool Timers::is_live(const Entry& entry) const {
    const auto place = by_key_.find(entry.key);
    return place != by_key_.end() && place->second == entry.at;
}

void Timers::drop_first() {
    std::ranges::pop_heap(by_time_, earliest_first);
    by_time_.pop_back();
}

void Timers::clean() {
    if (by_time_.size() > 2 * by_key_.size() + few) {
        by_time_.clear();
        for (const auto& [key, at] : by_key_) {
            by_time_.push_back({at, key});
        }
        std::ranges::make_heap(by_time_, earliest_first);
    }
    while (!by_time_.empty() && !is_live(by_time_.front())) {
        drop_first();
    }
}

void Timers::set(const TimerKey& key, Instant at) {
    const auto [place, added] = by_key_.try_emplace(key, at);
    if (!added) {
        if (place->second == at) {
            return;
        }
        place->second = at;
    }
    by_time_.push_back({at, key});
    std::ranges::push_heap(by_time_, earliest_first);
    clean();
}

void Timers::cancel(const TimerKey& key) {
    if (by_key_.erase(key) > 0) {
        clean();
    }
}

std::optional<Instant> Timers::next() const {
    return by_time_.empty() ? std::nullopt : std::optional(by_time_.front().at);
}

std::optional<TimerKey> Timers::take_due(Instant now) {
    if (by_time_.empty() || by_time_.front().at > now) {
        return std::nullopt;
    }
    const TimerKey key = by_time_.front().key;
    by_key_.erase(key);
    clean();
    return key;
}

}  // namespace courtside::core
