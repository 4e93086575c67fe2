#include "adapters/sqlite/sqlite_store.hpp"

#include "adapters/sqlite/entity_rows.hpp"
#include "adapters/sqlite/erase_rows.hpp"
#include "adapters/sqlite/erasure_journal.hpp"
#include "adapters/sqlite/live_loader.hpp"
#include "adapters/sqlite/schema.hpp"
#include "adapters/sqlite/upkeep.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <variant>

namespace courtside::sqlite {
namespace {

std::unique_ptr<DataLock> lock_folder(const std::filesystem::path& folder) {
    std::error_code error;
    if (std::filesystem::create_directories(folder, error)) {
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    }
    if (error) {
        throw std::runtime_error("cannot make the data folder " + folder.string() + ": " + error.message());
    }
    return std::make_unique<DataLock>(folder);
}

/// Between two parts of what is due, so that clients are served.
constexpr core::Duration between_parts{20};
/// After something was in the way.
constexpr core::Duration between_attempts{500};

bool makes_due(const core::Record& record) {
    return std::holds_alternative<core::EndSessionRecord>(record) ||
           std::holds_alternative<core::EraseRecord>(record) ||
           std::holds_alternative<core::RetentionRecord>(record) ||
           std::holds_alternative<core::Put<core::Note>>(record);
}

/// Shows that the disk takes writes again, by a commit that leaves everything as it was. Not by
/// setting a value to itself: SQLite sees that and writes nothing.
void probe(Database& database) {
    Transaction transaction(database, Transaction::Kind::write);
    database.run("INSERT INTO due (at, tenant, kind, ref) VALUES (0, 0, 0, 0)");
    database.run("DELETE FROM due WHERE at = 0 AND tenant = 0 AND kind = 0 AND ref = 0");
    transaction.commit();
}

}  // namespace

std::filesystem::path database_file(const std::filesystem::path& folder) {
    return folder / "courtside.db";
}

SqliteStore::SqliteStore(StoreOptions options)
    : options_(std::move(options)),
      file_(database_file(options_.folder)),
      lock_(lock_folder(options_.folder)) {
    try {
        open();
        if (!settle_log()) {
            // Somebody reads, a backup perhaps, and may do so for long. A commit flushes the log too.
            probe(*database_);
        }
    } catch (const SqliteError& error) {
        throw std::runtime_error(
            "the store " + file_.string() + " cannot be opened: " + error.what() +
            (error.damaged() ? ". Restore it from a backup" : ". See that its disk has room and works") +
            ", and start again");
    }
}

SqliteStore::~SqliteStore() {
    close();
}

void SqliteStore::open() {
    auto database = std::make_unique<Database>(file_, OpenMode::read_write_create, options_.vfs);
    prepare_writer(*database, file_);
    log_pages_ = 0;
    passive_at_pages_ = 0;
    restart_at_pages_ = options_.restart_after_pages;
    database->set_wal_observer([this](int pages) { on_log_grown(pages); });
    writer_ = std::make_unique<RecordWriter>(*database);
    database_ = std::move(database);
    look_ahead();
    checkpointer_ = std::make_unique<Checkpointer>(file_, options_.vfs);
}

void SqliteStore::close() {
    checkpointer_.reset();
    writer_.reset();
    database_.reset();
}

bool SqliteStore::settle_log() {
    database_->set_busy_timeout(options_.restart_patience);
    const bool done = database_->checkpoint(Database::Checkpoint::restart);
    database_->set_busy_timeout(writer_patience);
    return done;
}

Database& SqliteStore::usable() {
    if (!database_) {
        throw std::runtime_error("the store is closed after a failed commit");
    }
    return *database_;
}

std::optional<ports::StoreError> SqliteStore::commit(std::span<const core::Record> records) {
    try {
        Transaction transaction(usable(), Transaction::Kind::write);
        writer_->write(records);
        transaction.commit();
        if (std::any_of(records.begin(), records.end(), makes_due)) {
            look_ahead();
        }
        return std::nullopt;
    } catch (const std::runtime_error& error) {
        // The transaction's end has tried to take it back. Whatever reached the disk, this
        // connection's view of it cannot be trusted any more.
        close();
        return ports::StoreError{std::string("a commit failed: ") + error.what()};
    }
}

core::LiveState SqliteStore::load() {
    Database& database = usable();
    return load_live_state(database, writer_->next_row());
}

std::optional<core::CommandRecord> SqliteStore::find_command(core::TenantId tenant, core::PersonId person,
                                                             const core::CommandId& command) {
    return sqlite::find_command(usable(), tenant, person, command);
}

std::optional<ports::StoreError> SqliteStore::reopen() {
    close();
    try {
        open();
        if (!settle_log()) {
            throw std::runtime_error("somebody reads the file and keeps its log from being started afresh");
        }
        probe(*database_);
        return std::nullopt;
    } catch (const std::runtime_error& error) {
        close();
        return ports::StoreError{std::string("the store cannot be opened again yet: ") + error.what()};
    }
}

void SqliteStore::look_ahead() {
    const std::optional<DueRow> first = first_due(*database_);
    due_at_ = first ? std::optional(first->at) : std::nullopt;
}

std::optional<core::Instant> SqliteStore::next_upkeep() const {
    if (!database_) {
        return std::nullopt;
    }
    std::optional<core::Instant> next = writer_->next_forgetting();
    if (due_at_) {
        next = std::min(next.value_or(*due_at_), *due_at_);
    }
    return next ? std::optional(std::max(*next, upkeep_not_before_)) : std::nullopt;
}

std::optional<ports::StoreError> SqliteStore::upkeep(core::Instant now) {
    try {
        const std::optional<DueRow> first = first_due(usable());
        bool went_on = true;
        if (first && first->kind == DueKind::erase_person) {
            went_on = erase(*first);
        } else {
            Transaction transaction(*database_, Transaction::Kind::write);
            keep_up(*database_, now);
            writer_->forget_old_commands(now);
            transaction.commit();
        }
        if (went_on) {
            obstacle_.clear();
        }
        upkeep_not_before_ = now + (went_on ? between_parts : between_attempts);
        look_ahead();
        return std::nullopt;
    } catch (const std::runtime_error& error) {
        close();
        return ports::StoreError{std::string("deleting what is due failed: ") + error.what()};
    }
}

bool SqliteStore::erase(const DueRow& job) {
    const core::PersonId person{job.ref};
    EraseStage stage = erase_stage(*database_, job.tenant, person);
    if (stage == EraseStage::journal) {
        const std::vector<core::Erasure> erasures = read_erasures(*database_, job.tenant);
        const auto place = std::find_if(erasures.begin(), erasures.end(),
                                        [&](const core::Erasure& each) { return each.person == person; });
        try {
            if (place != erasures.end()) {
                append_to_journal(options_.folder, {issuer_of(*database_, job.tenant), *place});
            }
        } catch (const std::runtime_error& error) {
            obstacle_ = error.what();
            return false;
        }
    }
    if (stage == EraseStage::log && !empty_log()) {
        obstacle_ = "the write-ahead log cannot be emptied while somebody reads the store, a backup perhaps";
        return false;
    }
    Transaction transaction(*database_, Transaction::Kind::write);
    if (stage == EraseStage::journal) {
        set_erase_stage(*database_, job.tenant, person, EraseStage::issues);
    } else if (stage < EraseStage::log) {
        erase_some(*database_, job.tenant, person, upkeep_rows);
    } else {
        set_erase_stage(*database_, job.tenant, person, EraseStage::done);
        remove_due(*database_, job);
    }
    transaction.commit();
    return true;
}

bool SqliteStore::empty_log() {
    // Two cannot checkpoint at once. Readers are not waited for: it comes again soon.
    checkpointer_->wait_until_idle();
    database_->set_busy_timeout(std::chrono::milliseconds(0));
    const bool done = database_->checkpoint(Database::Checkpoint::truncate);
    database_->set_busy_timeout(writer_patience);
    if (done) {
        log_pages_ = 0;
        passive_at_pages_ = 0;
        restart_at_pages_ = options_.restart_after_pages;
    }
    return done;
}

void SqliteStore::on_log_grown(int pages) {
    if (pages < log_pages_) {
        // It was started afresh.
        passive_at_pages_ = 0;
        restart_at_pages_ = options_.restart_after_pages;
    }
    log_pages_ = pages;
    if (pages - passive_at_pages_ >= options_.passive_after_pages) {
        passive_at_pages_ = pages;
        checkpointer_->request();
    }
}

void SqliteStore::checkpoint_if_needed() {
    if (!database_ || log_pages_ < restart_at_pages_) {
        return;
    }
    // Two cannot checkpoint at once, and what the helper has copied need not be copied here.
    checkpointer_->wait_until_idle();
    bool done = false;
    try {
        done = settle_log();
    } catch (const SqliteError&) {
        // The log still holds everything, so nothing is lost; a disk that stays broken shows in
        // the next commit.
        database_->set_busy_timeout(writer_patience);
    }
    restart_at_pages_ = done ? options_.restart_after_pages : log_pages_ + options_.restart_retry_pages;
    if (done) {
        log_pages_ = 0;
        passive_at_pages_ = 0;
    }
}

}  // namespace courtside::sqlite
