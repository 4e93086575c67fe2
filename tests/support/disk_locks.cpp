#include "support/disk_locks.hpp"

#include <sqlite3.h>

#include <algorithm>

namespace courtside::test {
namespace {

constexpr int pending = 3;  // SQLite has no public name for it

}  // namespace

int FileLocks::highest_but(const void* who) const {
    int highest = SQLITE_LOCK_NONE;
    for (const auto& [holder, level] : held_) {
        highest = holder == who ? highest : std::max(highest, level);
    }
    return highest;
}

int FileLocks::lock(const void* who, int level) {
    int& held = held_[who];
    if (held >= level) {
        return SQLITE_OK;
    }
    const int others = highest_but(who);
    if (level == SQLITE_LOCK_SHARED) {
        if (others >= pending) {
            return SQLITE_BUSY;
        }
    } else if (others >= SQLITE_LOCK_RESERVED) {
        return SQLITE_BUSY;
    } else if (level == SQLITE_LOCK_EXCLUSIVE && others >= SQLITE_LOCK_SHARED) {
        held = pending;  // nobody new may read, so that those who do come to an end
        return SQLITE_BUSY;
    }
    held = level;
    return SQLITE_OK;
}

void FileLocks::unlock(const void* who, int level) {
    if (level == SQLITE_LOCK_NONE) {
        held_.erase(who);
    } else {
        held_[who] = std::min(held_[who], level);
    }
}

bool FileLocks::reserved() const {
    return highest_but(nullptr) >= SQLITE_LOCK_RESERVED;
}

void* SharedMemory::map(const void* who, std::size_t region, std::size_t size, bool extend) {
    users_.try_emplace(who);
    if (region >= regions_.size() && !extend) {
        return nullptr;
    }
    while (region >= regions_.size()) {
        regions_.push_back(std::make_unique<std::uint64_t[]>(size / sizeof(std::uint64_t) + 1));
    }
    return regions_[region].get();
}

void SharedMemory::unmap(const void* who) {
    users_.erase(who);
    if (users_.empty()) {
        regions_.clear();
    }
}

bool SharedMemory::lock(const void* who, unsigned locks, bool exclusive) {
    for (const auto& [user, held] : users_) {
        const unsigned in_the_way = exclusive ? (held.shared | held.exclusive) : held.exclusive;
        if (user != who && (in_the_way & locks) != 0) {
            return false;
        }
    }
    Held& own = users_[who];
    (exclusive ? own.exclusive : own.shared) |= locks;
    return true;
}

void SharedMemory::unlock(const void* who, unsigned locks) {
    Held& own = users_[who];
    own.shared &= ~locks;
    own.exclusive &= ~locks;
}

}  // namespace courtside::test
