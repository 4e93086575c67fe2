// A company's people, on the command line, and tokens for them.

#include "main/command_builder.hpp"

namespace courtside::server {

void add_person_commands(CommandBuilder& builder) {
    CLI::App& person = builder.group("person", "A company's people.");
    const auto [import, file] = builder.command_with<ImportOptions>(
        person, "import",
        "Add and update people from a CSV file, all or nothing. Columns: subject, name,\n"
        "roles, skills (S1.1:4;S5.6:3), languages, time_zone, manager (a subject), unit.",
        person_import);
    builder.add_basics(*import, file->tenant);
    import->add_option("file", file->file, "CSV file, UTF-8, with a header line")->required();

    const auto [add, added] =
        builder.command_with<PersonAddOptions>(person, "add", "Add or update one person.", person_add);
    builder.add_basics(*add, added->tenant);
    add->add_option("--person", added->subject, "the company's own id of the person")->required();
    CommandBuilder::add_profile(*add, added->profile, "");

    const auto [revoke, revoked] = builder.command_with<PersonRevokeOptions>(
        person, "revoke", "Refuse the tokens a person was given so far, and close their connections.",
        person_revoke);
    builder.add_basics(*revoke, revoked->tenant);
    revoke->add_option("--person", revoked->subject, "subject of the person")->required();

    const auto [list, listed] =
        builder.command_with<PersonListOptions>(person, "list", "List a company's people.", person_list);
    builder.add_basics(*list, listed->tenant);
}

void add_token_commands(CommandBuilder& builder) {
    CLI::App& token = builder.group("token", "Tokens, for trying things out and for tests.");
    const auto [mint, minted] = builder.command_with<TokenMintOptions>(
        token, "mint", "Print a token that signs one person in.", token_mint);
    builder.add_data(*mint);
    builder.add_setting(*mint, *find_setting("audience"));
    CommandBuilder::add_company(*mint, minted->tenant);
    mint->add_option("--person", minted->subject, "subject of the person")->required();
    mint->add_option("--minutes", minted->minutes, "how long it holds")
        ->check(CLI::Range(1, 366 * 24 * 60))
        ->capture_default_str();
    mint->add_option("--key-id", minted->key_id, "which of the company's secrets signs; else its first");
    CommandBuilder::add_profile(*mint, minted->profile, "claim ");

    const auto [check, checked] = builder.command_with<TokenCheckOptions>(
        token, "check", "Say whom a token signs in and until when, or why it does not.", token_check);
    builder.add_data(*check);
    builder.add_json(*check);
    builder.add_setting(*check, *find_setting("audience"));
    CLI::Option* const text = check->add_option("token", checked->token, "the token");
    check->add_option("--file", checked->file, "file with the token instead, such as /dev/stdin")
        ->excludes(text);
}

}  // namespace courtside::server
