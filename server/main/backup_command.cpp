// A copy of the store that a server need not be stopped for.

#include "adapters/sqlite/backup.hpp"
#include "adapters/sqlite/flush.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "adapters/sqlite/verify.hpp"
#include "main/commands.hpp"
#include "main/data_folder.hpp"
#include "main/store_report.hpp"

#include <boost/json/serialize.hpp>
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <ostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace courtside::server {
namespace {

/// Takes away what has not got its name when the command ends.
class Unfinished {
public:
    explicit Unfinished(std::filesystem::path file) : file_(std::move(file)) {}
    ~Unfinished() {
        std::error_code gone;
        std::filesystem::remove(file_, gone);
    }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;

private:
    std::filesystem::path file_;
};

Failure there_already(const std::filesystem::path& target) {
    return usage_failure("The file " + target.string() +
                         " is there already and a backup is never written over another; name a new file.");
}

Result<> give_name(const std::filesystem::path& from, const std::filesystem::path& to) {
    int error = ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0 ? 0 : errno;
    std::error_code unknown;
    if (error == EINVAL && !std::filesystem::exists(to, unknown)) {
        // A file system without that call.
        error = std::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
    }
    if (error == EEXIST) {
        return there_already(to);
    }
    if (error != 0) {
        return failed("The backup " + to.string() + " cannot be given its name (" + std::strerror(error) +
                      "); name another file.");
    }
    return {};
}

/// In every company's audit log, before there is anything to take away.
Result<> note_backup(const Settings& settings) {
    const auto directory = read_directory(settings);
    if (!directory) {
        return directory.error();
    }
    for (const TenantEntry& entry : *directory) {
        const auto outcome = apply_admin(settings, core::NoteBackup{entry.tenant.id});
        if (!outcome) {
            return outcome.error();
        }
        if (const auto* refused = std::get_if<core::Error>(&*outcome)) {
            return failed("The backup was not made, since it cannot be noted in the audit log of " +
                          entry.tenant.name + ": " + refused->text + ".");
        }
    }
    return {};
}

void print(const CommandContext& context, const std::filesystem::path& target,
           const sqlite::StoreCounts& counts) {
    const auto bytes = std::filesystem::file_size(target);
    if (context.json) {
        boost::json::object document = counts_document(counts);
        document["file"] = target.string();
        document["bytes"] = bytes;
        context.out << boost::json::serialize(document) << '\n';
        return;
    }
    context.out << target.string() << ": " << bytes << " bytes, verified\n";
    print_counts(context.out, counts);
}

}  // namespace

Result<> backup(const CommandContext& context, const BackupOptions& options) {
    const std::filesystem::path source = sqlite::database_file(context.settings.data);
    const std::filesystem::path target = std::filesystem::absolute(options.output);
    std::error_code unknown;
    if (!std::filesystem::exists(source, unknown)) {
        return usage_failure("There is no store in " + context.settings.data +
                             "; name the server's data folder with --data.");
    }
    if (std::filesystem::exists(target, unknown)) {
        return there_already(target);
    }
    if (!std::filesystem::is_directory(target.parent_path(), unknown)) {
        return usage_failure("There is no folder " + target.parent_path().string() +
                             "; make it, or name a file in another one.");
    }
    const std::filesystem::path partial = target.string() + ".partial-" + std::to_string(::getpid());
    const Unfinished unfinished(partial);
    try {
        sqlite::copy_store(source, partial);
        sqlite::StoreCounts counts;
        const std::vector<std::string> problems = sqlite::verify(partial, &counts);
        if (!problems.empty()) {
            return failed("The store is damaged, so that there is no backup of it: " + problems.front() +
                          ". 'courtside verify' tells all; keep the earlier backups.");
        }
        if (const auto noted = note_backup(context.settings); !noted) {
            return noted.error();
        }
        if (const auto named = give_name(partial, target); !named) {
            return named.error();
        }
        sqlite::flush_to_disk(target.parent_path());
        print(context, target, counts);
    } catch (const std::runtime_error& error) {
        return failed(std::string("The backup was not made: ") + error.what() +
                      ". Check that this user may read " + context.settings.data + " and write to " +
                      target.parent_path().string() + ", and that there is room for it.");
    }
    return {};
}

}  // namespace courtside::server
