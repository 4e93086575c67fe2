#include "main/data_folder.hpp"

#include "adapters/control/control_client.hpp"
#include "adapters/sqlite/data_lock.hpp"
#include "adapters/sqlite/due_rows.hpp"
#include "adapters/sqlite/entity_rows.hpp"
#include "adapters/sqlite/erase_rows.hpp"
#include "adapters/sqlite/schema.hpp"
#include "adapters/sqlite/sqlite_handle.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "adapters/zone/zone_loader.hpp"
#include "app/clock.hpp"
#include "app/shard.hpp"
#include "core/engine.hpp"
#include "core/matching/foresight.hpp"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <thread>
#include <utility>

namespace courtside::server {
namespace {

/// A server that starts has the folder before it takes changes, one that ends has it still when it takes
/// none any more, and another change is over soon: so long each of them is waited for.
constexpr std::chrono::seconds patience{10};
constexpr std::chrono::milliseconds between_attempts{50};

/// Here, where no server does it.
std::optional<Failure> finish_erasures(sqlite::SqliteStore& store, const app::Clock& clock) {
    auto until = std::chrono::steady_clock::now() + patience;
    while (store.erasing()) {
        if (const auto error = store.upkeep(clock())) {
            return Failure{ExitCode::unknown,
                           "The person is erased, but the disk still holds traces: " + error->text +
                               ". See that the disk has room and works, and run the "
                               "command again."};
        }
        if (store.obstacle().empty()) {
            until = std::chrono::steady_clock::now() + patience;
        } else if (std::chrono::steady_clock::now() >= until) {
            return Failure{ExitCode::unknown,
                           "The person is erased, but the disk still holds traces: " + store.obstacle() +
                               ". Run the command again when that is over."};
        } else {
            std::this_thread::sleep_for(between_attempts);
        }
    }
    return std::nullopt;
}

/// What is left to do, and how far it is: as long as that changes, it goes on.
struct Remaining {
    bool any = false;
    std::int64_t progress = 0;
};

Remaining remaining_erasure(const Settings& settings, core::TenantId tenant, core::PersonId person) {
    const std::filesystem::path file = sqlite::database_file(settings.data);
    sqlite::Database database(file, sqlite::OpenMode::read_only);
    sqlite::configure_reader(database);
    return {
        sqlite::is_being_erased(database, tenant, person),
        database.integer("SELECT coalesce(sum(stage * 1000003 + session * 1009 + row_id), 0) FROM erasure")};
}

/// Until the server that took the change has emptied all that is stored.
Result<AdminOutcome> wait_until_erased(const Settings& settings, core::TenantId tenant,
                                       AdminOutcome outcome) {
    const auto* const done = std::get_if<core::AdminResult>(&outcome);
    if (done == nullptr) {
        return outcome;
    }
    auto until = std::chrono::steady_clock::now() + patience;
    std::int64_t before = -1;
    for (;;) {
        const Remaining remaining = remaining_erasure(settings, tenant, core::PersonId{done->id});
        if (!remaining.any) {
            return outcome;
        }
        const auto now = std::chrono::steady_clock::now();
        if (remaining.progress != before) {
            before = remaining.progress;
            until = now + patience;
        } else if (now >= until) {
            return Failure{
                ExitCode::unknown,
                "The person is erased, but the disk still holds traces: the server could not go on "
                "for " +
                    std::to_string(patience.count()) +
                    " seconds. Its log says what is in the way, a running backup perhaps; it goes "
                    "on by itself. Run the command again to wait for it."};
        }
        std::this_thread::sleep_for(between_attempts);
    }
}

Failure of_server(const control::Problem& problem) {
    return {problem.kind == control::Problem::Kind::unknown ? ExitCode::unknown : ExitCode::failed,
            problem.text};
}

/// The engine's answer; a failure where the server could not ask the engine, or not store what it did.
Result<AdminOutcome> of_server(const control::Answer& answer) {
    const auto* const error = std::get_if<core::Error>(&answer);
    if (error == nullptr || error->code != core::ErrorCode::unavailable) {
        return answer;
    }
    const bool unknown =
        std::find(error->args.begin(), error->args.end(), app::outcome_unknown) != error->args.end();
    return Failure{unknown ? ExitCode::unknown : ExitCode::failed,
                   "The server answers: " + error->text + "."};
}

}  // namespace

Failure refused_for(const std::string& what, const TenantEntry& company, const std::string& subject,
                    const core::Error& error) {
    const bool unknown = error.code == core::ErrorCode::not_found;
    return usage_failure(what + ": " +
                         (unknown ? "the company " + company.tenant.issuer + " has no person '" + subject +
                                        "'; 'courtside person list' shows its people"
                                  : error.text) +
                         ".");
}

std::string actor() {
    return "command line, uid " + std::to_string(::getuid());
}

Result<AdminOutcome> change_stored_state(const Settings& settings, const core::Admin& admin) {
    sqlite::StoreOptions options;
    options.folder = settings.data;
    sqlite::SqliteStore store(options);
    const app::Clock clock = app::make_clock();
    const core::Instant now = clock();
    const core::ZoneTables zones = zone::load_zones(now);
    const core::Foresight policy;
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
            // A flush that failed may have reached the disk.
            return Failure{ExitCode::unknown,
                           "Whether the change was stored is not known: " + error->text +
                               ". See that the disk has room and works, look at what is there, and run the "
                               "command again: a change that was made is not made twice."};
        }
    }
    if (std::holds_alternative<core::ErasePerson>(admin.change)) {
        if (auto failure = finish_erasures(store, clock)) {
            return *std::move(failure);
        }
    }
    return *std::move(outcome);
}

