#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

namespace courtside::test {

/// SQLite's locks on a database file: SHARED, RESERVED, PENDING, EXCLUSIVE. Holders are told apart
/// by their address.
class FileLocks {
public:
    /// SQLITE_OK or SQLITE_BUSY.
    [[nodiscard]] int lock(const void* who, int level);
    void unlock(const void* who, int level);
    [[nodiscard]] bool reserved() const;

private:
    [[nodiscard]] int highest_but(const void* who) const;

    std::map<const void*, int> held_;
};

/// The memory and the eight locks that the connections to a file in WAL mode share. It is gone with
/// the last of them.
class SharedMemory {
public:
    /// Null where the region is not there and `extend` is false.
    [[nodiscard]] void* map(const void* who, std::size_t region, std::size_t size, bool extend);
    void unmap(const void* who);

    /// `locks`: a bit for each.
    [[nodiscard]] bool lock(const void* who, unsigned locks, bool exclusive);
    void unlock(const void* who, unsigned locks);

private:
    struct Held {
        unsigned shared = 0;
        unsigned exclusive = 0;
    };
    std::map<const void*, Held> users_;
    std::vector<std::unique_ptr<std::uint64_t[]>> regions_;
};

}  // namespace courtside::test
