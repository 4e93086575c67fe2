#pragma once

#include "main/settings.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace courtside::server {

/// A whole number with its bounds. The unit is the end of the setting's name.
struct NumberSetting {
    std::int64_t least;
    std::int64_t most;
    std::int64_t (*get)(const Settings&);
    void (*set)(Settings&, std::int64_t);
};

struct TextSetting {
    const std::string& (*get)(const Settings&);
    void (*set)(Settings&, std::string_view);
    /// What is wrong with a value, as the rest of a sentence that starts with the setting's name.
    std::optional<std::string> (*problem)(std::string_view);
};

/// One thing that can be set: as `name` in the file, COURTSIDE_NAME in the environment, --na-me on
/// the command line.
struct Setting {
    std::string_view name;
    std::string_view group;  ///< heading in `--help`
    std::string_view help;
    std::variant<NumberSetting, TextSetting> kind;
};

/// All settings, in the order of `--help`. The only place that names them: file, environment, flags
/// and their defaults all come from here and from `Settings`.
[[nodiscard]] std::span<const Setting> setting_table();

/// Null if no setting has this name.
[[nodiscard]] const Setting* find_setting(std::string_view name);

[[nodiscard]] std::vector<std::string_view> setting_names();
[[nodiscard]] std::string environment_name(const Setting& setting);
[[nodiscard]] std::string flag_name(const Setting& setting);
/// What it is when nobody sets it, as one would write it.
[[nodiscard]] std::string default_text(const Setting& setting);

/// What it may be, as a sentence; empty for a text.
[[nodiscard]] std::string range_text(const Setting& setting);

/// Sets it in `settings`, or says what is wrong with the value, as the rest of a sentence that
/// starts with the setting's name ("must be ...").
[[nodiscard]] std::optional<std::string> apply(const Setting& setting, std::string_view value,
                                               Settings& settings);
[[nodiscard]] std::optional<std::string> apply(const Setting& setting, std::int64_t value,
                                               Settings& settings);

}  // namespace courtside::server
