#pragma once

#include "adapters/sqlite/checkpointer.hpp"
#include "adapters/sqlite/data_lock.hpp"
#include "adapters/sqlite/due_rows.hpp"
#include "adapters/sqlite/record_writer.hpp"
#include "adapters/sqlite/sqlite_handle.hpp"
#include "ports/store.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace courtside::sqlite {

struct StoreOptions {
    /// Made if it is not there, for its owner only.
    std::filesystem::path folder;
    /// Name of a registered SQLite VFS; empty: the platform's.
    std::string vfs;
    /// The log grew by this much: a passive checkpoint, beside the loop. Pages of 4 KiB.
    int passive_after_pages = 2'000;
    /// The log is this long: it is started afresh between two turns. 64 MiB.
    int restart_after_pages = 16'384;
    /// How much the log grows before a restart that readers prevented is tried again. 8 MiB.
    int restart_retry_pages = 2'048;
    /// How long a restart waits for readers; the loop stands still meanwhile.
    std::chrono::milliseconds restart_patience{100};
};

/// The database file of a data folder.
[[nodiscard]] std::filesystem::path database_file(const std::filesystem::path& folder);

/// The store in one SQLite file, held by one process through the folder's lock.
///
/// Everything is called on one thread, the shard's loop. After a commit that failed the connection
/// is given up: only reopen() makes the store usable again.
class SqliteStore final : public ports::Store {
public:
    /// Takes the lock, opens or makes the file and brings it to this program's schema. Throws
    /// FolderInUse, or std::runtime_error with a sentence for the operator.
    explicit SqliteStore(StoreOptions options);
    /// Checkpoints what it can and lets go of the folder.
    ~SqliteStore() override;
    SqliteStore(const SqliteStore&) = delete;
    SqliteStore& operator=(const SqliteStore&) = delete;

    [[nodiscard]] std::optional<ports::StoreError> commit(std::span<const core::Record> records) override;
    [[nodiscard]] core::LiveState load() override;
    /// Throws std::runtime_error when the file cannot be read: "not there" would let a command be
    /// carried out twice.
    [[nodiscard]] std::optional<core::CommandRecord> find_command(core::TenantId tenant,
                                                                  core::PersonId person,
                                                                  const core::CommandId& command) override;
    [[nodiscard]] std::optional<ports::StoreError> reopen() override;

    [[nodiscard]] std::optional<core::Instant> next_upkeep() const override;
    [[nodiscard]] std::optional<ports::StoreError> upkeep(core::Instant now) override;

    /// What keeps an erasure from being completed, though the store works: a sentence for the operator;
    /// empty: nothing does. It is tried again by itself.
    [[nodiscard]] const std::string& obstacle() const { return obstacle_; }

    /// Whether somebody is to be erased, or under way.
    [[nodiscard]] bool erasing() const { return due_at_ == first_of_all; }

    /// Starts the log afresh when it has become long. Call between two turns; does nothing mostly.
    void checkpoint_if_needed();

    /// Pages in the write-ahead log after the last commit.
    [[nodiscard]] int log_pages() const { return log_pages_; }

private:
    void open();
    void close();
    /// Copies what the log holds into the database file, flushed, and starts the log afresh. False: a
    /// reader was in the way. Throws SqliteError.
    ///
    /// At an opening, so that nothing is served that a power cut could take back: a process that was
    /// killed before its flush, or a flush that failed, after which Linux takes the pages for written,
    /// leaves a log that reads well and is not on the disk.
    [[nodiscard]] bool settle_log();
    void on_log_grown(int pages);
    /// Looks what is due first.
    void look_ahead();
    /// Goes on with an erasure, from stage to stage. False: something is in the way.
    [[nodiscard]] bool erase(const DueRow& job);
    /// Empties the log, so that nothing of what was taken away is left in its file. False: somebody reads.
    [[nodiscard]] bool empty_log();
    [[nodiscard]] Database& usable();

    const StoreOptions options_;
    std::filesystem::path file_;
    std::unique_ptr<DataLock> lock_;
    int log_pages_ = 0;
    int passive_at_pages_ = 0;  ///< length of the log at the last request for a passive checkpoint
    int restart_at_pages_ = 0;
    std::optional<core::Instant> due_at_;
    core::Instant upkeep_not_before_;
    std::string obstacle_;
    // In the order of their making: each uses the ones before.
    std::unique_ptr<Database> database_;
    std::unique_ptr<RecordWriter> writer_;
    std::unique_ptr<Checkpointer> checkpointer_;
};

}  // namespace courtside::sqlite
