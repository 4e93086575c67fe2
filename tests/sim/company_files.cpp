#include "sim/company_files.hpp"

#include "main/csv_table.hpp"
#include "main/files.hpp"
#include "main/imports.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace courtside::sim {
namespace {

namespace json = boost::json;
using server::Result;
using server::usage_failure;

constexpr std::size_t most_coaches = 10'000;
constexpr std::size_t most_requests = 100'000;
constexpr std::uint32_t minutes_a_day = 1440;
constexpr std::array<std::string_view, 4> demand_columns{"minute", "skill", "language", "minutes"};

bool helps(core::Roles roles) {
    return roles.has(core::Role::coach) || roles.has(core::Role::peer);
}

std::optional<std::uint32_t> whole_number(std::string_view text) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

Result<std::vector<CoachPlan>> coaches_of_csv(const std::string& path) {
    const auto file = server::read_people(path);
    if (!file) {
        return file.error();
    }
    std::vector<CoachPlan> coaches;
    for (const core::PersonImport& person : file->entries) {
        if (!helps(person.profile.roles.value_or(core::Roles{}))) {
            continue;
        }
        CoachPlan coach;
        coach.subject = person.subject;
        for (const core::SkillLevel& skill :
             person.profile.skills.value_or(std::vector<core::SkillLevel>{})) {
            coach.levels.emplace(skill.code, skill.level);
        }
        coach.languages = person.profile.languages.value_or(std::vector<std::string>{});
        coaches.push_back(std::move(coach));
    }
    return coaches;
}

/// One person of `courtside person list --json`; throws where it has another form.
std::optional<CoachPlan> coach_of(const json::object& person) {
    const auto roles = server::parse_roles(std::string_view(person.at("roles").as_string()));
    if (!roles || !helps(*roles)) {
        return std::nullopt;
    }
    CoachPlan coach;
    coach.subject = std::string(std::string_view(person.at("subject").as_string()));
    for (const auto& [code, level] : person.at("skills").as_object()) {
        const auto number = level.to_number<std::int64_t>();
        coach.levels.emplace(std::string(std::string_view(code)),
                             static_cast<std::uint8_t>(std::clamp<std::int64_t>(number, 1, 5)));
    }
    for (const json::value& language : person.at("languages").as_array()) {
        coach.languages.emplace_back(std::string_view(language.as_string()));
    }
    return coach;
}

Result<std::vector<CoachPlan>> coaches_of_json(const std::string& path, const std::string& text) {
    std::vector<CoachPlan> coaches;
    try {
        const json::value document = json::parse(text);
        for (const json::value& person : document.as_array()) {
            if (auto coach = coach_of(person.as_object())) {
                coaches.push_back(*std::move(coach));
            }
        }
    } catch (const std::exception&) {
        return usage_failure(path +
                             " is no list of people; give it what 'courtside person list --json' prints.");
    }
    return coaches;
}

}  // namespace

Result<std::vector<CoachPlan>> read_coaches(const std::string& path) {
    const auto text = server::read_text_file(path, server::max_csv_bytes);
    if (!text) {
        return text.error();
    }
    const std::size_t first = text->find_first_not_of(" \t\r\n");
    const bool is_json = first != std::string::npos && (*text)[first] == '[';
    auto coaches = is_json ? coaches_of_json(path, *text) : coaches_of_csv(path);
    if (!coaches) {
        return coaches;
    }
    if (coaches->empty()) {
        return usage_failure(path + " has no coach or peer in it; give them the role coach or peer.");
    }
    if (coaches->size() > most_coaches) {
        return usage_failure(path +
                             " has more than 10000 coaches and peers; leave out those who do not matter.");
    }
    return coaches;
}

Result<std::vector<RequestPlan>> read_demand(const std::string& path) {
    const auto table = server::CsvTable::read(path, demand_columns);
    if (!table) {
        return table.error();
    }
    if (table->rows().size() > most_requests) {
        return table->refusal(most_requests + 2, "", "There are more than 100000 requests; give it one day.");
    }
    std::vector<RequestPlan> requests;
    for (const server::CsvRow& row : table->rows()) {
        const auto minute = whole_number(table->cell(row, "minute"));
        if (!minute || *minute >= minutes_a_day) {
            return table->refusal(row.line, "minute", "It must be a minute of the day, 0 to 1439.");
        }
        const auto length = whole_number(table->cell(row, "minutes"));
        if (!length || (*length != 15 && *length != 30)) {
            return table->refusal(row.line, "minutes", "It must be 15 or 30.");
        }
        RequestPlan request;
        request.skill = std::string(table->cell(row, "skill"));
        if (request.skill.empty() || request.skill.size() > 200) {
            return table->refusal(row.line, "skill", "It must be the code of a skill, such as S1.1.");
        }
        const auto languages = server::parse_languages(table->cell(row, "language"));
        if (!languages || languages->size() != 1) {
            return table->refusal(row.line, "language", "It must be one language tag, such as en.");
        }
        request.language = languages->front();
        request.at = midnight + core::minutes(*minute);
        request.minutes = *length;
        requests.push_back(std::move(request));
    }
    std::ranges::stable_sort(requests, {}, &RequestPlan::at);
    return requests;
}

Result<core::TimeWindow> parse_hours(std::string_view text) {
    const auto clock = [](std::string_view part) -> std::optional<core::Instant> {
        const std::size_t colon = part.find(':');
        if (colon == std::string_view::npos) {
            return std::nullopt;
        }
        const auto hour = whole_number(part.substr(0, colon));
        const auto minute = whole_number(part.substr(colon + 1));
        if (!hour || !minute || *minute > 59 || *hour * 60 + *minute > minutes_a_day) {
            return std::nullopt;
        }
        return midnight + core::minutes(*hour * 60 + *minute);
    };
    const std::size_t dash = text.find('-');
    if (dash != std::string_view::npos) {
        const auto from = clock(text.substr(0, dash));
        const auto to = clock(text.substr(dash + 1));
        if (from && to && *from < *to) {
            return core::TimeWindow{*from, *to};
        }
    }
    return usage_failure("'" + std::string(text) + "' is no time of day; write it as 08:30-17:00.");
}

}  // namespace courtside::sim
