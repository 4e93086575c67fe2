#include "adapters/jwt/token_mint.hpp"
#include "main/commands.hpp"
#include "main/data_folder.hpp"
#include "main/imports.hpp"

#include <algorithm>
#include <chrono>
#include <ostream>
#include <stdexcept>

namespace courtside::server {
namespace {

core::Instant system_now() {
    return core::Instant{std::chrono::duration_cast<std::chrono::milliseconds>(
                             std::chrono::system_clock::now().time_since_epoch())
                             .count()};
}

Result<core::Profile> claims_of(const TokenMintOptions& options) {
    core::Profile profile{options.name, {}, {}, {}, options.time_zone, options.manager, options.unit};
    if (options.roles) {
        const auto roles = parse_roles(*options.roles);
        if (!roles) {
            return roles.error();
        }
        profile.roles = *roles;
    }
    if (options.skills) {
        auto skills = parse_skills(*options.skills);
        if (!skills) {
            return skills.error();
        }
        profile.skills = *std::move(skills);
    }
    if (options.languages) {
        auto languages = parse_languages(*options.languages);
        if (!languages) {
            return languages.error();
        }
        profile.languages = *std::move(languages);
    }
    return profile;
}

Result<core::TenantKey> key_of(const core::Tenant& tenant, const std::optional<std::string>& key_id) {
    if (tenant.keys.empty()) {
        return failed("The company " + tenant.issuer + " has no key to sign with.");
    }
    if (!key_id) {
        return tenant.keys.front();
    }
    const auto found = std::find_if(tenant.keys.begin(), tenant.keys.end(),
                                    [&](const core::TenantKey& key) { return key.key_id == *key_id; });
    if (found == tenant.keys.end()) {
        return usage_failure("The company " + tenant.issuer + " has no key '" + *key_id +
                             "'; 'courtside tenant list' shows its keys.");
    }
    return *found;
}

}  // namespace

Result<> token_mint(const CommandContext& context, const TokenMintOptions& options) {
    if (options.subject.empty() || options.subject.size() > 200) {
        return usage_failure("--person must have 1 to 200 bytes: the company's own id of the person.");
    }
    const auto profile = claims_of(options);
    if (!profile) {
        return profile.error();
    }
    const auto entry = find_tenant(context.settings, options.tenant);
    if (!entry) {
        return entry.error();
    }
    const auto key = key_of(entry->tenant, options.key_id);
    if (!key) {
        return key.error();
    }
    const core::Instant now = system_now();
    try {
        context.out << jwt::mint(*key, {entry->tenant.issuer, context.settings.audience, options.subject, now,
                                        now + core::minutes(options.minutes), *profile})
                    << '\n';
    } catch (const std::invalid_argument& error) {
        return usage_failure(error.what());
    }
    return {};
}

}  // namespace courtside::server
