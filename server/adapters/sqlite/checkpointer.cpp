#include "adapters/sqlite/checkpointer.hpp"

#include <utility>

namespace courtside::sqlite {

Checkpointer::Checkpointer(std::filesystem::path file, std::string vfs)
    : file_(std::move(file)), vfs_(std::move(vfs)), thread_([this] { run(); }) {}

Checkpointer::~Checkpointer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void Checkpointer::request() {
    {
        const std::lock_guard lock(mutex_);
        requested_ = true;
    }
    changed_.notify_all();
}

void Checkpointer::wait_until_idle() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !requested_ && !running_; });
}

void Checkpointer::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return requested_ || stopping_; });
        if (stopping_) {
            break;
        }
        requested_ = false;
        running_ = true;
        lock.unlock();
        checkpoint_once();
        lock.lock();
        running_ = false;
        changed_.notify_all();
    }
    database_.reset();
}

void Checkpointer::checkpoint_once() {
    try {
        if (!database_) {
            database_ = std::make_unique<Database>(file_, OpenMode::read_write_create, vfs_);
            database_->execute("PRAGMA synchronous = FULL");
            database_->execute("PRAGMA wal_autocheckpoint = 0");
        }
        database_->checkpoint(Database::Checkpoint::passive);
    } catch (const SqliteError&) {
        // A fresh connection next time; see the class for why nothing else is to be done.
        database_.reset();
    }
}

}  // namespace courtside::sqlite
