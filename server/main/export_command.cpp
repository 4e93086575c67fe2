// All that is stored about a person, for them.

#include "adapters/sqlite/person_document.hpp"
#include "adapters/sqlite/schema.hpp"
#include "adapters/sqlite/sqlite_handle.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "app/clock.hpp"
#include "main/commands.hpp"
#include "main/data_folder.hpp"
#include "main/files.hpp"
#include "main/profile_options.hpp"

#include <filesystem>
#include <fstream>
#include <ostream>
#include <stdexcept>
#include <string>

namespace courtside::server {
namespace {

Result<> write(std::ostream& out, const Settings& settings, const core::Tenant& tenant,
               core::PersonId person) {
    try {
        const std::filesystem::path file = sqlite::database_file(settings.data);
        sqlite::Database database(file, sqlite::OpenMode::read_only);
        sqlite::configure_reader(database);
        sqlite::check_schema(database, file);
        const sqlite::Transaction one_moment(database, sqlite::Transaction::Kind::read);
        const sqlite::PersonData data(database, tenant.id, person);
        if (!sqlite::write_person_document(out, tenant, data, app::make_clock()())) {
            return failed("The person was erased in this moment; there is nothing to export.");
        }
    } catch (const std::runtime_error& error) {
        return store_failure("The store in " + settings.data + " cannot be read", error.what());
    }
    return {};
}

Result<> write_file(const std::string& path, const Settings& settings, const core::Tenant& tenant,
                    core::PersonId person) {
    // Made first, empty, so that nobody else can read it at any moment.
    if (const auto made = write_new_private_file(path, ""); !made) {
        return made.error();
    }
    std::ofstream file(path, std::ios::binary);
    auto written = write(file, settings, tenant, person);
    file.close();
    if (written && !file) {
        written = failed("The file " + path + " cannot be written; see that the disk has room.");
    }
    if (!written) {
        std::error_code gone;
        std::filesystem::remove(path, gone);
    }
    return written;
}

}  // namespace

Result<> export_person(const CommandContext& context, const ExportOptions& options) {
    if (!is_subject(options.subject)) {
        return usage_failure("--person must have 1 to 200 bytes: the company's own id of the person.");
    }
    if (std::error_code unknown; options.output && std::filesystem::exists(*options.output, unknown)) {
        return usage_failure("The file " + *options.output + " is there already; name a new one.");
    }
    const auto entry = find_tenant(context.settings, options.tenant);
    if (!entry) {
        return entry.error();
    }
    // It is noted first: nobody reads what no trace is left of.
    const auto outcome = apply_admin(context.settings, core::NoteExport{entry->tenant.id, options.subject});
    if (!outcome) {
        return outcome.error();
    }
    if (const auto* refused = std::get_if<core::Error>(&*outcome)) {
        return refused_for("Nothing was exported", *entry, options.subject, *refused);
    }
    const core::PersonId person{std::get<core::AdminResult>(*outcome).id};
    return options.output ? write_file(*options.output, context.settings, entry->tenant, person)
                          : write(context.out, context.settings, entry->tenant, person);
}

}  // namespace courtside::server
