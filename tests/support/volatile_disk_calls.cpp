#include "support/volatile_disk_state.hpp"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <string_view>
#include <utility>

namespace courtside::test {
namespace {

using State = VolatileDiskCalls::State;

/// What SQLite holds of an open file.
struct Opened {
    State* state;
    std::shared_ptr<DiskNode> node;
};
struct FileOfSqlite {
    sqlite3_file base;
    Opened* opened;
};

Opened& ours(sqlite3_file* file) {
    return *reinterpret_cast<FileOfSqlite*>(file)->opened;
}

int close(sqlite3_file* file) {
    Opened& opened = ours(file);
    {
        const std::lock_guard lock(opened.state->mutex);
        opened.node->locks.unlock(&opened, SQLITE_LOCK_NONE);
        --opened.state->open_files;
    }
    delete &opened;
    return SQLITE_OK;
}

int read(sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
    Opened& opened = ours(file);
    const std::lock_guard lock(opened.state->mutex);
    if (const int code = opened.state->admit(DiskCall::read); code != SQLITE_OK) {
        return code;
    }
    const std::string& content = opened.node->file.content();
    const std::size_t from = std::min(static_cast<std::size_t>(at), content.size());
    const std::size_t there = std::min(static_cast<std::size_t>(size), content.size() - from);
    std::memcpy(to, content.data() + from, there);
    std::memset(static_cast<char*>(to) + there, 0, static_cast<std::size_t>(size) - there);
    return there == static_cast<std::size_t>(size) ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
    Opened& opened = ours(file);
    opened.state->before_change();
    const std::lock_guard lock(opened.state->mutex);
    const std::string_view bytes(static_cast<const char*>(from), static_cast<std::size_t>(size));
    const int code = opened.state->admit(DiskCall::write, true);
    if (code != SQLITE_OK) {
        if (!opened.state->power_off) {
            opened.node->file.write(bytes.substr(0, bytes.size() / 2), static_cast<std::size_t>(at));
        }
        return code;
    }
    opened.node->file.write(bytes, static_cast<std::size_t>(at));
    return opened.state->change_cuts() ? SQLITE_IOERR_WRITE : SQLITE_OK;
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    Opened& opened = ours(file);
    opened.state->before_change();
    const std::lock_guard lock(opened.state->mutex);
    if (const int code = opened.state->admit(DiskCall::truncate); code != SQLITE_OK) {
        return code;
    }
    opened.node->file.truncate(static_cast<std::size_t>(size));
    return opened.state->change_cuts() ? SQLITE_IOERR_TRUNCATE : SQLITE_OK;
}

int sync(sqlite3_file* file, int) {
    Opened& opened = ours(file);
    opened.state->before_change();
    const std::lock_guard lock(opened.state->mutex);
    if (const int code = opened.state->admit(DiskCall::sync); code != SQLITE_OK) {
        if (!opened.state->power_off) {
            opened.node->file.fail_to_flush();
        }
        return code;
    }
    if (opened.state->change_cuts()) {
        return SQLITE_IOERR_FSYNC;
    }
    opened.node->file.flush();
    if (std::exchange(opened.node->name_unflushed, false)) {
        opened.state->flushed_names = opened.state->names;
    }
    return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    Opened& opened = ours(file);
    const std::lock_guard lock(opened.state->mutex);
    *size = static_cast<sqlite3_int64>(opened.node->file.content().size());
    return opened.state->admit(DiskCall::size);
}

int lock_file(sqlite3_file* file, int level) {
    Opened& opened = ours(file);
    const std::lock_guard lock(opened.state->mutex);
    return opened.node->locks.lock(&opened, level);
}

int unlock_file(sqlite3_file* file, int level) {
    Opened& opened = ours(file);
    const std::lock_guard lock(opened.state->mutex);
    opened.node->locks.unlock(&opened, level);
    return SQLITE_OK;
}

int check_lock(sqlite3_file* file, int* reserved) {
    Opened& opened = ours(file);
    const std::lock_guard lock(opened.state->mutex);
    *reserved = opened.node->locks.reserved() ? 1 : 0;
    return SQLITE_OK;
}

int control(sqlite3_file* file, int operation, void* argument) {
    Opened& opened = ours(file);
    const std::lock_guard lock(opened.state->mutex);
    if (operation == SQLITE_FCNTL_PRAGMA && opened.state->synchronous != 0) {
        char** words = static_cast<char**>(argument);
        if (sqlite3_stricmp(words[1], "synchronous") == 0 && words[2] != nullptr) {
            // SQLite goes on with the statement's own copy of the value, which is this one.
            words[2][0] = opened.state->synchronous;
            words[2][1] = '\0';
        }
    }
    return SQLITE_NOTFOUND;
}

// What the platform's file layer says on Linux.
int sector_size(sqlite3_file*) {
    return 4096;
}
int characteristics(sqlite3_file*) {
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int shm_map(sqlite3_file* file, int region, int size, int extend, void volatile** memory) {
    Opened& opened = ours(file);
    const std::lock_guard lock(opened.state->mutex);
    *memory = nullptr;
    if (const int code = opened.state->admit(DiskCall::memory, extend != 0); code != SQLITE_OK) {
        return code;
    }
    *memory = opened.node->memory.map(&opened, static_cast<std::size_t>(region),
                                      static_cast<std::size_t>(size), extend != 0);
    return SQLITE_OK;
}

int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
    Opened& opened = ours(file);
    const std::lock_guard lock(opened.state->mutex);
    const unsigned locks = ((1U << static_cast<unsigned>(count)) - 1) << static_cast<unsigned>(offset);
    if ((flags & SQLITE_SHM_UNLOCK) != 0) {
        opened.node->memory.unlock(&opened, locks);
        return SQLITE_OK;
    }
    return opened.node->memory.lock(&opened, locks, (flags & SQLITE_SHM_EXCLUSIVE) != 0) ? SQLITE_OK
                                                                                         : SQLITE_BUSY;
}

void shm_barrier(sqlite3_file* file) {
    std::atomic_thread_fence(std::memory_order_seq_cst);
    const std::lock_guard lock(ours(file).state->mutex);
}

int shm_unmap(sqlite3_file* file, int) {
    Opened& opened = ours(file);
    const std::lock_guard lock(opened.state->mutex);
    opened.node->memory.unmap(&opened);
    return SQLITE_OK;
}

State& state_of(sqlite3_vfs* vfs) {
    return *static_cast<State*>(vfs->pAppData);
}

int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out_flags) {
    static const sqlite3_io_methods methods{
        2,           close,      read,    write,       truncate,        sync,    file_size, lock_file,
        unlock_file, check_lock, control, sector_size, characteristics, shm_map, shm_lock,  shm_barrier,
        shm_unmap,   nullptr,    nullptr,
    };
    file->pMethods = nullptr;  // nothing to close after an error
    State& state = state_of(vfs);
    state.before_change();
    const std::lock_guard lock(state.mutex);
    const auto place = path == nullptr ? state.names.end() : state.names.find(path);
    const bool make = place == state.names.end();
    if (const int code = state.admit(DiskCall::open, make); code != SQLITE_OK) {
        return code;
    }
    if (make && (flags & SQLITE_OPEN_CREATE) == 0) {
        return SQLITE_CANTOPEN;
    }
    auto node = make ? std::make_shared<DiskNode>() : place->second;
    if (make && path != nullptr) {
        constexpr int logs = SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL;
        node->name_unflushed = (flags & logs) != 0;
        state.names[path] = node;
        if (state.change_cuts()) {
            return SQLITE_CANTOPEN;
        }
    }
    reinterpret_cast<FileOfSqlite*>(file)->opened = new Opened{&state, std::move(node)};
    file->pMethods = &methods;
    ++state.open_files;
    if (out_flags != nullptr) {
        *out_flags = flags;
    }
    return SQLITE_OK;
}

int remove(sqlite3_vfs* vfs, const char* path, int flush_folder) {
    State& state = state_of(vfs);
    state.before_change();
    const std::lock_guard lock(state.mutex);
    if (const int code = state.admit(DiskCall::remove); code != SQLITE_OK) {
        return code;
    }
    if (state.names.erase(path) == 0) {
        return SQLITE_IOERR_DELETE_NOENT;
    }
    if (state.change_cuts()) {
        return SQLITE_IOERR_DELETE;
    }
    if (flush_folder != 0) {
        state.flushed_names = state.names;
    }
    return SQLITE_OK;
}

int access(sqlite3_vfs* vfs, const char* path, int question, int* answer) {
    State& state = state_of(vfs);
    const std::lock_guard lock(state.mutex);
    const auto place = state.names.find(path);
    // As on Linux, an empty file counts as none where it is asked for.
    *answer = place != state.names.end() &&
                      (question != SQLITE_ACCESS_EXISTS || !place->second->file.content().empty())
                  ? 1
                  : 0;
    return state.admit(DiskCall::access);
}

int full_path(sqlite3_vfs*, const char* path, int size, char* out) {
    sqlite3_snprintf(size, out, "%s", path);  // paths are absolute
    return SQLITE_OK;
}

int randomness(sqlite3_vfs* vfs, int size, char* out) {
    State& state = state_of(vfs);
    const std::lock_guard lock(state.mutex);
    std::generate_n(out, size, [&] { return static_cast<char>(state.random()); });
    return size;
}

int sleep(sqlite3_vfs*, int microseconds) {
    return microseconds;  // whoever is waited for is not helped by it: most tests have one thread
}

int current_time(sqlite3_vfs*, sqlite3_int64* milliseconds) {
    *milliseconds = 212'662'800'000'000;  // since noon of 24 November 4714 BC: a day in 2027
    return SQLITE_OK;
}

}  // namespace

void VolatileDiskCalls::put_into(sqlite3_vfs& vfs) {
    vfs.iVersion = 2;
    vfs.szOsFile = static_cast<int>(sizeof(FileOfSqlite));
    vfs.mxPathname = 512;
    vfs.xOpen = open;
    vfs.xDelete = remove;
    vfs.xAccess = access;
    vfs.xFullPathname = full_path;
    vfs.xRandomness = randomness;
    vfs.xSleep = sleep;
    vfs.xGetLastError = [](sqlite3_vfs*, int, char*) { return 0; };
    vfs.xCurrentTimeInt64 = current_time;
}

}  // namespace courtside::test
