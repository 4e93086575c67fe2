#include "main/command_line.hpp"

#include "adapters/ws/utf8.hpp"
#include "main/commands.hpp"
#include "main/configuration.hpp"
#include "main/nearest.hpp"
#include "main/setting_table.hpp"

#include <CLI/CLI.hpp>

#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace courtside::server {
namespace {

constexpr std::string_view about_settings =
    "Settings come from a TOML file (--config FILE or COURTSIDE_CONFIG), then the environment\n"
    "(COURTSIDE_PORT=8080), then flags (--port 8080); the later wins. The file has one line a setting,\n"
    "named as the flag with '_' for '-': offer_answer_s = 20. 'courtside default-config' prints one with\n"
    "all of them, 'courtside check-config' says what is wrong with one.\n"
    "\n"
    "Exit codes:";

std::string footer() {
    std::string text(about_settings);
    for (const ExitCodeMeaning& each : exit_codes) {
        text += "\n  " + std::to_string(static_cast<int>(each.code)) + "  " + std::string(each.meaning);
    }
    return text;
}

class CommandLine {
public:
    CommandLine() : app_("Courtside: gives anyone at work a coach within minutes.", "courtside") {
        app_.require_subcommand(1);
        app_.footer(footer());
        add_serve();
        add_configuration();
        add_tenant();
        add_person();
        add_skill();
        add_token();
        add_verify();
        add_version();
    }

    ExitCode run(int argument_count, const char* const* arguments, const char* const* environment,
                 std::ostream& out, std::ostream& err) {
        for (int i = 1; i < argument_count; ++i) {
            if (!ws::is_utf8(arguments[i])) {
                err << "courtside: The command line is not UTF-8 text; set a UTF-8 locale in the terminal.\n";
                return ExitCode::usage;
            }
        }
        try {
            app_.parse(argument_count, arguments);
        } catch (const CLI::Success& asked_for_help) {
            app_.exit(asked_for_help, out, err);
            return ExitCode::ok;
        } catch (const CLI::ParseError& error) {
            err << "courtside: " << wrong_usage(error) << " Run it with --help to see what it takes.\n";
            return ExitCode::usage;
        }
        sources_.environment = process_environment(environment);
        const auto done = act(out);
        if (!done) {
            return report(done.error(), err);
        }
        if (!out.flush()) {
            return report(failed("The result could not be written to the output; what was to be changed is "
                                 "changed. See that the disk has room, or write to somewhere else."),
                          err);
        }
        return ExitCode::ok;
    }

private:
    Result<> act(std::ostream& out) {
        if (action_on_sources_) {
            return action_on_sources_(out);
        }
        const auto settings = configure(sources_);
        return settings ? action_(CommandContext{*settings, out, json_}) : Result<>(settings.error());
    }

    static ExitCode report(const Failure& failure, std::ostream& err) {
        err << "courtside: " << failure.sentence << '\n';
        return failure.code;
    }

    CLI::App& command(CLI::App& parent, const std::string& name, const std::string& help,
                      std::function<Result<>(const CommandContext&)> action) {
        CLI::App& made = *parent.add_subcommand(name, help);
        made.add_option("--config", sources_.file, "TOML file with settings")->type_name("FILE");
        made.callback([this, action = std::move(action)] { action_ = action; });
        return made;
    }

    void add_setting(CLI::App& command, const Setting& setting) {
        command
            .add_option_function<std::string>(
                flag_name(setting),
                [this, name = std::string(setting.name)](const std::string& value) {
                    sources_.flags.emplace_back(name, value);
                },
                std::string(setting.help))
            ->type_name(std::holds_alternative<NumberSetting>(setting.kind) ? "N" : "TEXT")
            ->default_str(default_text(setting))
            ->group(std::string(setting.group));
    }

    void add_all_settings(CLI::App& command) {
        for (const Setting& setting : setting_table()) {
            add_setting(command, setting);
        }
    }
    void add_data(CLI::App& command) { add_setting(command, *find_setting("data")); }
    void add_json(CLI::App& command) { command.add_flag("--json", json_, "print one JSON document"); }

    void add_serve() {
        CLI::App& serve_command =
            command(app_, "serve", "Run the server until SIGTERM or SIGINT.",
                    [this](const CommandContext& context) { return serve(context, serve_); });
        add_all_settings(serve_command);
        serve_command
            .add_option("--port-file", serve_.port_file,
                        "write the port to this file once the server listens")
            ->type_name("FILE");
    }

