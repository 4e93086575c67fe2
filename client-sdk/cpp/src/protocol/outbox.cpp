#include "protocol/outbox.hpp"

#include <utility>

namespace courtside::internal {

std::size_t& Outbox::count_of(Keep keep) {
    switch (keep) {
        case Keep::until_answered:
            return changes_;
        case Keep::for_a_while:
            return reads_;
        case Keep::this_connection:
            return statements_;
        case Keep::internal:
            break;
    }
    return internal_;
}

bool Outbox::has_room(Keep keep, std::size_t bytes) const {
    switch (keep) {
        case Keep::until_answered:
            return changes_ < limits_.entries && change_bytes_ + bytes <= limits_.bytes;
        case Keep::for_a_while:
            return reads_ < limits_.open_reads;
        case Keep::this_connection:
            return statements_ < limits_.open_reads;
        case Keep::internal:
            break;
    }
    return true;
}

bool Outbox::add(std::uint64_t id, Keep keep, std::string frame, TimePoint now) {
    if (!has_room(keep, frame.size())) {
        return false;
    }
    if (keep == Keep::until_answered) {
        change_bytes_ += frame.size();
    }
    ++count_of(keep);
    const auto life = keep == Keep::until_answered ? limits_.give_up_after : limits_.read_timeout;
    entries_.emplace(id, Entry{keep, std::move(frame), now + life, false, std::nullopt});
    return true;
}

const Outbox::Entry* Outbox::find(std::uint64_t id) const {
    const auto entry = entries_.find(id);
    return entry == entries_.end() ? nullptr : &entry->second;
}

std::map<std::uint64_t, Outbox::Entry>::iterator Outbox::erase(
    std::map<std::uint64_t, Entry>::iterator entry) {
    const auto keep = entry->second.keep;
    if (keep == Keep::until_answered) {
        change_bytes_ -= entry->second.frame.size();
    }
    --count_of(keep);
    return entries_.erase(entry);
}

std::optional<Outbox::Entry> Outbox::take(std::uint64_t id) {
    const auto found = entries_.find(id);
    if (found == entries_.end()) {
        return std::nullopt;
    }
    auto entry = found->second;
    erase(found);
    return entry;
}

void Outbox::hold(std::uint64_t id, TimePoint until) {
    if (const auto found = entries_.find(id); found != entries_.end()) {
        found->second.sent = false;
        found->second.held_until = until;
    }
}

std::vector<std::uint64_t> Outbox::due(TimePoint now) {
    std::vector<std::uint64_t> ids;
    for (auto& [id, entry] : entries_) {
        if (!entry.sent && (!entry.held_until || *entry.held_until <= now)) {
            entry.sent = true;
            entry.held_until.reset();
            ids.push_back(id);
        }
    }
    return ids;
}

std::vector<std::uint64_t> Outbox::connection_lost() {
    std::vector<std::uint64_t> lost;
    for (auto entry = entries_.begin(); entry != entries_.end();) {
        const auto keep = entry->second.keep;
        if (keep == Keep::this_connection || keep == Keep::internal) {
            lost.push_back(entry->first);
            entry = erase(entry);
            continue;
        }
        entry->second.sent = false;
        entry->second.held_until.reset();
        ++entry;
    }
    return lost;
}

std::vector<std::pair<std::uint64_t, Keep>> Outbox::expire(TimePoint now) {
    std::vector<std::pair<std::uint64_t, Keep>> expired;
    for (auto entry = entries_.begin(); entry != entries_.end();) {
        if (entry->second.expires <= now) {
            expired.emplace_back(entry->first, entry->second.keep);
            entry = erase(entry);
        } else {
            ++entry;
        }
    }
    return expired;
}

std::vector<std::uint64_t> Outbox::clear() {
    std::vector<std::uint64_t> ids;
    while (!entries_.empty()) {
        ids.push_back(entries_.begin()->first);
        erase(entries_.begin());
    }
    return ids;
}

std::optional<TimePoint> Outbox::deadline() const {
    std::optional<TimePoint> next;
    for (const auto& [id, entry] : entries_) {
        next = earlier(next, earlier(entry.expires, entry.held_until));
    }
    return next;
}

}  // namespace courtside::internal
