#pragma once

#include "core/inputs.hpp"
#include "core/model/tenant.hpp"
#include "main/csv_table.hpp"
#include "main/failure.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace courtside::server {

/// What a file brings in, and the line each entry stands on.
template <class T>
struct ImportFile {
    std::string path;
    std::vector<T> entries;
    std::vector<std::size_t> lines;
};

/// Columns: subject (required), name, roles, skills, languages, time_zone, manager, unit.
///
/// Roles and languages are separated by spaces or ';', skills are CODE:LEVEL separated by ';'. An
/// empty cell or an absent column leaves that part of the person as it is; "-" clears it where there
/// can be nothing (skills, languages, manager, unit). Whether a skill, time zone or manager exists
/// is for the engine to say. The first wrong cell refuses the file.
[[nodiscard]] Result<ImportFile<core::PersonImport>> read_people(const std::string& path);

/// Columns: code (required), label, description; every entry needs a label.
[[nodiscard]] Result<ImportFile<core::Skill>> read_skills(const std::string& path);

/// The parts of a cell or flag, or what is wrong with it as a sentence.
[[nodiscard]] Result<core::Roles> parse_roles(std::string_view text);
[[nodiscard]] Result<std::vector<core::SkillLevel>> parse_skills(std::string_view text);
[[nodiscard]] Result<std::vector<std::string>> parse_languages(std::string_view text);

/// "learner coach", for lists.
[[nodiscard]] std::string roles_text(core::Roles roles);

}  // namespace courtside::server