    /// Commands that look at the configuration and do nothing with it.
    void add_configuration() {
        CLI::App& check = *app_.add_subcommand(
            "check-config", "Say what is wrong with the configuration; takes what serve takes.");
        check.add_option("--config", sources_.file, "TOML file with settings")->type_name("FILE");
        add_all_settings(check);
        check.callback([this] {
            action_on_sources_ = [this](std::ostream& out) { return check_config(sources_, out); };
        });
        CLI::App& print = *app_.add_subcommand(
            "default-config", "Print a configuration file with every setting, its range and its default.");
        print.callback([this] { action_on_sources_ = default_config; });
    }

    void add_tenant() {
        CLI::App& tenant = *app_.add_subcommand("tenant", "Companies.");
        tenant.require_subcommand(1);
        CLI::App& add =
            command(tenant, "add", "Add a company; its secret is shown this once.",
                    [this](const CommandContext& context) { return tenant_add(context, tenant_add_); });
        add_data(add);
        add_json(add);
        add.add_option("--name", tenant_add_.name, "what people call the company")->required();
        add.add_option("--issuer", tenant_add_.issuer,
                       "what its tokens name in iss, such as https://id.example")
            ->required();
        add_key(add, tenant_add_.key, "what its tokens name in kid; else that of the JWK, or key-1");
        add.add_option("--origin", tenant_add_.origins,
                       "web origin whose pages may connect; can be repeated");

        CLI::App& list = command(tenant, "list", "List the companies.", tenant_list);
        add_data(list);
        add_json(list);

        CLI::App& rotate = command(
            tenant, "rotate-key", "Add a key beside a company's others, or in place of one.",
            [this](const CommandContext& context) { return tenant_rotate_key(context, rotate_key_); });
        add_data(rotate);
        add_json(rotate);
        add_company(rotate, rotate_key_.tenant);
        add_key(rotate, rotate_key_.key, "what tokens name in kid; else that of the JWK, or the next number");
        rotate.add_option("--retire", rotate_key_.retire,
                          "id of a key whose tokens are refused from the same moment; else all hold on");

        CLI::App& retire = command(
            tenant, "retire-key", "Refuse the tokens that one of a company's keys signed.",
            [this](const CommandContext& context) { return tenant_retire_key(context, retire_key_); });
        add_data(retire);
        add_json(retire);
        add_company(retire, retire_key_.tenant);
        retire.add_option("--key-id", retire_key_.key_id, "which key")->required();
    }

    static void add_company(CLI::App& command, std::string& tenant) {
        command.add_option("--tenant", tenant, "issuer or id of the company")->required();
    }

