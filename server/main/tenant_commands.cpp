#include "adapters/jwt/key_snapshot.hpp"
#include "main/commands.hpp"
#include "main/data_folder.hpp"
#include "main/json_array.hpp"
#include "main/key_options.hpp"
#include "main/text_table.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <ostream>
#include <string_view>
#include <variant>

namespace courtside::server {
namespace {

namespace json = boost::json;

std::string joined(const std::vector<std::string>& texts) {
    std::string line;
    for (const std::string& text : texts) {
        line += (line.empty() ? "" : " ") + text;
    }
    return line;
}

std::string keys_text(const core::Tenant& tenant) {
    std::string text;
    for (const core::TenantKey& key : tenant.keys) {
        text += (text.empty() ? "" : " ") + key.key_id + "(" +
                std::string(jwt::algorithm_name(key.algorithm)) + ")";
    }
    return text;
}

/// What the keys are called and for; never what they are.
json::array keys_document(const core::Tenant& tenant) {
    json::array keys;
    for (const core::TenantKey& key : tenant.keys) {
        keys.push_back(json::object{{"id", key.key_id}, {"algorithm", jwt::algorithm_name(key.algorithm)}});
    }
    return keys;
}

/// Whether browsers could send this as a page's origin (RFC 6454, 6.2): no path, no capitals.
bool is_origin(std::string_view text) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (text.starts_with(scheme)) {
            text.remove_prefix(scheme.size());
            return !text.empty() && text.size() <= 255 && std::all_of(text.begin(), text.end(), [](char c) {
                return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':' ||
                       c == '[' || c == ']';
            });
        }
    }
    return false;
}

std::string days_text(std::uint32_t days) {
    return std::to_string(days) + (days == 1 ? " day" : " days");
}

void print_added(const CommandContext& context, const TenantAddOptions& options, std::uint64_t id,
                 const NewKey& key) {
    const std::string_view algorithm = jwt::algorithm_name(key.key.algorithm);
    if (context.json) {
        json::object document{
            {"id", id}, {"issuer", options.issuer}, {"key_id", key.key.key_id}, {"algorithm", algorithm}};
        if (!key.made_secret.empty() && !options.key.secret_output) {
            document["secret"] = key.made_secret;
        }
        context.out << json::serialize(document) << '\n';
        return;
    }
    print_table(context.out, {{"tenant", std::to_string(id)},
                              {"issuer", options.issuer},
                              {"key id", key.key.key_id},
                              {"algorithm", std::string(algorithm)}});
    print_secret(context, options.key, key);
}

}  // namespace

Result<> tenant_add(const CommandContext& context, const TenantAddOptions& options) {
    for (const std::string& origin : options.origins) {
        if (!is_origin(origin)) {
            return usage_failure(
                "'" + origin +
                "' is no web origin; write scheme, host and port without a path, in small letters, "
                "such as https://intranet.example.");
        }
    }
    const auto key = read_or_make_key(options.key, "key-1");
    if (!key) {
        return key.error();
    }
    const auto added = store_key(
        context, options.key, *key,
        core::AddTenant{options.name, options.issuer, {key->key}, options.origins, options.message_days},
        "The company was not added");
    if (!added) {
        return added.error();
    }
    print_added(context, options, added->id, *key);
    return {};
}

Result<> tenant_list(const CommandContext& context) {
    const auto directory = read_directory(context.settings);
    if (!directory) {
        return directory.error();
    }
    json::array document;
    std::vector<std::vector<std::string>> rows{
        {"id", "name", "issuer", "keys", "origins", "people", "skills", "message days", "note days"}};
    for (const TenantEntry& entry : *directory) {
        const core::Tenant& tenant = entry.tenant;
        if (context.json) {
            document.push_back(json::object{{"id", tenant.id.value},
                                            {"name", tenant.name},
                                            {"issuer", tenant.issuer},
                                            {"keys", keys_document(tenant)},
                                            {"origins", json_array(tenant.origins)},
                                            {"people", entry.people.size()},
                                            {"skills", entry.skills},
                                            {"message_days", tenant.message_days},
                                            {"note_days", tenant.note_days}});
        } else {
            rows.push_back({std::to_string(tenant.id.value), tenant.name, tenant.issuer, keys_text(tenant),
                            joined(tenant.origins), std::to_string(entry.people.size()),
                            std::to_string(entry.skills), std::to_string(tenant.message_days),
                            std::to_string(tenant.note_days)});
        }
    }
    if (context.json) {
        context.out << json::serialize(document) << '\n';
    } else if (rows.size() == 1) {
        context.out
            << "There is no company yet; add one with: courtside tenant add --name NAME --issuer ISSUER\n";
    } else {
        print_table(context.out, rows);
    }
    return {};
}

