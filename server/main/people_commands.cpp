#include "main/commands.hpp"
#include "main/data_folder.hpp"
#include "main/imports.hpp"
#include "main/json_array.hpp"
#include "main/text_table.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <charconv>
#include <map>
#include <ostream>
#include <string_view>
#include <utility>

namespace courtside::server {
namespace {

namespace json = boost::json;

Result<> print_outcome(const CommandContext& context, const core::AdminResult& result) {
    if (context.json) {
        context.out << json::serialize(json::object{{"added", result.added},
                                                    {"updated", result.updated},
                                                    {"unchanged", result.unchanged}})
                    << '\n';
    } else {
        context.out << result.added << " added, " << result.updated << " updated, " << result.unchanged
                    << " unchanged\n";
    }
    return {};
}

/// The engine names a refused entry by its place among the entries, from 1, in its text as well; people
/// find it by the line.
template <class T>
Failure refused_import(const ImportFile<T>& file, const core::Error& error) {
    std::string place = file.path;
    std::string_view text = error.text;
    for (const auto& [name, value] : error.args) {
        std::size_t row = 0;
        if (name == "row" &&
            std::from_chars(value.data(), value.data() + value.size(), row).ec == std::errc{} && row >= 1 &&
            row <= file.lines.size()) {
            place += " line " + std::to_string(file.lines[row - 1]);
            const std::string said = "row " + value + ": ";
            text.remove_prefix(text.starts_with(said) ? said.size() : 0);
        }
    }
    return usage_failure(place + ": " + std::string(text) + ". Nothing was imported.");
}

/// Reads the file, hands its entries to the engine and prints what that did.
template <class Change, class T>
Result<> import_file(const CommandContext& context, const ImportOptions& options,
                     Result<ImportFile<T>> (*read)(const std::string&)) {
    auto file = read(options.file);
    if (!file) {
        return file.error();
    }
    const auto tenant = find_tenant(context.settings, options.tenant);
    if (!tenant) {
        return tenant.error();
    }
    const auto outcome = apply_admin(context.settings, Change{tenant->tenant.id, std::move(file->entries)});
    if (!outcome) {
        return outcome.error();
    }
    if (const auto* refused = std::get_if<core::Error>(&*outcome)) {
        return refused_import(*file, *refused);
    }
    return print_outcome(context, std::get<core::AdminResult>(*outcome));
}

std::string skills_text(const core::Person& person) {
    std::string text;
    for (const core::SkillLevel& skill : person.skills) {
        text += (text.empty() ? "" : ";") + skill.code + ":" + std::to_string(skill.level);
    }
    return text;
}

std::string languages_text(const core::Person& person) {
    std::string text;
    for (const std::string& language : person.languages) {
        text += (text.empty() ? "" : " ") + language;
    }
    return text;
}

using Subjects = std::map<core::PersonId, std::string>;

/// The subject of a person's manager; empty for none.
std::string manager_of(const core::Person& person, const Subjects& subjects) {
    const auto found = subjects.find(person.manager);
    return found == subjects.end() ? "" : found->second;
}

json::object person_document(const core::Person& person, const Subjects& subjects) {
    json::object skills;
    for (const core::SkillLevel& skill : person.skills) {
        skills[skill.code] = skill.level;
    }
    return {{"id", person.id.value},
            {"subject", person.subject},
            {"name", person.name},
            {"roles", roles_text(person.roles)},
            {"skills", std::move(skills)},
            {"languages", json_array(person.languages)},
            {"time_zone", person.time_zone},
            {"manager", manager_of(person, subjects)},
            {"unit", person.unit}};
}

}  // namespace

Result<> person_import(const CommandContext& context, const ImportOptions& options) {
    return import_file<core::ImportPeople, core::PersonImport>(context, options, read_people);
}

Result<> skill_import(const CommandContext& context, const ImportOptions& options) {
    return import_file<core::ImportSkills, core::Skill>(context, options, read_skills);
}

Result<> person_list(const CommandContext& context, const PersonListOptions& options) {
    const auto entry = find_tenant(context.settings, options.tenant);
    if (!entry) {
        return entry.error();
    }
    Subjects subjects;
    for (const core::Person& person : entry->people) {
        subjects[person.id] = person.subject;
    }
    if (context.json) {
        json::array document;
        for (const core::Person& person : entry->people) {
            document.push_back(person_document(person, subjects));
        }
        context.out << json::serialize(document) << '\n';
        return {};
    }
    std::vector<std::vector<std::string>> rows{
        {"id", "subject", "name", "roles", "skills", "languages", "time zone", "manager", "unit"}};
    for (const core::Person& person : entry->people) {
        rows.push_back({std::to_string(person.id.value), person.subject, person.name,
                        roles_text(person.roles), skills_text(person), languages_text(person),
                        person.time_zone, manager_of(person, subjects), person.unit});
    }
    print_table(context.out, rows);
    return {};
}

}  // namespace courtside::server
