#include "main/configuration.hpp"

#include "main/nearest.hpp"
#include "main/setting_table.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <sstream>
#include <string_view>

namespace courtside::server {
namespace {

constexpr std::string_view prefix = "COURTSIDE_";
constexpr std::string_view file_variable = "COURTSIDE_CONFIG";
/// Of the clients, which share the prefix and often the shell.
constexpr std::array<std::string_view, 2> variables_of_clients{"COURTSIDE_TOKEN", "COURTSIDE_URL"};

Result<> read_file(const std::string& path, Settings& settings) {
    toml::table table;
    try {
        table = toml::parse_file(path);
    } catch (const toml::parse_error& error) {
        std::ostringstream where;
        if (error.source().begin.line > 0) {
            where << " line " << error.source().begin.line << ", column " << error.source().begin.column;
        }
        return usage_failure("The configuration file " + path + where.str() + ": " +
                             std::string(error.description()) + ".");
    }
    for (const auto& [key, node] : table) {
        const std::string name(key.str());
        const std::string place =
            "The configuration file " + path + " line " + std::to_string(key.source().begin.line) + ": ";
        const Setting* setting = find_setting(name);
        if (setting == nullptr) {
            return usage_failure(place + "there is no setting '" + name + "'; did you mean '" +
                                 std::string(nearest(name, setting_names())) + "'?");
        }
        std::optional<std::string> problem;
        if (const auto number = node.value_exact<std::int64_t>()) {
            problem = apply(*setting, *number, settings);
        } else if (const auto text = node.value_exact<std::string>()) {
            problem = std::holds_alternative<NumberSetting>(setting->kind)
                          ? "must be a whole number without quotes"
                          : apply(*setting, *text, settings);
        } else {
            problem = "must be a whole number or a text in quotes";
        }
        if (problem) {
            return usage_failure(place + name + " " + *problem + ".");
        }
    }
    return {};
}

Result<> read_environment(const ConfigurationSources& sources, Settings& settings) {
    std::vector<std::string> names;
    for (const Setting& setting : setting_table()) {
        names.push_back(environment_name(setting));
    }
    for (const auto& [name, value] : sources.environment) {
        if (!name.starts_with(prefix) || name == file_variable ||
            std::find(variables_of_clients.begin(), variables_of_clients.end(), name) !=
                variables_of_clients.end()) {
            continue;
        }
        const auto found = std::find(names.begin(), names.end(), name);
        if (found == names.end()) {
            const std::vector<std::string_view> known(names.begin(), names.end());
            return usage_failure("The environment variable " + name + " is no setting; did you mean " +
                                 std::string(nearest(name, known)) + "?");
        }
        const Setting& setting = setting_table()[static_cast<std::size_t>(found - names.begin())];
        if (const auto problem = apply(setting, value, settings)) {
            return usage_failure("The environment variable " + name + " " + *problem + ".");
        }
    }
    return {};
}

Result<> read_flags(const ConfigurationSources& sources, Settings& settings) {
    for (const auto& [name, value] : sources.flags) {
        const Setting* setting = find_setting(name);
        if (setting == nullptr) {
            return usage_failure("There is no setting '" + name + "'; did you mean '" +
                                 std::string(nearest(name, setting_names())) + "'?");
        }
        if (const auto problem = apply(*setting, value, settings)) {
            return usage_failure("The flag " + flag_name(*setting) + " " + *problem + ".");
        }
    }
    return {};
}

/// What each setting allows on its own, but not together.
Result<> check_together(const Settings& settings) {
    const core::Rules& rules = settings.shard.rules;
    if (rules.offer_shown > rules.offer_answer) {
        return usage_failure(
            "offer_shown_s must not be longer than offer_answer_s: an offer cannot be answered "
            "before it is shown; lower the first or raise the second.");
    }
    if (settings.shard.frame_bytes_before_welcome > settings.shard.connection.frame_bytes) {
        return usage_failure("frame_bytes_before_welcome must not be larger than frame_bytes; lower it.");
    }
    if (settings.shard.connection.command_burst < settings.shard.connection.commands_per_second) {
        return usage_failure("command_burst must not be smaller than commands_per_second; raise it.");
    }
    return {};
}

std::optional<std::string> file_of(const ConfigurationSources& sources) {
    if (sources.file) {
        return sources.file;
    }
    for (const auto& [name, value] : sources.environment) {
        if (name == file_variable && !value.empty()) {
            return value;
        }
    }
    return std::nullopt;
}

}  // namespace

Result<Settings> configure(const ConfigurationSources& sources) {
    Settings settings;
    if (const auto file = file_of(sources)) {
        if (const auto read = read_file(*file, settings); !read) {
            return read.error();
        }
    }
    for (const auto source : {read_environment, read_flags}) {
        if (const auto read = source(sources, settings); !read) {
            return read.error();
        }
    }
    if (const auto checked = check_together(settings); !checked) {
        return checked.error();
    }
    return settings;
}

std::vector<std::pair<std::string, std::string>> process_environment(const char* const* variables) {
    std::vector<std::pair<std::string, std::string>> environment;
    for (; variables != nullptr && *variables != nullptr; ++variables) {
        const std::string_view variable = *variables;
        const std::size_t equals = variable.find('=');
        if (equals != std::string_view::npos) {
            environment.emplace_back(variable.substr(0, equals), variable.substr(equals + 1));
        }
    }
    return environment;
}

}  // namespace courtside::server
