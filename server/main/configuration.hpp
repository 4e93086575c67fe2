#pragma once

#include "main/failure.hpp"
#include "main/settings.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace courtside::server {

/// Where settings come from, the weaker first: defaults, the file, the environment, the flags.
struct ConfigurationSources {
    /// A TOML file of `name = value` lines; else the one that COURTSIDE_CONFIG names, if any.
    std::optional<std::string> file;
    /// The process's variables, of which those that start with COURTSIDE_ are looked at.
    std::vector<std::pair<std::string, std::string>> environment;
    /// By the setting's name.
    std::vector<std::pair<std::string, std::string>> flags;
};

/// What the sources make together, and everything that is wrong with them.
struct Examined {
    Settings settings;                   ///< what could be read, the defaults for the rest
    std::vector<std::string> problems;   ///< a sentence each, with its source and the line of the file
    std::set<std::string_view> refused;  ///< names of settings whose value has a problem
};
[[nodiscard]] Examined examine(const ConfigurationSources& sources);

/// The settings that the sources make together. Refuses a name that no setting has (and names the
/// nearest), a value out of bounds or of the wrong type, and settings that contradict each other;
/// the sentence is the first problem's.
[[nodiscard]] Result<Settings> configure(const ConfigurationSources& sources);

/// The variables of this process.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> process_environment(
    const char* const* variables);

}  // namespace courtside::server
