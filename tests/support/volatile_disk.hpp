#pragma once

#include "support/volatile_file.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace courtside::test {

/// A disk in memory, as an SQLite file layer, that forgets what was not flushed when its power is cut,
/// and that fails when told to.
///
/// Writes are on it when their file was flushed; the names in a folder when a new log or journal was
/// flushed for the first time, or with a removal that asks for it, as on Linux. A single sector of 512 bytes
/// is written whole or not at all, and what lies beside what is written stays (SQLite's powersafe overwrite).
///
/// Registered under its name while it lives; all connections through it must be closed before.
/// Callable from any thread. The same calls in the same order have the same results.
class VolatileDisk {
public:
    /// `seed` decides what survives a cut.
    explicit VolatileDisk(std::uint64_t seed = 1);
    ~VolatileDisk();
    VolatileDisk(const VolatileDisk&) = delete;
    VolatileDisk& operator=(const VolatileDisk&) = delete;

    /// For StoreOptions::vfs.
    [[nodiscard]] const std::string& name() const;

    // Power. What is counted changes something: writes, flushes, truncations, new and removed files.

    /// In the `nth` change from now, from 1, the power goes: it may be on the disk in part, and every
    /// call after it fails. 0: not at all.
    void cut_power_at(int nth);
    [[nodiscard]] bool power_is_off() const;
    /// All files have to be closed. Throws std::logic_error if one is not.
    void restore_power(Survival survival);
    /// Changes since the start.
    [[nodiscard]] int changes() const;
    /// `act` runs once, before the `nth` change from now, on the thread that makes it: somebody
    /// else's calls come between. 0: never.
    void come_between(int nth, std::function<void()> act);

    // Errors. What is counted is each call that can fail.

    enum class Error : std::uint8_t {
        broken,  ///< any call fails
        full,    ///< only what takes space fails
    };
    enum class After : std::uint8_t { works_again, stays_broken };
    /// The `nth` call from now fails, from 1, of those that this error concerns. Half of a failed
    /// write is done; a failed flush never reaches the disk (VolatileFile::fail_to_flush).
    void fail_at(int nth, Error error, After after);
    /// No call fails any more; the counts stay.
    void mend();
    /// The same, and counts anew.
    void repair();
    /// Calls since the last fail_at() that its error concerns, or of all kinds since repair().
    [[nodiscard]] int calls() const;
    [[nodiscard]] int failures() const;
    /// The kind of the first call that failed; empty: none did.
    [[nodiscard]] std::string failed_call() const;

    /// Whatever a connection asks for from now on, it gets this level of PRAGMA synchronous: 0 is
    /// OFF, 1 NORMAL.
    void force_synchronous(char level);

    /// What programs see now, as files in a folder of the platform.
    void save(const std::filesystem::path& folder) const;
    /// Takes a file away for good. What programs did by the platform's calls does not show here.
    void remove(const std::filesystem::path& file);

private:
    struct State;
    friend struct VolatileDiskCalls;
    std::unique_ptr<State> state_;
};

}  // namespace courtside::test
