// Companies, on the command line: their keys, their skills, how long their messages are kept.

#include "main/command_builder.hpp"

namespace courtside::server {
namespace {

void add_key(CLI::App& command, KeyOptions& key, const std::string& id_help) {
    command.add_option("--key-id", key.key_id, id_help);
    CLI::Option* const secret = command.add_option(
        "--secret-file", key.secret_file, "file with the secret (at least 32 bytes); else one is made");
    CLI::Option* const public_key =
        command
            .add_option("--public-key", key.public_key_file,
                        "file with the company's public key, PEM or JWK: RSA of 2048 bits or more, EC P-256")
            ->excludes(secret);
    command
        .add_option("--secret-output", key.secret_output,
                    "write the made secret to this new file, readable by you alone, and do not print it")
        ->excludes(secret)
        ->excludes(public_key);
    command.add_option("--algorithm", key.algorithm, "HS256, RS256 or ES256; else what the key is for")
        ->check(CLI::IsMember({"HS256", "RS256", "ES256"}));
}

void add_message_days(CLI::App& command, std::uint32_t& days, const std::string& help) {
    command.add_option("--message-days", days, help)->check(CLI::Range(1, 3650));
}

void add_adding(CommandBuilder& builder, CLI::App& tenant) {
    const auto [add, options] = builder.command_with<TenantAddOptions>(
        tenant, "add", "Add a company; its secret is shown this once.", tenant_add);
    builder.add_data(*add);
    builder.add_json(*add);
    add->add_option("--name", options->name, "what people call the company")->required();
    add->add_option("--issuer", options->issuer, "what its tokens name in iss, such as https://id.example")
        ->required();
    add_key(*add, options->key, "what its tokens name in kid; else that of the JWK, or key-1");
    add->add_option("--origin", options->origins, "web origin whose pages may connect; can be repeated");
    add_message_days(*add, options->message_days, "how long messages are kept after their session");
    add->get_option("--message-days")->capture_default_str();
}

void add_keys(CommandBuilder& builder, CLI::App& tenant) {
    const auto [rotate, rotation] = builder.command_with<TenantRotateKeyOptions>(
        tenant, "rotate-key", "Add a key beside a company's others, or in place of one.", tenant_rotate_key);
    builder.add_basics(*rotate, rotation->tenant);
    add_key(*rotate, rotation->key, "what tokens name in kid; else that of the JWK, or the next number");
    rotate->add_option("--retire", rotation->retire,
                       "id of a key whose tokens are refused from the same moment; else all hold on");

    const auto [retire, retirement] = builder.command_with<TenantRetireKeyOptions>(
        tenant, "retire-key", "Refuse the tokens that one of a company's keys signed.", tenant_retire_key);
    builder.add_basics(*retire, retirement->tenant);
    retire->add_option("--key-id", retirement->key_id, "which key")->required();
}

}  // namespace

void add_tenant_commands(CommandBuilder& builder) {
    CLI::App& tenant = builder.group("tenant", "Companies.");
    add_adding(builder, tenant);

    CLI::App& list = builder.command(tenant, "list", "List the companies.", tenant_list);
    builder.add_data(list);
    builder.add_json(list);

    add_keys(builder, tenant);

    const auto [retention, options] = builder.command_with<TenantSetRetentionOptions>(
        tenant, "set-retention",
        "Set how many days a company's messages are kept after their session, and coaches' notes after they\n"
        "were written, those from before too. What is older is deleted within minutes, and cannot be\n"
        "brought back.",
        tenant_set_retention);
    builder.add_basics(*retention, options->tenant);
    add_message_days(*retention, options->message_days, "1 to 3650");
    retention->add_option("--note-days", options->note_days, "1 to 3650")->check(CLI::Range(1, 3650));

    const auto [matching, reach] = builder.command_with<TenantSetMatchingOptions>(
        tenant, "set-matching",
        "Set whom a request reaches as it gets older. What is left out stays as it is.", tenant_set_matching);
    builder.add_basics(*matching, reach->tenant);
    const auto seconds = CLI::Range(0, 86'400);
    matching
        ->add_option("--preferred-s", reach->preferred_s,
                     "seconds to wait for the person asked for, while they are there and busy")
        ->check(seconds);
    matching
        ->add_option("--level-below-s", reach->level_below_s,
                     "seconds until one level below does as well; 0: it never does")
        ->check(seconds);
    matching->add_option("--tiers", reach->tiers, "who is asked first")
        ->check(CLI::IsMember({"together", "peers-first", "coaches-first"}));
    matching->add_option("--next-tier-s", reach->next_tier_s, "seconds until the others are asked as well")
        ->check(seconds);
    matching
        ->add_option("--promise-s", reach->promise_s,
                     "seconds until a window later today is proposed; 0: as the server's settings say")
        ->check(seconds);

    const auto [coverage, about] = builder.command_with<TenantCoverageOptions>(
        tenant, "coverage",
        "Tell what was asked for in a month, by skill, language and hour (UTC), how long people waited, and\n"
        "where one more person would help most. Nothing in it is about fewer than eight learners. Takes "
        "some\n"
        "seconds, and is noted in the audit log.",
        tenant_coverage);
    builder.add_basics(*coverage, about->tenant);
    coverage->add_option("--month", about->month,
                         "such as 2026-10, three days after its end at the earliest; else the latest");

    CLI::App& skill = builder.group("skill", "A company's skill catalogue.");
    const auto [import, file] = builder.command_with<ImportOptions>(
        skill, "import",
        "Add and update skills from a CSV file, all or nothing. Columns: code, label,\n"
        "description. Codes nest by their dots.",
        skill_import);
    builder.add_basics(*import, file->tenant);
    import->add_option("file", file->file, "CSV file, UTF-8, with a header line")->required();
}

}  // namespace courtside::server
