#include "main/commands.hpp"
#include "main/configuration.hpp"
#include "main/obstacles.hpp"
#include "main/setting_table.hpp"

#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace courtside::server {
namespace {

/// A TOML basic string.
std::string toml_string(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
        }
        out += c;
    }
    return out + '"';
}

std::string as_comment(std::string text) {
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; ++at) {
        text.insert(at + 1, "# ");
    }
    return "# " + text;
}

}  // namespace

Result<> check_config(const ConfigurationSources& sources, std::ostream& out) {
    Examined examined = examine(sources);
    for (std::string& obstacle : find_obstacles(examined)) {
        examined.problems.push_back(std::move(obstacle));
    }
    if (examined.problems.empty()) {
        out << "The configuration is fine.\n";
        return {};
    }
    for (const std::string& problem : examined.problems) {
        out << problem << '\n';
    }
    const std::size_t count = examined.problems.size();
    return usage_failure("The configuration has " + std::to_string(count) +
                         (count == 1 ? " problem; correct it" : " problems; correct them") +
                         " before the server starts.");
}

Result<> default_config(std::ostream& out) {
    out << "# Settings of Courtside, each at its default. The environment (COURTSIDE_PORT) and flags "
           "(--port)\n"
           "# win over this file. 'courtside check-config --config FILE' says what is wrong with it.\n";
    std::string_view group;
    for (const Setting& setting : setting_table()) {
        if (setting.group != group) {
            group = setting.group;
            out << "\n### " << group << "\n";
        }
        const std::string range = range_text(setting);
        out << '\n' << as_comment(std::string(setting.help)) << (range.empty() ? "" : ". " + range) << '\n';
        const std::string value = default_text(setting);
        out << setting.name << " = "
            << (std::holds_alternative<NumberSetting>(setting.kind) ? value : toml_string(value)) << '\n';
    }
    return {};
}

}  // namespace courtside::server
