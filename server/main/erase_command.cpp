// Nothing is left of a person but a number.

#include "main/commands.hpp"
#include "main/data_folder.hpp"
#include "main/json_array.hpp"
#include "main/profile_options.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

namespace courtside::server {
namespace {

namespace fs = std::filesystem;

/// Copies of the store in its folder, from migrations and restores: what is erased is in them still.
std::vector<std::string> older_copies(const std::string& data) {
    std::vector<std::string> copies;
    std::error_code unknown;
    for (const fs::directory_entry& entry : fs::directory_iterator(data, unknown)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("replaced-") || name.find(".before-v") != std::string::npos) {
            copies.push_back(entry.path().string());
        }
    }
    std::sort(copies.begin(), copies.end());
    return copies;
}

}  // namespace

Result<> erase_person(const CommandContext& context, const EraseOptions& options) {
    if (!is_subject(options.subject)) {
        return usage_failure("--person must have 1 to 200 bytes: the company's own id of the person.");
    }
    const auto entry = find_tenant(context.settings, options.tenant);
    if (!entry) {
        return entry.error();
    }
    if (!options.yes) {
        return usage_failure("Nobody was erased. This cannot be taken back: write --yes to erase '" +
                             options.subject + "' of " + entry->tenant.issuer +
                             ", and 'courtside export' before it to keep what is theirs.");
    }
    const auto outcome = apply_admin(context.settings, core::ErasePerson{entry->tenant.id, options.subject});
    if (!outcome) {
        return outcome.error();
    }
    if (const auto* refused = std::get_if<core::Error>(&*outcome)) {
        return refused_for("Nobody was erased", *entry, options.subject, *refused);
    }
    const std::uint64_t id = std::get<core::AdminResult>(*outcome).id;
    const std::vector<std::string> copies = older_copies(context.settings.data);
    if (context.json) {
        context.out << boost::json::serialize(
                           boost::json::object{{"id", id}, {"older_copies", json_array(copies)}})
                    << '\n';
        return {};
    }
    context.out << "Erased. Number " << id << " stays as a tombstone.\n"
                << "Backups still hold the person; one that is restored here is erased again.\n";
    for (const std::string& copy : copies) {
        context.out << "An older copy of the store holds the person too, delete it: " << copy << '\n';
    }
    return {};
}

}  // namespace courtside::server
