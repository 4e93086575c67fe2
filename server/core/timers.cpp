#include "core/timers.hpp"

namespace courtside::core {

void Timers::set(const TimerKey& key, Instant at) {
    auto [place, added] = by_key_.try_emplace(key, at);
    if (!added) {
        if (place->second == at) {
            return;
        }
        by_time_.erase({place->second, key});
        place->second = at;
    }
    by_time_.insert({at, key});
}

void Timers::cancel(const TimerKey& key) {
    const auto place = by_key_.find(key);
    if (place == by_key_.end()) {
        return;
    }
    by_time_.erase({place->second, key});
    by_key_.erase(place);
}

std::optional<Instant> Timers::next() const {
    return by_time_.empty() ? std::nullopt : std::optional(by_time_.begin()->at);
}

std::optional<TimerKey> Timers::take_due(Instant now) {
    if (by_time_.empty() || by_time_.begin()->at > now) {
        return std::nullopt;
    }
    const TimerKey key = by_time_.begin()->key;
    by_time_.erase(by_time_.begin());
    by_key_.erase(key);
    return key;
}

}  // namespace courtside::core