Result<std::vector<TenantEntry>> read_directory(const Settings& settings) {
    std::vector<TenantEntry> directory;
    const std::filesystem::path file = sqlite::database_file(settings.data);
    if (std::error_code unknown; !std::filesystem::exists(file, unknown)) {
        if (std::filesystem::exists(settings.data, unknown) &&
            !std::filesystem::is_directory(settings.data, unknown)) {
            return usage_failure("The data folder " + settings.data +
                                 " is no folder; name another one with --data.");
        }
        return directory;
    }
    try {
        sqlite::Database database(file, sqlite::OpenMode::read_only);
        sqlite::configure_reader(database);
        sqlite::check_schema(database, file);
        const sqlite::Transaction one_moment(database, sqlite::Transaction::Kind::read);
        for (core::Tenant& tenant : sqlite::read_tenants(database)) {
            const core::TenantId id = tenant.id;
            std::vector<core::Person> people = sqlite::read_people(database, id);
            std::erase_if(people, [](const core::Person& each) { return each.erased(); });
            std::vector<core::Erasure> erasures = sqlite::read_erasures(database, id);
            std::reverse(erasures.begin(), erasures.end());
            directory.push_back({std::move(tenant), std::move(people), std::move(erasures),
                                 sqlite::read_skills(database, id).size()});
        }
    } catch (const std::runtime_error& error) {
        return store_failure("The store in " + settings.data + " cannot be read", error.what());
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
    const core::Admin admin{1, actor(), std::move(change)};
    const auto until = std::chrono::steady_clock::now() + patience;
    try {
        for (;;) {
            try {
                return change_stored_state(settings, admin);
            } catch (const sqlite::FolderInUse& in_use) {
                const auto answer =
                    control::ask({.folder = settings.data, .version = COURTSIDE_VERSION}, admin.change);
                if (answer) {
                    auto outcome = of_server(*answer);
                    const auto* const erased = std::get_if<core::ErasePerson>(&admin.change);
                    return outcome && erased != nullptr
                               ? wait_until_erased(settings, erased->tenant, *std::move(outcome))
                               : outcome;
                }
                if (answer.error().kind != control::Problem::Kind::nobody_listens) {
                    return of_server(answer.error());
                }
                if (std::chrono::steady_clock::now() >= until) {
                    return Failure{ExitCode::data_in_use, std::string("Nothing was changed: ") +
                                                              in_use.what() + ". " + answer.error().text};
                }
                std::this_thread::sleep_for(between_attempts);
            }
        }
    } catch (const std::runtime_error& error) {
        return store_failure("The store in " + settings.data + " cannot be used", error.what());
    }
}

}  // namespace courtside::server
