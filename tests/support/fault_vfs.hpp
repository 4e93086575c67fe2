#pragma once

#include <memory>
#include <string>

namespace courtside::test {

/// SQLite's file layer with a disk that fails when told to. It counts the writes, flushes and
/// truncations of database files and their logs, and fails the one it was told to; half of a failed
/// write reaches the file, as after a full disk or a crash.
///
/// Registered under its name while it lives; all connections through it must be closed before.
/// Callable from any thread.
class FaultVfs {
public:
    FaultVfs();
    ~FaultVfs();
    FaultVfs(const FaultVfs&) = delete;
    FaultVfs& operator=(const FaultVfs&) = delete;

    /// For StoreOptions::vfs.
    [[nodiscard]] const std::string& name() const;

    enum class After { works_again, stays_broken };
    /// The `nth` call from now fails, from 1.
    void fail_at(int nth, After after);
    void repair();

    /// Calls since the last fail_at() or repair(), failed ones included.
    [[nodiscard]] int calls() const;
    [[nodiscard]] int failures() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace courtside::test
