#pragma once

#include "main/commands.hpp"
#include "main/configuration.hpp"
#include "main/setting_table.hpp"

#include <CLI/CLI.hpp>

#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <utility>

namespace courtside::server {

/// What the parts of the command line are made with: each subject (companies, people, the store, …) adds its
/// commands in a file of its own. What the command line said is in the options that each command shares
/// with its action; only the action of the command that was given is kept.
class CommandBuilder {
public:
    explicit CommandBuilder(CLI::App& app) : app_(app) {}
    CommandBuilder(const CommandBuilder&) = delete;
    CommandBuilder& operator=(const CommandBuilder&) = delete;

    [[nodiscard]] CLI::App& app() { return app_; }
    [[nodiscard]] ConfigurationSources& sources() { return sources_; }

    /// A group of commands, such as `tenant`.
    CLI::App& group(const std::string& name, const std::string& help);

    CLI::App& command(CLI::App& parent, const std::string& name, const std::string& help,
                      std::function<Result<>(const CommandContext&)> action);
    /// A command with options of its own, which live as long as it does.
    template <class Options>
    std::pair<CLI::App*, Options*> command_with(CLI::App& parent, const std::string& name,
                                                const std::string& help,
                                                Result<> (*carry_out)(const CommandContext&,
                                                                      const Options&)) {
        const auto options = std::make_shared<Options>();
        CLI::App& made = command(parent, name, help, [options, carry_out](const CommandContext& context) {
            return carry_out(context, *options);
        });
        return {&made, options.get()};
    }
    /// A command that looks at the configuration and does nothing with it.
    CLI::App& command_on_sources(const std::string& name, const std::string& help,
                                 std::function<Result<>(std::ostream&)> action);

    void add_config(CLI::App& command);
    void add_setting(CLI::App& command, const Setting& setting);
    void add_all_settings(CLI::App& command);
    void add_data(CLI::App& command);
    void add_json(CLI::App& command);
    /// The data folder, JSON and the company: what most commands take.
    void add_basics(CLI::App& command, std::string& tenant);
    static void add_company(CLI::App& command, std::string& tenant);
    static void add_profile(CLI::App& command, ProfileOptions& profile, const std::string& claim);

    /// Carries out the command that was given.
    Result<> act(std::ostream& out);

private:
    CLI::App& app_;
    ConfigurationSources sources_;
    bool json_ = false;
    std::function<Result<>(const CommandContext&)> action_;
    std::function<Result<>(std::ostream&)> action_on_sources_;  ///< in place of the other
};

void add_server_commands(CommandBuilder& builder);
void add_tenant_commands(CommandBuilder& builder);
void add_person_commands(CommandBuilder& builder);
void add_token_commands(CommandBuilder& builder);
void add_store_commands(CommandBuilder& builder);

}  // namespace courtside::server
