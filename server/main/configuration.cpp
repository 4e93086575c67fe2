#include "main/configuration.hpp"

#include "main/files.hpp"
#include "main/nearest.hpp"
#include "main/setting_table.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string_view>

namespace courtside::server {
namespace {

constexpr std::string_view prefix = "COURTSIDE_";
constexpr std::string_view file_variable = "COURTSIDE_CONFIG";
/// Of the clients, which share the prefix and often the shell.
constexpr std::array<std::string_view, 2> variables_of_clients{"COURTSIDE_TOKEN", "COURTSIDE_URL"};

/// No file with settings comes near to this.
constexpr std::size_t most_file_bytes = std::size_t{1024} * 1024;

/// Reads the sources one after the other and gathers what is wrong with them.
class Examination {
public:
    void read_file(const std::string& path);
    void read_environment(const ConfigurationSources& sources);
    void read_flags(const ConfigurationSources& sources);
    /// What each setting allows on its own, but not together.
    void check_together();
    [[nodiscard]] Examined take() { return std::move(examined_); }

private:
    void read_entry(const std::string& place, const std::string& name, const toml::node& node);
    void check(std::string_view setting, std::string_view other, bool fits, const std::string& problem);
    /// `place`: the beginning of a sentence that names the setting.
    void note(const Setting& setting, const std::string& place, const std::optional<std::string>& problem) {
        if (problem) {
            examined_.refused.insert(setting.name);
            add(place + " " + *problem + ".");
        }
    }
    void add(std::string problem) { examined_.problems.push_back(std::move(problem)); }

    Examined examined_;
};

void Examination::read_file(const std::string& path) {
    const auto text = read_text_file(path, most_file_bytes);
    if (!text) {
        add(text.error().sentence);
        return;
    }
    toml::table table;
    try {
        table = toml::parse(*text, path);
    } catch (const toml::parse_error& error) {
        std::ostringstream where;
        if (error.source().begin.line > 0) {
            where << " line " << error.source().begin.line << ", column " << error.source().begin.column;
        }
        add("The configuration file " + path + where.str() + ": " + std::string(error.description()) + ".");
        return;
    }
    // As people read it: a table is ordered by its names.
    std::vector<std::pair<toml::source_index, std::string>> order;
    for (const auto& [key, node] : table) {
        order.emplace_back(key.source().begin.line, key.str());
    }
    std::sort(order.begin(), order.end());
    for (const auto& [line, name] : order) {
        read_entry("The configuration file " + path + " line " + std::to_string(line) + ": ", name,
                   *table.get(name));
    }
}

void Examination::read_entry(const std::string& place, const std::string& name, const toml::node& node) {
    const Setting* setting = find_setting(name);
    if (setting == nullptr) {
        add(place + "there is no setting '" + name + "'; did you mean '" +
            std::string(nearest(name, setting_names())) + "'?");
        return;
    }
    std::optional<std::string> problem;
    if (const auto number = node.value_exact<std::int64_t>()) {
        problem = apply(*setting, *number, examined_.settings);
    } else if (const auto text = node.value_exact<std::string>()) {
        problem = std::holds_alternative<NumberSetting>(setting->kind)
                      ? "must be a whole number without quotes"
                      : apply(*setting, *text, examined_.settings);
    } else {
        problem = "must be a whole number or a text in quotes";
    }
    note(*setting, place + name, problem);
}

void Examination::read_environment(const ConfigurationSources& sources) {
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
            add("The environment variable " + name + " is no setting; did you mean " +
                std::string(nearest(name, known)) + "?");
            continue;
        }
        const Setting& setting = setting_table()[static_cast<std::size_t>(found - names.begin())];
        note(setting, "The environment variable " + name, apply(setting, value, examined_.settings));
    }
}

void Examination::read_flags(const ConfigurationSources& sources) {
    for (const auto& [name, value] : sources.flags) {
        const Setting* setting = find_setting(name);
        if (setting == nullptr) {
            add("There is no setting '" + name + "'; did you mean '" +
                std::string(nearest(name, setting_names())) + "'?");
            continue;
        }
        note(*setting, "The flag " + flag_name(*setting), apply(*setting, value, examined_.settings));
    }
}

/// Of a value that was refused nothing else is said: what stands in its place is nobody's.
void Examination::check(std::string_view setting, std::string_view other, bool fits,
                        const std::string& problem) {
    if (!fits && !examined_.refused.contains(setting) && !examined_.refused.contains(other)) {
        add(problem);
    }
}

void Examination::check_together() {
    const app::ShardOptions& shard = examined_.settings.shard;
    check("offer_shown_s", "offer_answer_s", shard.rules.offer_shown <= shard.rules.offer_answer,
          "offer_shown_s must not be longer than offer_answer_s: an offer cannot be answered before it is "
          "shown; lower the first or raise the second.");
    check("promise_bind_s", "promise_notice_s", shard.rules.promise_bind < shard.rules.promise_notice,
          "promise_bind_s must be shorter than promise_notice_s: coaches are asked after a promise was made; "
          "lower the first or raise the second.");
    check("promise_bind_s", "promise_reminder_s", shard.rules.promise_bind <= shard.rules.promise_reminder,
          "promise_bind_s must not be longer than promise_reminder_s: people are reminded before coaches are "
          "asked; lower the first or raise the second.");
    check("frame_bytes_before_welcome", "frame_bytes",
          shard.frame_bytes_before_welcome <= shard.connection.frame_bytes,
          "frame_bytes_before_welcome must not be larger than frame_bytes; lower it.");
    check("command_burst", "commands_per_second",
          shard.connection.command_burst >= shard.connection.commands_per_second,
          "command_burst must not be smaller than commands_per_second; raise it.");
    check("tls_certificate", "tls_key",
          examined_.settings.tls_certificate.empty() == examined_.settings.tls_key.empty(),
          "tls_certificate and tls_key belong together: set both, or neither.");
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

Examined examine(const ConfigurationSources& sources) {
    Examination examination;
    if (const auto file = file_of(sources)) {
        examination.read_file(*file);
    }
    examination.read_environment(sources);
    examination.read_flags(sources);
    examination.check_together();
    return examination.take();
}

Result<Settings> configure(const ConfigurationSources& sources) {
    Examined examined = examine(sources);
    if (examined.problems.empty()) {
        return std::move(examined.settings);
    }
    const std::size_t more = examined.problems.size() - 1;
    return usage_failure(examined.problems.front() +
                         (more == 0 ? ""
                                    : " There is more (" + std::to_string(more) +
                                          "): 'courtside check-config' tells everything."));
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
