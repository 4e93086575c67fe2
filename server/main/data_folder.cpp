#include "main/data_folder.hpp"

#include "adapters/sqlite/data_lock.hpp"
#include "adapters/sqlite/entity_rows.hpp"
#include "adapters/sqlite/schema.hpp"
#include "adapters/sqlite/sqlite_handle.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "adapters/zone/zone_loader.hpp"
#include "app/clock.hpp"
#include "core/engine.hpp"
#include "core/matching/best_fit.hpp"

#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <stdexcept>
#include <utility>

namespace courtside::server {
namespace {

/// Who the audit log names: the operating system's user.
std::string actor() {
    return "command line, uid " + std::to_string(::getuid());
}

/// The engine on what the store holds, for as long as one change takes.
Result<AdminOutcome> change_stored_state(const Settings& settings, core::Admin admin) {
    sqlite::StoreOptions options;
    options.folder = settings.data;
    sqlite::SqliteStore store(options);
    const app::Clock clock = app::make_clock();
    const core::Instant now = clock();
    const core::ZoneTables zones = zone::load_zones(now);
    const core::BestFit policy;
    core::Engine engine(settings.shard.rules, zones, policy);
    core::Effects effects;
    // The start's own changes are committed along: the step builds on them.
    engine.start(store.load(), now, effects);
    engine.step(admin, now, effects);

    std::vector<core::Record> records;
    std::optional<AdminOutcome> outcome;
    for (core::Effect& effect : effects) {
        if (auto* persist = std::get_if<core::Persist>(&effect)) {
            records.push_back(std::move(persist->record));
        } else if (auto* reply = std::get_if<core::AdminReply>(&effect)) {
            outcome = std::move(reply->result);
        }
    }
    if (!outcome) {
        throw std::logic_error("the engine did not answer an administrative change");
    }
    if (!records.empty()) {
        if (const auto error = store.commit(records)) {
            return failed("The change was not stored: " + error->text);
        }
    }
    return *std::move(outcome);
}

}  // namespace

Result<std::vector<TenantEntry>> read_directory(const Settings& settings) {
    std::vector<TenantEntry> directory;
    const std::filesystem::path file = sqlite::database_file(settings.data);
    if (!std::filesystem::exists(file)) {
        return directory;
    }
    try {
        sqlite::Database database(file, sqlite::OpenMode::read_only);
        sqlite::configure_reader(database);
        sqlite::check_schema(database, file);
        const sqlite::Transaction one_moment(database, sqlite::Transaction::Kind::read);
        for (core::Tenant& tenant : sqlite::read_tenants(database)) {
            const core::TenantId id = tenant.id;
            directory.push_back({std::move(tenant), sqlite::read_people(database, id),
                                 sqlite::read_skills(database, id).size()});
        }
    } catch (const std::runtime_error& error) {
        return failed("The store in " + settings.data + " cannot be read: " + error.what());
    }
    return directory;
}

Result<TenantEntry> find_tenant(const Settings& settings, std::string_view issuer_or_id) {
    auto directory = read_directory(settings);
    if (!directory) {
        return directory.error();
    }
    std::uint64_t id = 0;
    const auto [end, error] =
        std::from_chars(issuer_or_id.data(), issuer_or_id.data() + issuer_or_id.size(), id);
    const bool is_id = error == std::errc{} && end == issuer_or_id.data() + issuer_or_id.size();
    std::string known;
    for (TenantEntry& entry : *directory) {
        if (entry.tenant.issuer == issuer_or_id || (is_id && entry.tenant.id.value == id)) {
            return std::move(entry);
        }
        // A long list helps nobody.
        if (known.size() < 500) {
            known += (known.empty() ? "" : ", ") + std::to_string(entry.tenant.id.value) + " " +
                     entry.tenant.issuer;
        }
    }
    return usage_failure(
        "There is no company '" + std::string(issuer_or_id) + "' in " + settings.data +
        (known.empty() ? "; add one with: courtside tenant add." : "; it has: " + known + "."));
}

Result<AdminOutcome> apply_admin(const Settings& settings, AdminChange change) {
    try {
        return change_stored_state(settings, core::Admin{1, actor(), std::move(change)});
    } catch (const sqlite::FolderInUse& in_use) {
        return Failure{ExitCode::data_in_use, std::string("Nothing was changed: ") + in_use.what() + "."};
    } catch (const std::runtime_error& error) {
        return failed("The store in " + settings.data + " cannot be used: " + error.what());
    }
}

}  // namespace courtside::server