    static void add_key(CLI::App& command, KeyOptions& key, const std::string& id_help) {
        command.add_option("--key-id", key.key_id, id_help);
        CLI::Option* const secret = command.add_option(
            "--secret-file", key.secret_file, "file with the secret (at least 32 bytes); else one is made");
        CLI::Option* const public_key =
            command
                .add_option(
                    "--public-key", key.public_key_file,
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

    static void add_profile(CLI::App& command, ProfileOptions& profile, const std::string& claim) {
        command.add_option("--name", profile.name, claim + "name");
        command.add_option("--roles", profile.roles, claim + "roles, such as 'learner coach'");
        command.add_option("--skills", profile.skills, claim + "skills, such as 'S1.1:4;S5.6:3'");
        command.add_option("--languages", profile.languages, claim + "lang, such as 'en de'");
        command.add_option("--time-zone", profile.time_zone, claim + "tz, such as Europe/Berlin");
        command.add_option("--manager", profile.manager, claim + "manager, a subject");
        command.add_option("--unit", profile.unit, claim + "unit");
    }

    void add_person() {
        CLI::App& person = *app_.add_subcommand("person", "A company's people.");
        person.require_subcommand(1);
        CLI::App& import =
            command(person, "import",
                    "Add and update people from a CSV file, all or nothing. Columns: subject, name,\n"
                    "roles, skills (S1.1:4;S5.6:3), languages, time_zone, manager (a subject), unit.",
                    [this](const CommandContext& context) { return person_import(context, import_); });
        add_import(import);
        CLI::App& add = command(person, "add", "Add or update one person.",
                                [this](const CommandContext& context) { return person_add(context, add_); });
        add_data(add);
        add_json(add);
        add_company(add, add_.tenant);
        add.add_option("--person", add_.subject, "the company's own id of the person")->required();
        add_profile(add, add_.profile, "");
        CLI::App& revoke = command(
            person, "revoke", "Refuse the tokens a person was given so far, and close their connections.",
            [this](const CommandContext& context) { return person_revoke(context, revoke_); });
        add_data(revoke);
        add_json(revoke);
        add_company(revoke, revoke_.tenant);
        revoke.add_option("--person", revoke_.subject, "subject of the person")->required();
        CLI::App& list =
            command(person, "list", "List a company's people.",
                    [this](const CommandContext& context) { return person_list(context, person_list_); });
        add_data(list);
        add_json(list);
        list.add_option("--tenant", person_list_.tenant, "issuer or id of the company")->required();
    }

    void add_skill() {
        CLI::App& skill = *app_.add_subcommand("skill", "A company's skill catalogue.");
        skill.require_subcommand(1);
        CLI::App& import =
            command(skill, "import",
                    "Add and update skills from a CSV file, all or nothing. Columns: code, label,\n"
                    "description. Codes nest by their dots.",
                    [this](const CommandContext& context) { return skill_import(context, import_); });
        add_import(import);
    }

    void add_import(CLI::App& import) {
        add_data(import);
        add_json(import);
        import.add_option("--tenant", import_.tenant, "issuer or id of the company")->required();
        import.add_option("file", import_.file, "CSV file, UTF-8, with a header line")->required();
    }

    void add_token() {
        CLI::App& token = *app_.add_subcommand("token", "Tokens, for trying things out and for tests.");
        token.require_subcommand(1);
        CLI::App& mint =
            command(token, "mint", "Print a token that signs one person in.",
                    [this](const CommandContext& context) { return token_mint(context, mint_); });
        add_data(mint);
        add_setting(mint, *find_setting("audience"));
        mint.add_option("--tenant", mint_.tenant, "issuer or id of the company")->required();
        mint.add_option("--person", mint_.subject, "subject of the person")->required();
        mint.add_option("--minutes", mint_.minutes, "how long it holds")
            ->check(CLI::Range(1, 366 * 24 * 60))
            ->capture_default_str();
        mint.add_option("--key-id", mint_.key_id, "which of the company's secrets signs; else its first");
        add_profile(mint, mint_.profile, "claim ");

        CLI::App& check =
            command(token, "check", "Say whom a token signs in and until when, or why it does not.",
                    [this](const CommandContext& context) { return token_check(context, check_); });
        add_data(check);
        add_json(check);
        add_setting(check, *find_setting("audience"));
        CLI::Option* const text = check.add_option("token", check_.token, "the token");
        check.add_option("--file", check_.file, "file with the token instead, such as /dev/stdin")
            ->excludes(text);
    }

    void add_verify() {
        CLI::App& made =
            command(app_, "verify", "Check the whole store and say what is wrong with it.", verify);
        add_data(made);
        add_json(made);
    }

    void add_version() {
        CLI::App& made = command(app_, "version", "Print the version.", version);
        add_json(made);
    }

    /// What is wrong, and the flag or command that was probably meant.
    std::string wrong_usage(const CLI::ParseError& error) const {
        const std::vector<std::string> extra = app_.remaining(true);
        if (extra.empty()) {
            return std::string(error.what()) + ".";
        }
        const CLI::App* at = &app_;
        while (!at->get_subcommands().empty()) {
            at = at->get_subcommands().front();
        }
        std::vector<std::string> names;
        for (const CLI::Option* option : at->get_options()) {
            names.push_back(option->get_name());
        }
        for (const CLI::App* sub : at->get_subcommands([](const CLI::App*) { return true; })) {
            names.push_back(sub->get_name());
        }
        const std::vector<std::string_view> known(names.begin(), names.end());
        return "'" + extra.front() + "' was not expected; did you mean '" +
               std::string(nearest(extra.front(), known)) + "'?";
    }

    CLI::App app_;
    ConfigurationSources sources_;
    bool json_ = false;
    ServeOptions serve_;
    TenantAddOptions tenant_add_;
    ImportOptions import_;
    PersonListOptions person_list_;
    TenantRotateKeyOptions rotate_key_;
    TenantRetireKeyOptions retire_key_;
    PersonAddOptions add_;
    PersonRevokeOptions revoke_;
    TokenMintOptions mint_;
    TokenCheckOptions check_;
    std::function<Result<>(const CommandContext&)> action_;
    std::function<Result<>(std::ostream&)> action_on_sources_;  ///< in place of the other
};

}  // namespace

ExitCode run_command_line(int argument_count, const char* const* arguments, const char* const* environment,
                          std::ostream& out, std::ostream& err) {
    CommandLine command_line;
    return command_line.run(argument_count, arguments, environment, out, err);
}

}  // namespace courtside::server
