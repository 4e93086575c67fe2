#include "adapters/jwt/token_verifier.hpp"
#include "app/clock.hpp"
#include "core/utc_text.hpp"
#include "main/commands.hpp"
#include "main/data_folder.hpp"
#include "main/files.hpp"
#include "main/imports.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>
#include <ctime>
#include <ostream>
#include <stdexcept>
#include <variant>

namespace courtside::server {
namespace {

namespace json = boost::json;

/// Room for a token that is too long, so that it is refused as such.
constexpr std::size_t most_file_bytes = 2 * jwt::max_token_bytes;

/// The token itself, or the first line of the file; never with blanks around it.
Result<std::string> token_of(const TokenCheckOptions& options) {
    std::string text = options.token;
    if (options.file) {
        auto read = read_text_file(*options.file, most_file_bytes);
        if (!read) {
            return read.error();
        }
        text = *std::move(read);
    }
    constexpr const char* blanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string::npos) {
        return usage_failure("There is no token to check; give it on the command line or with --file FILE.");
    }
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

Result<jwt::KeySnapshot> stored_keys(const CommandContext& context, std::vector<TenantEntry>& directory) {
    auto read = read_directory(context.settings);
    if (!read) {
        return read.error();
    }
    directory = *std::move(read);
    std::vector<core::Tenant> tenants;
    for (const TenantEntry& entry : directory) {
        tenants.push_back(entry.tenant);
    }
    return jwt::snapshot_of(tenants, context.settings.audience);
}

Failure refused(const std::string& reason) {
    return failed("The token is refused: " + reason);
}

void print(const CommandContext& context, const core::Claims& claims, const TenantEntry& entry,
           const core::Person* person) {
    if (context.json) {
        context.out << json::serialize(json::object{{"tenant", claims.tenant.value},
                                                    {"issuer", entry.tenant.issuer},
                                                    {"subject", claims.subject},
                                                    {"known", person != nullptr},
                                                    {"key_id", claims.key_id},
                                                    {"issued_at", utc_text(claims.issued_at)},
                                                    {"expires_at", utc_text(claims.expires_at)}})
                    << '\n';
        return;
    }
    const std::string who = person == nullptr ? " (somebody new, who joins by using it)"
                            : person->name == claims.subject
                                ? ""
                                : " (" + person->name + ", " + roles_text(person->roles) + ")";
    context.out << "The token signs in " << claims.subject << who << " of " << entry.tenant.name << " ("
                << entry.tenant.issuer << ") until " << utc_text(claims.expires_at) << ". It was issued at "
                << utc_text(claims.issued_at) << " and signed with " << claims.key_id << ".\n";
}

}  // namespace

Result<> token_check(const CommandContext& context, const TokenCheckOptions& options) {
    const auto token = token_of(options);
    if (!token) {
        return token.error();
    }
    std::vector<TenantEntry> directory;
    const auto keys = stored_keys(context, directory);
    if (!keys) {
        return keys.error();
    }
    try {
        const auto verdict = jwt::TokenVerifier(*keys).verify(*token, app::make_clock()());
        if (const auto* error = std::get_if<ports::IdentityError>(&verdict)) {
            return refused(error->reason);
        }
        const auto& claims = std::get<core::Claims>(verdict);
        const auto entry = std::find_if(directory.begin(), directory.end(), [&](const TenantEntry& each) {
            return each.tenant.id == claims.tenant;
        });
        const auto person =
            std::find_if(entry->people.begin(), entry->people.end(),
                         [&](const core::Person& each) { return each.subject == claims.subject; });
        const bool known = person != entry->people.end();
        const auto erased =
            std::find_if(entry->erasures.begin(), entry->erasures.end(), [&](const core::Erasure& each) {
                return each.mark == core::subject_mark(entry->tenant.issuer, claims.subject);
            });
        if (!known && erased != entry->erasures.end() && claims.issued_at < erased->tokens_from) {
            return refused("The person was erased; a token that was issued before " +
                           utc_text(erased->tokens_from) + " signs nobody in. Get a new one.");
        }
        if (known && claims.issued_at < person->tokens_from) {
            return refused("Tokens of " + claims.subject + " issued before " + utc_text(person->tokens_from) +
                           " were revoked; get a new one.");
        }
        print(context, claims, *entry, known ? &*person : nullptr);
    } catch (const std::invalid_argument& error) {
        return failed(std::string("The stored keys cannot be used: ") + error.what());
    }
    return {};
}

}  // namespace courtside::server
