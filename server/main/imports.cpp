#include "main/imports.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

namespace courtside::server {
namespace {

constexpr std::array<std::string_view, 8> people_columns{"subject",   "name",      "roles",   "skills",
                                                         "languages", "time_zone", "manager", "unit"};
constexpr std::array<std::string_view, 3> skill_columns{"code", "label", "description"};

constexpr std::array<std::pair<std::string_view, core::Role>, 5> role_names{{
    {"learner", core::Role::learner},
    {"coach", core::Role::coach},
    {"peer", core::Role::peer},
    {"manager", core::Role::manager},
    {"admin", core::Role::admin},
}};

// The same bounds as on the claims of a token.
constexpr std::size_t most_bytes = 200;
constexpr std::size_t most_zone_bytes = 64;
constexpr std::size_t most_skills = 100;
constexpr std::size_t most_languages = 16;
constexpr std::size_t most_description_bytes = 4096;
constexpr std::string_view cleared = "-";

std::vector<std::string_view> parts(std::string_view text, std::string_view separators) {
    std::vector<std::string_view> found;
    std::size_t at = text.find_first_not_of(separators);
    while (at != std::string_view::npos) {
        const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
        found.push_back(text.substr(at, end - at));
        at = text.find_first_not_of(separators, end);
    }
    return found;
}

/// Reads the cells of one row; the first wrong one stays as `failure()`.
class PersonRow {
public:
    PersonRow(const CsvTable& table, const CsvRow& row) : table_(table), row_(row) {}

    core::PersonImport read() {
        core::PersonImport person;
        person.subject = std::string(table_.cell(row_, "subject"));
        if (person.subject.empty() || person.subject.size() > most_bytes) {
            refuse("subject", "It must have 1 to 200 bytes: the company's own id of the person.");
        }
        person.profile.name = text("name", most_bytes, false);
        person.profile.roles = parsed("roles", parse_roles, false);
        person.profile.skills = parsed("skills", parse_skills, true);
        person.profile.languages = parsed("languages", parse_languages, true);
        person.profile.time_zone = text("time_zone", most_zone_bytes, false);
        person.profile.manager = text("manager", most_bytes, true);
        person.profile.unit = text("unit", most_bytes, true);
        return person;
    }

    [[nodiscard]] const std::optional<Failure>& failure() const { return failure_; }

private:
    std::optional<std::string> text(std::string_view column, std::size_t most, bool clearable) {
        const std::string_view cell = table_.cell(row_, column);
        if (cell.empty()) {
            return std::nullopt;
        }
        if (clearable && cell == cleared) {
            return "";
        }
        if (cell.size() > most) {
            refuse(column, "It has " + std::to_string(cell.size()) + " bytes; shorten it to " +
                               std::to_string(most) + ".");
        }
        return std::string(cell);
    }

    template <class T>
    std::optional<T> parsed(std::string_view column, Result<T> (*parse)(std::string_view), bool clearable) {
        const std::string_view cell = table_.cell(row_, column);
        if (cell.empty()) {
            return std::nullopt;
        }
        if (clearable && cell == cleared) {
            return T{};
        }
        auto value = parse(cell);
        if (!value) {
            refuse(column, value.error().sentence);
            return std::nullopt;
        }
        return *std::move(value);
    }

    void refuse(std::string_view column, const std::string& text) {
        if (!failure_) {
            failure_ = table_.refusal(row_.line, column, text);
        }
    }

    const CsvTable& table_;
    const CsvRow& row_;
    std::optional<Failure> failure_;
};

/// Refuses a key that an earlier line has.
class SeenKeys {
public:
    explicit SeenKeys(const CsvTable& table) : table_(table) {}

