#pragma once

#include "main/failure.hpp"
#include "main/settings.hpp"

#include <optional>
#include <string>
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

/// The settings that the sources make together. Refuses a name that no setting has (and names the
/// nearest), a value out of bounds or of the wrong type, and settings that contradict each other;
/// the sentence says in which source.
[[nodiscard]] Result<Settings> configure(const ConfigurationSources& sources);

/// The variables of this process.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> process_environment(
    const char* const* variables);

}  // namespace courtside::server
