#include "main/command_builder.hpp"

#include <ostream>
#include <variant>

namespace courtside::server {

CLI::App& CommandBuilder::group(const std::string& name, const std::string& help) {
    CLI::App& made = *app_.add_subcommand(name, help);
    made.require_subcommand(1);
    return made;
}

CLI::App& CommandBuilder::command(CLI::App& parent, const std::string& name, const std::string& help,
                                  std::function<Result<>(const CommandContext&)> action) {
    CLI::App& made = *parent.add_subcommand(name, help);
    add_config(made);
    made.callback([this, action = std::move(action)] { action_ = action; });
    return made;
}

CLI::App& CommandBuilder::command_on_sources(const std::string& name, const std::string& help,
                                             std::function<Result<>(std::ostream&)> action) {
    CLI::App& made = *app_.add_subcommand(name, help);
    made.callback([this, action = std::move(action)] { action_on_sources_ = action; });
    return made;
}

void CommandBuilder::add_config(CLI::App& command) {
    command.add_option("--config", sources_.file, "TOML file with settings")->type_name("FILE");
}

void CommandBuilder::add_setting(CLI::App& command, const Setting& setting) {
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

void CommandBuilder::add_all_settings(CLI::App& command) {
    for (const Setting& setting : setting_table()) {
        add_setting(command, setting);
    }
}

void CommandBuilder::add_data(CLI::App& command) {
    add_setting(command, *find_setting("data"));
}

void CommandBuilder::add_json(CLI::App& command) {
    command.add_flag("--json", json_, "print one JSON document");
}

void CommandBuilder::add_basics(CLI::App& command, std::string& tenant) {
    add_data(command);
    add_json(command);
    add_company(command, tenant);
}

void CommandBuilder::add_company(CLI::App& command, std::string& tenant) {
    command.add_option("--tenant", tenant, "issuer or id of the company")->required();
}

void CommandBuilder::add_profile(CLI::App& command, ProfileOptions& profile, const std::string& claim) {
    command.add_option("--name", profile.name, claim + "name");
    command.add_option("--roles", profile.roles, claim + "roles, such as 'learner coach'");
    command.add_option("--skills", profile.skills, claim + "skills, such as 'S1.1:4;S5.6:3'");
    command.add_option("--languages", profile.languages, claim + "lang, such as 'en de'");
    command.add_option("--time-zone", profile.time_zone, claim + "tz, such as Europe/Berlin");
    command.add_option("--manager", profile.manager, claim + "manager, a subject");
    command.add_option("--unit", profile.unit, claim + "unit");
}

Result<> CommandBuilder::act(std::ostream& out) {
    if (action_on_sources_) {
        return action_on_sources_(out);
    }
    const auto settings = configure(sources_);
    return settings ? action_(CommandContext{*settings, out, json_}) : Result<>(settings.error());
}

}  // namespace courtside::server
