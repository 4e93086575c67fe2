#pragma once

#include "adapters/sqlite/sqlite_handle.hpp"

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace courtside::sqlite {

/// Copies the write-ahead log into the database file on a thread and connection of its own, by
/// passive checkpoints, which never make the writer wait.
///
/// A checkpoint that fails is not repeated until the next request; the log keeps what it holds, so
/// nothing is lost, and a disk that stays broken shows in the next commit.
class Checkpointer {
public:
    /// Starts the thread. The database has to be in WAL mode already.
    Checkpointer(std::filesystem::path file, std::string vfs);
    /// Ends a running checkpoint and the thread.
    ~Checkpointer();
    Checkpointer(const Checkpointer&) = delete;
    Checkpointer& operator=(const Checkpointer&) = delete;

    /// Asks for a checkpoint; one that is asked for while one runs comes right after it. Any thread.
    void request();

    /// Waits until nothing is asked for and nothing runs. For a writer that needs the log to itself.
    void wait_until_idle();

private:
    void run();
    void checkpoint_once();

    const std::filesystem::path file_;
    const std::string vfs_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::unique_ptr<Database> database_;  ///< made, used and destroyed on the thread
    bool requested_ = false;
    bool running_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace courtside::sqlite
