// A company's keys while it uses them: one comes beside the others, and one goes.

#include "adapters/jwt/key_snapshot.hpp"
#include "main/commands.hpp"
#include "main/data_folder.hpp"
#include "main/key_options.hpp"
#include "main/text_table.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <ostream>
#include <string_view>

namespace courtside::server {
namespace {

namespace json = boost::json;

/// The next of "key-1", "key-2" …: one more than the highest that the company has.
std::string next_key_id(const core::Tenant& tenant) {
    constexpr std::string_view prefix = "key-";
    std::uint32_t highest = 0;
    for (const core::TenantKey& key : tenant.keys) {
        std::uint32_t number = 0;
        const std::string_view id = key.key_id;
        if (id.starts_with(prefix) &&
            std::from_chars(id.data() + prefix.size(), id.data() + id.size(), number).ec == std::errc{}) {
            highest = std::max(highest, number);
        }
    }
    return std::string(prefix) + std::to_string(std::uint64_t{highest} + 1);
}

void print_rotated(const CommandContext& context, const TenantRotateKeyOptions& options,
                   const core::Tenant& tenant, const NewKey& key) {
    const std::string algorithm(jwt::algorithm_name(key.key.algorithm));
    if (context.json) {
        json::object document{{"id", tenant.id.value},
                              {"issuer", tenant.issuer},
                              {"key_id", key.key.key_id},
                              {"algorithm", algorithm}};
        if (!key.made_secret.empty() && !options.key.secret_output) {
            document["secret"] = key.made_secret;
        }
        if (options.retire) {
            document["retired"] = *options.retire;
        }
        context.out << json::serialize(document) << '\n';
        return;
    }
    print_table(context.out, {{"tenant", std::to_string(tenant.id.value)},
                              {"issuer", tenant.issuer},
                              {"key id", key.key.key_id},
                              {"algorithm", algorithm}});
    print_secret(context, options.key, key);
    if (options.retire) {
        context.out << "Tokens signed with " << *options.retire << " are refused from now on.\n";
    } else {
        context.out
            << "The company's other keys hold on. While there are several, tokens must name theirs in "
               "kid.\nOnce nobody signs with an old one any more: courtside tenant retire-key "
               "--tenant "
            << tenant.id.value << " --key-id " << tenant.keys.front().key_id << '\n';
    }
}

}  // namespace

Result<> tenant_rotate_key(const CommandContext& context, const TenantRotateKeyOptions& options) {
    const auto entry = find_tenant(context.settings, options.tenant);
    if (!entry) {
        return entry.error();
    }
    const auto key = read_or_make_key(options.key, next_key_id(entry->tenant));
    if (!key) {
        return key.error();
    }
    const auto stored =
        store_key(context, options.key, *key, core::AddTenantKey{entry->tenant.id, key->key, options.retire},
                  "The key was not added");
    if (!stored) {
        return stored.error();
    }
    print_rotated(context, options, entry->tenant, *key);
    return {};
}

Result<> tenant_retire_key(const CommandContext& context, const TenantRetireKeyOptions& options) {
    const auto entry = find_tenant(context.settings, options.tenant);
    if (!entry) {
        return entry.error();
    }
    const auto outcome =
        apply_admin(context.settings, core::RetireTenantKey{entry->tenant.id, options.key_id});
    if (!outcome) {
        return outcome.error();
    }
    if (const auto* refused = std::get_if<core::Error>(&*outcome)) {
        return usage_failure("The key was not retired: " + refused->text +
                             ". 'courtside tenant list' shows the keys.");
    }
    if (context.json) {
        context.out << json::serialize(
                           json::object{{"id", entry->tenant.id.value}, {"retired", options.key_id}})
                    << '\n';
    } else {
        context.out << "Tokens signed with " << options.key_id << " are refused from now on.\n";
    }
    return {};
}

}  // namespace courtside::server
