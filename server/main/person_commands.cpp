// One person at a time: added or updated by flags, or signed out everywhere.

#include "main/commands.hpp"
#include "main/data_folder.hpp"
#include "main/profile_options.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <ostream>
#include <string_view>
#include <utility>

namespace courtside::server {
namespace {

namespace json = boost::json;

Failure no_subject() {
    return usage_failure("--person must have 1 to 200 bytes: the company's own id of the person.");
}

}  // namespace

Result<> person_add(const CommandContext& context, const PersonAddOptions& options) {
    if (!is_subject(options.subject)) {
        return no_subject();
    }
    auto profile = profile_of(options.profile);
    if (!profile) {
        return profile.error();
    }
    const auto entry = find_tenant(context.settings, options.tenant);
    if (!entry) {
        return entry.error();
    }
    const auto outcome = apply_admin(
        context.settings,
        core::ImportPeople{entry->tenant.id, {core::PersonImport{options.subject, *std::move(profile)}}});
    if (!outcome) {
        return outcome.error();
    }
    if (const auto* refused = std::get_if<core::Error>(&*outcome)) {
        // The engine counts rows, of which there is one here.
        constexpr std::string_view row = "row 1: ";
        std::string_view text = refused->text;
        text.remove_prefix(text.starts_with(row) ? row.size() : 0);
        return usage_failure("Nobody was added or changed: " + std::string(text) + ".");
    }
    const auto& done = std::get<core::AdminResult>(*outcome);
    const std::string_view what = done.added > 0 ? "added" : done.updated > 0 ? "updated" : "unchanged";
    if (context.json) {
        context.out << json::serialize(json::object{{"subject", options.subject}, {"result", what}}) << '\n';
    } else {
        context.out << options.subject << " " << what << '\n';
    }
    return {};
}

Result<> person_revoke(const CommandContext& context, const PersonRevokeOptions& options) {
    if (!is_subject(options.subject)) {
        return no_subject();
    }
    const auto entry = find_tenant(context.settings, options.tenant);
    if (!entry) {
        return entry.error();
    }
    const auto outcome = apply_admin(context.settings, core::RevokePerson{entry->tenant.id, options.subject});
    if (!outcome) {
        return outcome.error();
    }
    if (const auto* refused = std::get_if<core::Error>(&*outcome)) {
        return refused_for("Nothing was revoked", *entry, options.subject, *refused);
    }
    const std::uint64_t id = std::get<core::AdminResult>(*outcome).id;
    if (context.json) {
        context.out << json::serialize(json::object{{"id", id}, {"subject", options.subject}}) << '\n';
    } else {
        context.out
            << "Tokens of " << options.subject
            << " that were issued until now are refused; a fresh one signs in again after a second.\n";
    }
    return {};
}

}  // namespace courtside::server
