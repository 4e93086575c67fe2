#include "adapters/jwt/token_mint.hpp"
#include "main/commands.hpp"
#include "main/data_folder.hpp"
#include "main/profile_options.hpp"

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

Result<core::TenantKey> key_of(const core::Tenant& tenant, const std::optional<std::string>& key_id) {
    if (!key_id) {
        const auto secret = std::find_if(tenant.keys.begin(), tenant.keys.end(), [](const auto& key) {
            return key.algorithm == core::KeyAlgorithm::hs256;
        });
        if (secret == tenant.keys.end()) {
            return failed("The company " + tenant.issuer +
                          " has public keys only, so just the company itself can sign; for trying things out "
                          "add a secret with 'courtside tenant rotate-key'.");
        }
        return *secret;
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
    if (!is_subject(options.subject)) {
        return usage_failure("--person must have 1 to 200 bytes: the company's own id of the person.");
    }
    const auto profile = profile_of(options.profile);
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
