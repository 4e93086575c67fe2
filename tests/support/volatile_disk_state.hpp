#pragma once

#include "support/disk_locks.hpp"
#include "support/volatile_disk.hpp"

#include <sqlite3.h>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>

namespace courtside::test {

struct DiskNode {
    VolatileFile file;
    FileLocks locks;
    SharedMemory memory;
    /// A new log or journal: its first flush is also that of its name. SQLite sees to it for what it
    /// made itself, and Linux's file systems for whoever flushes a new file.
    bool name_unflushed = false;
};
using Names = std::map<std::string, std::shared_ptr<DiskNode>>;

enum class DiskCall : std::uint8_t { open, read, write, sync, truncate, remove, size, access, memory };

/// What the calls of all connections share.
struct VolatileDisk::State {
    explicit State(std::uint64_t seed) : random(seed) {}

    sqlite3_vfs vfs{};
    std::string name;

    mutable std::mutex mutex;
    std::mt19937_64 random;
    Names names;          ///< as programs see them
    Names flushed_names;  ///< as on the disk
    int open_files = 0;

    bool power_off = false;
    int changes = 0;
    int cut_at = 0;  ///< a value of `changes`; 0: never
    int between_at = 0;
    std::function<void()> between;

    Error error = Error::broken;
    After after = After::works_again;
    int fail_from = 0;
    int calls = 0;
    int failures = 0;
    std::string failed_call;
    char synchronous = 0;

    /// A call comes, with the mutex held. Its error, or SQLITE_OK. `grows`: it takes space.
    int admit(DiskCall call, bool grows = false);

    /// A change comes, without the mutex: whoever is to come between does so now.
    void before_change();
    /// Counts a change that is admitted, with the mutex held. True: the power goes in it.
    bool change_cuts();
};

/// The functions that SQLite calls (volatile_disk_calls.cpp).
struct VolatileDiskCalls {
    using State = VolatileDisk::State;
    /// Sets all of them, and the size of a file.
    static void put_into(sqlite3_vfs& vfs);
};

}  // namespace courtside::test