    std::optional<Failure> add(const std::string& key, std::size_t line, std::string_view column) {
        const auto [place, added] = lines_.try_emplace(key, line);
        if (added) {
            return std::nullopt;
        }
        return table_.refusal(
            line, column,
            "'" + key + "' is on line " + std::to_string(place->second) + " already; keep one.");
    }

private:
    const CsvTable& table_;
    std::map<std::string, std::size_t> lines_;
};

}  // namespace

Result<ImportFile<core::PersonImport>> read_people(const std::string& path) {
    const auto table = CsvTable::read(path, people_columns);
    if (!table) {
        return table.error();
    }
    ImportFile<core::PersonImport> file{path, {}, {}};
    SeenKeys subjects(*table);
    for (const CsvRow& row : table->rows()) {
        PersonRow reader(*table, row);
        core::PersonImport person = reader.read();
        if (reader.failure()) {
            return *reader.failure();
        }
        if (auto doubled = subjects.add(person.subject, row.line, "subject")) {
            return *std::move(doubled);
        }
        file.entries.push_back(std::move(person));
        file.lines.push_back(row.line);
    }
    return file;
}

Result<ImportFile<core::Skill>> read_skills(const std::string& path) {
    const auto table = CsvTable::read(path, skill_columns);
    if (!table) {
        return table.error();
    }
    ImportFile<core::Skill> file{path, {}, {}};
    SeenKeys codes(*table);
    for (const CsvRow& row : table->rows()) {
        core::Skill skill{std::string(table->cell(row, "code")), std::string(table->cell(row, "label")),
                          std::string(table->cell(row, "description"))};
        if (skill.code.empty() || skill.code.size() > most_bytes) {
            return table->refusal(row.line, "code", "It must have 1 to 200 bytes, such as S1.1.");
        }
        if (skill.code.find_first_of(" ;:,") != std::string::npos) {
            return table->refusal(row.line, "code",
                                  "'" + skill.code + "' must have no space, ';', ':' or ',' in it.");
        }
        if (skill.label.empty() || skill.label.size() > most_bytes) {
            return table->refusal(row.line, "label", "It must have 1 to 200 bytes: what people read.");
        }
        if (skill.description.size() > most_description_bytes) {
            return table->refusal(row.line, "description", "It is longer than 4096 bytes; shorten it.");
        }
        if (auto doubled = codes.add(skill.code, row.line, "code")) {
            return *std::move(doubled);
        }
        file.entries.push_back(std::move(skill));
        file.lines.push_back(row.line);
    }
    return file;
}

Result<core::Roles> parse_roles(std::string_view text) {
    core::Roles roles;
    for (const std::string_view name : parts(text, " ;")) {
        const auto* const found = std::find_if(role_names.begin(), role_names.end(),
                                               [&](const auto& role) { return role.first == name; });
        if (found == role_names.end()) {
            return usage_failure("'" + std::string(name) +
                                 "' is no role; use learner, coach, peer, manager or admin.");
        }
        roles.add(found->second);
    }
    if (roles.bits == 0) {
        return usage_failure("Name at least one role: learner, coach, peer, manager or admin.");
    }
    return roles;
}

Result<std::vector<core::SkillLevel>> parse_skills(std::string_view text) {
    std::vector<core::SkillLevel> skills;
    for (const std::string_view part : parts(text, " ;")) {
        const std::size_t colon = part.find(':');
        const std::string_view level_text = colon == std::string_view::npos ? "" : part.substr(colon + 1);
        if (colon == 0 || level_text.size() != 1 || level_text[0] < '1' || level_text[0] > '5') {
            return usage_failure(
                "'" + std::string(part) +
                "' is no skill with a level; write CODE:LEVEL with a level from 1 to 5, such as "
                "S1.1:4.");
        }
        if (std::any_of(skills.begin(), skills.end(),
                        [&](const core::SkillLevel& skill) { return skill.code == part.substr(0, colon); })) {
            return usage_failure("The skill '" + std::string(part.substr(0, colon)) +
                                 "' is there twice; keep one.");
        }
        if (skills.size() == most_skills) {
            return usage_failure("There are more than 100 skills; keep those that matter.");
        }
        skills.push_back(
            {std::string(part.substr(0, colon)), static_cast<std::uint8_t>(level_text[0] - '0')});
    }
    return skills;
}

Result<std::vector<std::string>> parse_languages(std::string_view text) {
    std::vector<std::string> languages;
    for (const std::string_view tag : parts(text, " ;")) {
        const bool well_formed =
            tag.size() >= 2 && tag.size() <= 35 && std::all_of(tag.begin(), tag.end(), [](char c) {
                return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
            });
        if (!well_formed) {
            return usage_failure("'" + std::string(tag) +
                                 "' is no language tag; use one such as en or pt-BR.");
        }
        if (languages.size() == most_languages) {
            return usage_failure("There are more than 16 languages; keep those that matter.");
        }
        languages.emplace_back(tag);
    }
    return languages;
}

std::string roles_text(core::Roles roles) {
    std::string text;
    for (const auto& [name, role] : role_names) {
        if (roles.has(role)) {
            text += (text.empty() ? "" : " ") + std::string(name);
        }
    }
    return text;
}

}  // namespace courtside::server
