#include "adapters/sqlite/schema.hpp"

#include "adapters/sqlite/flush.hpp"
#include "adapters/sqlite/schema_v1.hpp"
#include "adapters/sqlite/schema_v2.hpp"
#include "adapters/sqlite/schema_v3.hpp"
#include "adapters/sqlite/schema_v4.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <string>

namespace courtside::sqlite {
namespace {

constexpr std::array all_migrations{
    Migration{1, schema_v1},
    Migration{2, schema_v2},
    Migration{3, schema_v3},
    Migration{4, schema_v4},
};

/// Whether the file has any content. Throws if it does, and is not ours.
bool check_ours(Database& database, const std::filesystem::path& file) {
    const bool empty = database.integer("SELECT count(*) FROM sqlite_schema") == 0;
    const bool marked = database.integer("PRAGMA application_id") == application_id;
    if (!marked && (!empty || database.integer("PRAGMA user_version") != 0)) {
        throw std::runtime_error(file.string() +
                                 " is a SQLite file of another program; move it away or name another folder");
    }
    return !empty;
}

[[noreturn]] void refuse_newer(const std::filesystem::path& file, std::int64_t found, int known) {
    throw std::runtime_error(file.string() + " has schema version " + std::to_string(found) +
                             ", written by a newer Courtside; this one knows up to " + std::to_string(known) +
                             ". Run the newer program, or restore the backup from before the update");
}

/// A whole copy beside the file, complete before it has its name.
void back_up(Database& database, const std::filesystem::path& file, int version) {
    std::filesystem::path backup = file;
    backup += ".before-v" + std::to_string(version);
    std::filesystem::path partial = backup;
    partial += ".partial";
    // Left by an attempt that was cut off; SQLite only writes into an empty file.
    std::filesystem::remove(partial);
    ::close(::open(partial.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    database.run("VACUUM INTO ?", std::string_view(partial.native()));
    flush_to_disk(partial);
    // A backup of that name is from an attempt that changed nothing, so it has the same content.
    std::filesystem::rename(partial, backup);
    flush_to_disk(std::filesystem::absolute(file).parent_path());
}

void use_write_ahead_log(Database& database) {
    Statement statement = database.prepare("PRAGMA journal_mode = WAL");
    if (!statement.step() || statement.text(0) != "wal") {
        throw std::runtime_error(
            "SQLite cannot keep a write-ahead log in this folder (a network file system?)");
    }
}

void configure_writer(Database& database) {
    database.set_busy_timeout(writer_patience);
    use_write_ahead_log(database);
    database.execute("PRAGMA synchronous = FULL");
    database.execute("PRAGMA secure_delete = ON");
    database.execute("PRAGMA foreign_keys = OFF");
    database.execute("PRAGMA temp_store = MEMORY");
    // Room for the pages that 10,000 live sessions and the look-ups of command ids come back to.
    database.execute("PRAGMA cache_size = -32768");
    // Ours: on a helper thread, or between two turns.
    database.execute("PRAGMA wal_autocheckpoint = 0");
}

}  // namespace

std::span<const Migration> migrations() {
    return all_migrations;
}

void configure_reader(Database& database) {
    // Only the recovery after a crash ever keeps a reader waiting.
    database.set_busy_timeout(std::chrono::seconds(5));
    database.execute("PRAGMA query_only = ON");
    database.execute("PRAGMA temp_store = MEMORY");
    database.execute("PRAGMA cache_size = -4096");
}

void prepare_writer(Database& database, const std::filesystem::path& file, std::span<const Migration> steps) {
    const bool has_content = check_ours(database, file);
    const std::int64_t found = database.integer("PRAGMA user_version");
    const int last = steps.back().version;
    if (found > last) {
        refuse_newer(file, found, last);
    }
    configure_writer(database);
    if (found == last) {
        return;
    }
    if (has_content) {
        back_up(database, file, last);
    }
    for (const Migration& step : steps) {
        if (step.version <= found) {
            continue;
        }
        Transaction transaction(database, Transaction::Kind::write);
        database.execute(step.script);
        if (database.integer("PRAGMA user_version") != step.version) {
            throw std::logic_error("migration " + std::to_string(step.version) + " does not set its version");
        }
        transaction.commit();
    }
}

int known_version(Database& database, const std::filesystem::path& file) {
    if (!check_ours(database, file)) {
        throw std::runtime_error(file.string() + " is empty");
    }
    const std::int64_t found = database.integer("PRAGMA user_version");
    if (found > all_migrations.back().version) {
        refuse_newer(file, found, all_migrations.back().version);
    }
    return static_cast<int>(found);
}

int check_schema(Database& database, const std::filesystem::path& file) {
    const bool has_content = check_ours(database, file);
    const std::int64_t found = database.integer("PRAGMA user_version");
    const int last = all_migrations.back().version;
    if (found > last) {
        refuse_newer(file, found, last);
    }
    if (!has_content || found < last) {
        throw std::runtime_error(file.string() + " has schema version " + std::to_string(found) +
                                 ", this program needs " + std::to_string(last) +
                                 ": start the server once to bring it up to date");
    }
    return static_cast<int>(found);
}

}  // namespace courtside::sqlite
