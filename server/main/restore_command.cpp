// A backup in the place of the store. Everything is made and verified in a folder of its own first; what is
// there is touched last, by names.

#include "adapters/sqlite/backup.hpp"
#include "adapters/sqlite/data_lock.hpp"
#include "adapters/sqlite/erasure_journal.hpp"
#include "adapters/sqlite/flush.hpp"
#include "adapters/sqlite/sqlite_handle.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "adapters/sqlite/succession.hpp"
#include "adapters/sqlite/verify.hpp"
#include "app/clock.hpp"
#include "core/utc_text.hpp"
#include "main/commands.hpp"
#include "main/data_folder.hpp"
#include "main/json_array.hpp"
#include "main/store_report.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

namespace courtside::server {
namespace {

namespace fs = std::filesystem;

/// What is told at the end.
struct Restored {
    sqlite::StoreCounts counts;
    sqlite::TakenOver taken;
    std::size_t erased = 0;
    bool ids_skipped = false;
    std::optional<fs::path> kept;  ///< where the store is that was there
};

/// The copy of the backup while it is prepared: a data folder inside the data folder.
class Stage {
public:
    explicit Stage(const fs::path& data) : folder_(data / "restore.partial") {
        fs::remove_all(folder_);  // left by one that was cut off
        fs::create_directory(folder_);
        fs::permissions(folder_, fs::perms::owner_all);
    }
    ~Stage() {
        std::error_code gone;
        fs::remove_all(folder_, gone);
    }
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    [[nodiscard]] const fs::path& folder() const { return folder_; }
    [[nodiscard]] fs::path file() const { return sqlite::database_file(folder_); }

private:
    fs::path folder_;
};

Failure nothing_changed(const std::string& why, const std::string& what_to_do) {
    return failed("Nothing was restored, the store is as it was: " + why + ". " + what_to_do);
}

/// Copies the backup, brings it to this program's version and verifies it.
Result<> stage_backup(const fs::path& backup, const Stage& stage) {
    try {
        sqlite::copy_store(backup, stage.file());
        sqlite::StoreOptions options;
        options.folder = stage.folder();
        { const sqlite::SqliteStore brought_up_to_date(options); }
        const std::vector<std::string> problems = sqlite::verify(stage.file());
        if (!problems.empty()) {
            return nothing_changed("the backup " + backup.string() + " is damaged: " + problems.front(),
                                   "Take another backup.");
        }
    } catch (const std::runtime_error& error) {
        return nothing_changed(error.what(),
                               "Name a file that 'courtside backup' made, and see that there is room for a "
                               "copy of it in the data folder.");
    }
    return {};
}

/// What is to be known of the store that goes; none: it is not there, or cannot be read.
std::optional<sqlite::Succession> read_present(const fs::path& file) {
    if (!fs::exists(file)) {
        return std::nullopt;
    }
    try {
        return sqlite::read_succession(file);
    } catch (const sqlite::SqliteError& error) {
        if (!error.damaged()) {
            throw;
        }
        return std::nullopt;
    }
}

/// Erases again who was erased since the backup.
Result<std::size_t> replay_erasures(const Settings& settings, const Stage& stage,
                                    const std::vector<sqlite::JournalEntry>& erasures) {
    Settings staged = settings;
    staged.data = stage.folder().string();
    const std::vector<sqlite::ToErase> people = sqlite::still_there(stage.file(), erasures);
    for (const sqlite::ToErase& person : people) {
        const auto outcome = change_stored_state(
            staged, core::Admin{1, actor() + ", restore", core::ErasePerson{person.tenant, person.subject}});
        if (!outcome) {
            return outcome.error();
        }
        if (const auto* refused = std::get_if<core::Error>(&*outcome)) {
            throw std::runtime_error("a person could not be erased again: " + refused->text);
        }
    }
    return people.size();
}

/// Gives the store that is there further names in a folder of its own; it stays in its place meanwhile.
std::optional<fs::path> keep_present(const fs::path& data, core::Instant now) {
    const fs::path file = sqlite::database_file(data);
    if (!fs::exists(file)) {
        return std::nullopt;
    }
    std::string name = "replaced-" + utc_text(now);
    std::erase_if(name, [](char c) { return c == ':'; });
    fs::path folder = data / name;
    for (int other = 2; fs::exists(folder); ++other) {
        folder = data / (name + "-" + std::to_string(other));
    }
    fs::create_directory(folder);
    fs::permissions(folder, fs::perms::owner_all);
    try {
        // Its log comes into the file, so that the file is whole by itself.
        sqlite::Database database(file, sqlite::OpenMode::read_write_create);
        static_cast<void>(database.checkpoint(sqlite::Database::Checkpoint::truncate));
    } catch (const sqlite::SqliteError&) {
        // Damaged: it is kept as it is, with its log.
    }
    for (const char* const end : {"", "-wal"}) {
        const fs::path part = file.string() + end;
        if (fs::exists(part)) {
            fs::create_hard_link(part, folder / part.filename());
        }
    }
    sqlite::flush_to_disk(folder);
    sqlite::flush_to_disk(data);
    return folder;
}

void put_in_place(const fs::path& data, const Stage& stage) {
    const fs::path file = sqlite::database_file(data);
    // SQLite would take another file's log for this one's.
    fs::remove(file.string() + "-wal");
    fs::remove(file.string() + "-shm");
    sqlite::flush_to_disk(stage.file());
    fs::rename(stage.file(), file);
    sqlite::flush_to_disk(data);
}

void print(const CommandContext& context, const RestoreOptions& options, const Restored& done) {
    if (context.json) {
        boost::json::object document = counts_document(done.counts);
        document["from"] = options.from;
        document["kept"] = done.kept ? done.kept->string() : "";
        document["erased_again"] = done.erased;
        document["revoked_again"] = done.taken.revocations;
        document["companies_with_present_keys"] = done.taken.companies_with_other_keys;
        document["companies_missing"] = json_array(done.taken.lost_companies);
        document["ids_skipped"] = done.ids_skipped;
        context.out << boost::json::serialize(document) << '\n';
        return;
    }
    context.out << "Restored from " << options.from << ".\n";
    print_counts(context.out, done.counts);
    context.out << "Since the backup: " << done.erased << " erased again, " << done.taken.revocations
                << " revocations and " << done.taken.companies_with_other_keys
                << " companies' keys taken over.\n";
    for (const std::string& issuer : done.taken.lost_companies) {
        context.out << "Not in the backup, add it again: " << issuer << '\n';
    }
    if (done.ids_skipped) {
        context.out << "The store from before is not there or could not be read, so revocations and keys are "
                       "those of the "
                       "backup: repeat what was revoked or retired since.\n";
    }
    if (done.kept) {
        context.out << "The store that was there is kept in " << done.kept->string()
                    << "; delete that when you no longer need it.\n";
    }
}

Result<> run(const CommandContext& context, const RestoreOptions& options) {
    const fs::path data = context.settings.data;
    const sqlite::DataLock lock(data);
    const Stage stage(data);
    if (const auto staged = stage_backup(fs::absolute(options.from), stage); !staged) {
        return staged.error();
    }
    const core::Instant now = app::make_clock()();
    Restored done;
    std::vector<sqlite::JournalEntry> erasures = sqlite::read_journal(data);
    if (const auto present = read_present(sqlite::database_file(data))) {
        done.taken = sqlite::take_over(stage.file(), *present, actor(), now);
        erasures.insert(erasures.end(), present->erasures.begin(), present->erasures.end());
    } else {
        sqlite::skip_unknown_ids(stage.file(), actor(), now);
        done.ids_skipped = true;
    }
    const auto erased = replay_erasures(context.settings, stage, erasures);
    if (!erased) {
        return nothing_changed(erased.error().sentence, "See that the disk has room and works.");
    }
    done.erased = *erased;
    const std::vector<std::string> problems = sqlite::verify(stage.file(), &done.counts);
    if (!problems.empty()) {
        return nothing_changed("what came of the backup is damaged: " + problems.front(),
                               "Take another backup.");
    }
    done.kept = keep_present(data, now);
    put_in_place(data, stage);
    print(context, options, done);
    return {};
}

}  // namespace

Result<> restore(const CommandContext& context, const RestoreOptions& options) {
    std::error_code unknown;
    if (!fs::is_regular_file(options.from, unknown)) {
        return usage_failure("There is no file " + options.from +
                             " that could be read; name one that 'courtside backup' made.");
    }
    try {
        if (fs::create_directories(context.settings.data)) {
            fs::permissions(context.settings.data, fs::perms::owner_all);
        }
        return run(context, options);
    } catch (const sqlite::FolderInUse& in_use) {
        return Failure{ExitCode::data_in_use, std::string("Nothing was restored: ") + in_use.what() + "."};
    } catch (const std::runtime_error& error) {
        return failed(std::string("The backup was not restored: ") + error.what() +
                      ". Check that this user may write to " + context.settings.data +
                      " and that there is room for a copy of the backup, and run the command again.");
    }
}

}  // namespace courtside::server