Result<> tenant_set_retention(const CommandContext& context, const TenantSetRetentionOptions& options) {
    if (options.message_days == 0 && options.note_days == 0) {
        return usage_failure("Say what is kept how long: --message-days DAYS, --note-days DAYS, or both.");
    }
    const auto entry = find_tenant(context.settings, options.tenant);
    if (!entry) {
        return entry.error();
    }
    const auto outcome = apply_admin(
        context.settings, core::SetRetention{entry->tenant.id, options.message_days, options.note_days});
    if (!outcome) {
        return outcome.error();
    }
    if (const auto* refused = std::get_if<core::Error>(&*outcome)) {
        return usage_failure("Nothing was changed: " + refused->text + ".");
    }
    if (context.json) {
        json::object document{{"id", entry->tenant.id.value}};
        if (options.message_days != 0) {
            document["message_days"] = options.message_days;
        }
        if (options.note_days != 0) {
            document["note_days"] = options.note_days;
        }
        context.out << json::serialize(document) << '\n';
        return {};
    }
    if (options.message_days != 0) {
        context.out << "Messages of " << entry->tenant.issuer << " are kept "
                    << days_text(options.message_days) << " from the end of their session on. ";
    }
    if (options.note_days != 0) {
        context.out << "Coaches' notes of " << entry->tenant.issuer << " are kept "
                    << days_text(options.note_days) << " after they were written. ";
    }
    context.out << "A running server deletes what is older now; without one it happens when it starts.\n";
    return {};
}

Result<> tenant_set_matching(const CommandContext& context, const TenantSetMatchingOptions& options) {
    const auto entry = find_tenant(context.settings, options.tenant);
    if (!entry) {
        return entry.error();
    }
    core::Reach reach = entry->tenant.reach;
    reach.preferred_s = options.preferred_s.value_or(reach.preferred_s);
    reach.level_below_s = options.level_below_s.value_or(reach.level_below_s);
    reach.next_tier_s = options.next_tier_s.value_or(reach.next_tier_s);
    reach.promise_s = options.promise_s.value_or(reach.promise_s);
    if (options.tiers) {
        reach.tiers = *options.tiers == "peers-first"     ? core::TierOrder::peers_first
                      : *options.tiers == "coaches-first" ? core::TierOrder::coaches_first
                                                          : core::TierOrder::together;
    }
    const auto outcome = apply_admin(context.settings, core::SetReach{entry->tenant.id, reach});
    if (!outcome) {
        return outcome.error();
    }
    if (const auto* refused = std::get_if<core::Error>(&*outcome)) {
        return usage_failure("Nothing was changed: " + refused->text + ".");
    }
    constexpr std::array<std::string_view, 3> tiers{"together", "peers-first", "coaches-first"};
    const std::string_view order = tiers.at(static_cast<std::size_t>(reach.tiers));
    if (context.json) {
        context.out << json::serialize(json::object{{"id", entry->tenant.id.value},
                                                    {"preferred_s", reach.preferred_s},
                                                    {"level_below_s", reach.level_below_s},
                                                    {"tiers", json::string_view(order)},
                                                    {"next_tier_s", reach.next_tier_s},
                                                    {"promise_s", reach.promise_s}})
                    << '\n';
    } else {
        context.out << "Requests of " << entry->tenant.issuer << " wait " << reach.preferred_s
                    << " s for the person asked for, "
                    << (reach.level_below_s == 0
                            ? std::string("never take a lower level")
                            : "take one level below after " + std::to_string(reach.level_below_s) + " s")
                    << ", and are put to coaches and peers " << order;
        if (reach.tiers != core::TierOrder::together) {
            context.out << ", the others after " << reach.next_tier_s << " s";
        }
        if (reach.promise_s > 0) {
            context.out << "; a window later today is proposed after " << reach.promise_s << " s";
        }
        context.out << ".\n";
    }
    return {};
}

}  // namespace courtside::server
