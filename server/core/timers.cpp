#include "core/timers.hpp"

#include <algorithm>

namespace courtside::core {
namespace {

constexpr std::size_t smallest_table = 64;
/// Children of one entry of the heap: four lie in one line of the cache, and it is half as deep as with two.
constexpr std::uint32_t children = 4;

}  // namespace

Timers::Timers() : table_(smallest_table, no_timer) {}

std::size_t Timers::home_of(const TimerKey& key) const {
    // Fibonacci hashing of each part (D. Knuth, The Art of Computer Programming, 6.4). A few of those that
    // are numbered in a row lie together, in one line of the cache.
    constexpr unsigned row_bits = 3;
    std::uint64_t hash = 0;
    for (const std::uint64_t part :
         {static_cast<std::uint64_t>(key.kind), key.tenant.value, key.person.value, key.entity >> row_bits}) {
        hash = (hash ^ part) * 0x9E3779B97F4A7C15U;
        hash ^= hash >> 32U;
    }
    return ((hash << row_bits) + (key.entity & ((1U << row_bits) - 1))) & (table_.size() - 1);
}

std::size_t Timers::find(const TimerKey& key) const {
    std::size_t at = home_of(key);
    while (table_[at] != no_timer && timers_[table_[at]].key != key) {
        at = (at + 1) & (table_.size() - 1);
    }
    return at;
}

void Timers::grow() {
    std::vector<Slot> old(2 * table_.size(), no_timer);
    old.swap(table_);
    for (const Slot timer : old) {
        if (timer != no_timer) {
            table_[find(timers_[timer].key)] = timer;
        }
    }
}

void Timers::erase(std::size_t hole) {
    const std::size_t mask = table_.size() - 1;
    for (std::size_t at = (hole + 1) & mask; table_[at] != no_timer; at = (at + 1) & mask) {
        const std::size_t home = home_of(timers_[table_[at]].key);
        if (((at - home) & mask) >= ((at - hole) & mask)) {
            table_[hole] = table_[at];
            hole = at;
        }
    }
    table_[hole] = no_timer;
}

bool Timers::earlier(const Entry& a, const Entry& b) const {
    return a.at != b.at ? a.at < b.at : timers_[a.timer].key < timers_[b.timer].key;
}

void Timers::put(Place place, const Entry& entry) {
    heap_[place] = entry;
    timers_[entry.timer].place = place;
}

void Timers::rise(Place place, const Entry& entry) {
    while (place > 0 && earlier(entry, heap_[(place - 1) / children])) {
        put(place, heap_[(place - 1) / children]);
        place = (place - 1) / children;
    }
    put(place, entry);
}

void Timers::sink(Place place, const Entry& entry) {
    const auto size = static_cast<Place>(heap_.size());
    while (children * place + 1 < size) {
        const Place first = children * place + 1;
        Place next = first;
        for (Place child = first + 1; child < std::min(first + children, size); ++child) {
            next = earlier(heap_[child], heap_[next]) ? child : next;
        }
        if (!earlier(heap_[next], entry)) {
            break;
        }
        put(place, heap_[next]);
        place = next;
    }
    put(place, entry);
}

void Timers::set(const TimerKey& key, Instant at) {
    std::size_t in_table = find(key);
    if (const Slot timer = table_[in_table]; timer != no_timer) {
        const Place place = timers_[timer].place;
        const bool sooner = at < heap_[place].at;
        sooner ? rise(place, {at, timer}) : sink(place, {at, timer});
        return;
    }
    if (2 * (heap_.size() + 1) > table_.size()) {
        grow();
        in_table = find(key);
    }
    Slot timer = static_cast<Slot>(timers_.size());
    if (unused_.empty()) {
        timers_.push_back({key});
    } else {
        timer = unused_.back();
        unused_.pop_back();
        timers_[timer].key = key;
    }
    table_[in_table] = timer;
    heap_.emplace_back();
    rise(static_cast<Place>(heap_.size() - 1), {at, timer});
}

void Timers::remove(std::size_t in_table) {
    const Slot timer = table_[in_table];
    const Place place = timers_[timer].place;
    erase(in_table);
    unused_.push_back(timer);
    const Entry last = heap_.back();
    heap_.pop_back();
    if (place == heap_.size()) {
        return;
    }
    if (place > 0 && earlier(last, heap_[(place - 1) / children])) {
        rise(place, last);
    } else {
        sink(place, last);
    }
}

void Timers::cancel(const TimerKey& key) {
    const std::size_t in_table = find(key);
    if (table_[in_table] != no_timer) {
        remove(in_table);
    }
}

std::optional<Instant> Timers::next() const {
    return heap_.empty() ? std::nullopt : std::optional(heap_.front().at);
}

std::optional<TimerKey> Timers::take_due(Instant now) {
    if (heap_.empty() || heap_.front().at > now) {
        return std::nullopt;
    }
    const TimerKey key = timers_[heap_.front().timer].key;
    remove(find(key));
    return key;
}

}  // namespace courtside::core
