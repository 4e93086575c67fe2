#pragma once

#include "main/configuration.hpp"
#include "main/failure.hpp"
#include "main/settings.hpp"

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace courtside::server {

// What the command line can do. Each prints its result to `out` and nothing else; failures are
// returned. Only `serve` and `restore` need the data folder for themselves: changes (to companies, keys and
// people; imports) are handed to a running server, and the rest reads beside it.

struct CommandContext {
    const Settings& settings;
    std::ostream& out;
    bool json = false;  ///< one JSON document instead of text
};

struct ServeOptions {
    /// Gets the real port as text once the server listens; the internal one, if any, on a second line.
    std::optional<std::string> port_file;
};

/// A key that signs a company's tokens: a secret that is made or given, or the company's public key.
struct KeyOptions {
    std::optional<std::string> key_id;
    std::optional<std::string> secret_file;      ///< holds the secret
    std::optional<std::string> secret_output;    ///< a new file for the made secret, instead of printing it
    std::optional<std::string> public_key_file;  ///< PEM or JWK
    std::optional<std::string> algorithm;        ///< has to be what the key is for
};

struct TenantAddOptions {
    std::string name;
    std::string issuer;
    KeyOptions key;
    std::vector<std::string> origins;
    std::uint32_t message_days = 365;
};

struct TenantSetRetentionOptions {
    std::string tenant;
    std::uint32_t message_days = 0;  ///< 0: as before
    std::uint32_t note_days = 0;
};

struct TenantRotateKeyOptions {
    std::string tenant;  ///< issuer or id
    KeyOptions key;
    std::optional<std::string> retire;  ///< a key that goes in the same step
};

struct TenantRetireKeyOptions {
    std::string tenant;
    std::string key_id;
};

struct ImportOptions {
    std::string tenant;  ///< issuer or id
    std::string file;
};

struct PersonListOptions {
    std::string tenant;
};

/// What is said of a person, as text; what is absent stays as it is.
struct ProfileOptions {
    std::optional<std::string> name;
    std::optional<std::string> roles;
    std::optional<std::string> skills;
    std::optional<std::string> languages;
    std::optional<std::string> time_zone;
    std::optional<std::string> manager;
    std::optional<std::string> unit;
};

struct PersonAddOptions {
    std::string tenant;
    std::string subject;
    ProfileOptions profile;
};

struct PersonRevokeOptions {
    std::string tenant;
    std::string subject;
};

struct TokenMintOptions {
    std::string tenant;
    std::string subject;
    std::int64_t minutes = 60;
    std::optional<std::string> key_id;  ///< else the tenant's first secret
    ProfileOptions profile;
};

struct TokenCheckOptions {
    std::string token;
    std::optional<std::string> file;  ///< holds the token instead
};

struct BackupOptions {
    std::string output;
};

struct RestoreOptions {
    std::string from;
};

struct ExportOptions {
    std::string tenant;
    std::string subject;
    std::optional<std::string> output;
};

struct ExplainOptions {
    std::string tenant;
    std::uint64_t request = 0;
};

struct TenantCoverageOptions {
    std::string tenant;
    std::optional<std::string> month;  ///< "2026-10"; else the latest that can be reported
};

struct TenantSetMatchingOptions {
    std::string tenant;
    std::optional<std::uint32_t> preferred_s;
    std::optional<std::uint32_t> level_below_s;
    std::optional<std::string> tiers;
    std::optional<std::uint32_t> next_tier_s;
    std::optional<std::uint32_t> promise_s;
};

struct EraseOptions {
    std::string tenant;
    std::string subject;
    bool yes = false;
};

/// Prints everything that is wrong with the configuration, or that it is fine; a usage failure if
/// anything is. Takes what `serve` takes and starts nothing.
[[nodiscard]] Result<> check_config(const ConfigurationSources& sources, std::ostream& out);
/// Prints a configuration file with every setting at its default.
[[nodiscard]] Result<> default_config(std::ostream& out);
[[nodiscard]] Result<> serve(const CommandContext& context, const ServeOptions& options);
[[nodiscard]] Result<> tenant_add(const CommandContext& context, const TenantAddOptions& options);
/// Adds a key beside the company's others, or in place of one.
[[nodiscard]] Result<> tenant_rotate_key(const CommandContext& context,
                                         const TenantRotateKeyOptions& options);
[[nodiscard]] Result<> tenant_retire_key(const CommandContext& context,
                                         const TenantRetireKeyOptions& options);
/// Sets how long a company's messages are kept.
[[nodiscard]] Result<> tenant_set_retention(const CommandContext& context,
                                            const TenantSetRetentionOptions& options);
[[nodiscard]] Result<> tenant_list(const CommandContext& context);
/// Adds or updates one person, as an import with one row does.
[[nodiscard]] Result<> person_add(const CommandContext& context, const PersonAddOptions& options);
/// Refuses the tokens that somebody was given so far, and closes their connections.
[[nodiscard]] Result<> person_revoke(const CommandContext& context, const PersonRevokeOptions& options);
[[nodiscard]] Result<> person_import(const CommandContext& context, const ImportOptions& options);
[[nodiscard]] Result<> person_list(const CommandContext& context, const PersonListOptions& options);
[[nodiscard]] Result<> skill_import(const CommandContext& context, const ImportOptions& options);
/// Prints a token for one of the tenant's people, or for somebody new who joins by using it.
[[nodiscard]] Result<> token_mint(const CommandContext& context, const TokenMintOptions& options);
/// Says whom a token signs in and until when; a failure that says why if it signs nobody in.
[[nodiscard]] Result<> token_check(const CommandContext& context, const TokenCheckOptions& options);
/// Reads the whole store and prints what is wrong with it; a failure if anything is.
[[nodiscard]] Result<> verify(const CommandContext& context);
/// Copies the store into a new file while a server may run, and verifies the copy.
[[nodiscard]] Result<> backup(const CommandContext& context, const BackupOptions& options);
/// Puts a verified backup in the place of the store, which is kept beside it.
[[nodiscard]] Result<> restore(const CommandContext& context, const RestoreOptions& options);
/// Writes all that is stored about a person as one JSON document, and notes that in the audit log.
[[nodiscard]] Result<> export_person(const CommandContext& context, const ExportOptions& options);
/// Says how a request was decided, and notes that in the audit log.
[[nodiscard]] Result<> explain(const CommandContext& context, const ExplainOptions& options);
/// Sets how a company's search for somebody widens with a request's age; what is left out stays.
[[nodiscard]] Result<> tenant_set_matching(const CommandContext& context,
                                           const TenantSetMatchingOptions& options);
/// Says what was asked for in a month and how it was served, and notes that in the audit log.
[[nodiscard]] Result<> tenant_coverage(const CommandContext& context, const TenantCoverageOptions& options);
/// Leaves nothing of a person but a number, on the disk too.
[[nodiscard]] Result<> erase_person(const CommandContext& context, const EraseOptions& options);
[[nodiscard]] Result<> version(const CommandContext& context);

}  // namespace courtside::server
