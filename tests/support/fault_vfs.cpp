#include "support/fault_vfs.hpp"

#include <sqlite3.h>

#include <atomic>
#include <mutex>
#include <stdexcept>

namespace courtside::test {

struct FaultVfs::State {
    sqlite3_vfs vfs{};
    sqlite3_vfs* real = nullptr;
    std::string name;
    std::mutex mutex;
    int calls = 0;
    int failures = 0;
    int fail_from = 0;  // 0: never
    After after = After::works_again;

    bool next_fails() {
        const std::lock_guard lock(mutex);
        ++calls;
        const bool fails =
            fail_from > 0 && (after == After::stays_broken ? calls >= fail_from : calls == fail_from);
        failures += fails ? 1 : 0;
        return fails;
    }

    /// A file of ours, followed in memory by the platform's.
    struct File {
        sqlite3_file base;
        State* state;
        bool counted;
    };

    static File& ours(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
    static sqlite3_file* theirs(sqlite3_file* file) {
        return reinterpret_cast<sqlite3_file*>(reinterpret_cast<File*>(file) + 1);
    }
    static bool fails(sqlite3_file* file) { return ours(file).counted && ours(file).state->next_fails(); }

    static int close(sqlite3_file* file) { return theirs(file)->pMethods->xClose(theirs(file)); }
    static int read(sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
        return theirs(file)->pMethods->xRead(theirs(file), to, size, at);
    }
    static int write(sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
        if (fails(file)) {
            theirs(file)->pMethods->xWrite(theirs(file), from, size / 2, at);
            return SQLITE_IOERR_WRITE;
        }
        return theirs(file)->pMethods->xWrite(theirs(file), from, size, at);
    }
    static int truncate(sqlite3_file* file, sqlite3_int64 size) {
        return fails(file) ? SQLITE_IOERR_TRUNCATE : theirs(file)->pMethods->xTruncate(theirs(file), size);
    }
    static int sync(sqlite3_file* file, int flags) {
        return fails(file) ? SQLITE_IOERR_FSYNC : theirs(file)->pMethods->xSync(theirs(file), flags);
    }
    static int file_size(sqlite3_file* file, sqlite3_int64* size) {
        return theirs(file)->pMethods->xFileSize(theirs(file), size);
    }
    static int lock(sqlite3_file* file, int kind) {
        return theirs(file)->pMethods->xLock(theirs(file), kind);
    }
    static int unlock(sqlite3_file* file, int kind) {
        return theirs(file)->pMethods->xUnlock(theirs(file), kind);
    }
    static int check_lock(sqlite3_file* file, int* result) {
        return theirs(file)->pMethods->xCheckReservedLock(theirs(file), result);
    }
    static int control(sqlite3_file* file, int operation, void* argument) {
        return theirs(file)->pMethods->xFileControl(theirs(file), operation, argument);
    }
    static int sector_size(sqlite3_file* file) { return theirs(file)->pMethods->xSectorSize(theirs(file)); }
    static int characteristics(sqlite3_file* file) {
        return theirs(file)->pMethods->xDeviceCharacteristics(theirs(file));
    }
    static int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
        return theirs(file)->pMethods->xShmMap(theirs(file), page, size, extend, memory);
    }
    static int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
        return theirs(file)->pMethods->xShmLock(theirs(file), offset, count, flags);
    }
    static void shm_barrier(sqlite3_file* file) { theirs(file)->pMethods->xShmBarrier(theirs(file)); }
    static int shm_unmap(sqlite3_file* file, int remove) {
        return theirs(file)->pMethods->xShmUnmap(theirs(file), remove);
    }

    static int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out_flags) {
        static const sqlite3_io_methods methods{
            2,         close,      read,    write,       truncate,        sync,    file_size, lock,
            unlock,    check_lock, control, sector_size, characteristics, shm_map, shm_lock,  shm_barrier,
            shm_unmap, nullptr,    nullptr,
        };
        State* state = static_cast<State*>(vfs->pAppData);
        File& opened = ours(file);
        opened.state = state;
        opened.counted = (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) != 0;
        const int code = state->real->xOpen(state->real, path, theirs(file), flags, out_flags);
        // Set also after a failure if the platform's file wants to be closed.
        opened.base.pMethods = theirs(file)->pMethods != nullptr ? &methods : nullptr;
        return code;
    }
};

FaultVfs::FaultVfs() : state_(std::make_unique<State>()) {
    static std::atomic<int> made{0};
    state_->name = "fault-" + std::to_string(++made);
    state_->real = sqlite3_vfs_find(nullptr);
    state_->vfs = *state_->real;
    state_->vfs.pNext = nullptr;
    state_->vfs.zName = state_->name.c_str();
    state_->vfs.szOsFile = static_cast<int>(sizeof(State::File)) + state_->real->szOsFile;
    // Of the platform's functions only xOpen uses its own, and gets it.
    state_->vfs.pAppData = state_.get();
    state_->vfs.xOpen = &State::open;
    if (sqlite3_vfs_register(&state_->vfs, 0) != SQLITE_OK) {
        throw std::runtime_error("cannot register the failing file layer");
    }
}

FaultVfs::~FaultVfs() {
    sqlite3_vfs_unregister(&state_->vfs);
}

const std::string& FaultVfs::name() const {
    return state_->name;
}

void FaultVfs::fail_at(int nth, After after) {
    const std::lock_guard lock(state_->mutex);
    state_->calls = 0;
    state_->failures = 0;
    state_->fail_from = nth;
    state_->after = after;
}

void FaultVfs::repair() {
    fail_at(0, After::works_again);
}

int FaultVfs::calls() const {
    const std::lock_guard lock(state_->mutex);
    return state_->calls;
}

int FaultVfs::failures() const {
    const std::lock_guard lock(state_->mutex);
    return state_->failures;
}

}  // namespace courtside::test
