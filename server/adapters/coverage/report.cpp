#include "adapters/coverage/report.hpp"

#include "adapters/coverage/busy_days.hpp"
#include "adapters/sqlite/entity_rows.hpp"
#include "adapters/sqlite/month_reader.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace courtside::coverage {
namespace {

constexpr std::size_t page_cells = 200;
constexpr std::size_t page_bytes = std::size_t{48} * 1024;
constexpr std::size_t cell_bytes = 160;  // beside its texts, in JSON

/// Of each skill in each language, and in any, the coaches and peers who have it or one below it.
std::map<core::AskedType, std::uint32_t> count_able(const std::vector<core::Person>& people) {
    std::map<core::AskedType, std::uint32_t> able;
    for (const core::Person& person : people) {
        if (!coaches(person)) {
            continue;
        }
        std::set<std::string> codes;
        for (const core::SkillLevel& skill : person.skills) {
            for (std::string code = skill.code; !code.empty(); code = core::skill_above(code)) {
                codes.insert(code);
            }
        }
        const std::set<std::string> languages(person.languages.begin(), person.languages.end());
        for (const std::string& code : codes) {
            ++able[{code, ""}];
            for (const std::string& language : languages) {
                ++able[{code, language}];
            }
        }
    }
    return able;
}

std::map<std::string, std::string> labels_of(const std::vector<core::Skill>& skills) {
    std::map<std::string, std::string> labels;
    for (const core::Skill& skill : skills) {
        labels.emplace(skill.code, skill.label);
    }
    return labels;
}

std::string label_of(const std::map<std::string, std::string>& labels, const std::string& code) {
    const auto place = labels.find(code);
    return place == labels.end() ? std::string() : place->second;
}

std::vector<core::CoverageCell> cells_of(const core::MonthOfRequests& month,
                                         const std::vector<core::Person>& people,
                                         const std::map<std::string, std::string>& labels) {
    const auto able = count_able(people);
    std::vector<core::CoverageCell> cells;
    for (const core::CoverageGroup& group : core::coverage_groups(month)) {
        core::CoverageCell cell = core::coverage_cell(month, group);
        if (!cell.skill.empty()) {
            const auto place = able.find({cell.skill, cell.language});
            cell.could_serve = place == able.end() ? 0 : place->second;
            cell.skill_label = label_of(labels, cell.skill);
        }
        cells.push_back(std::move(cell));
    }
    return cells;
}

using Clock = std::chrono::steady_clock;

/// As many of the days as are likely to fit into the time, one at least: the busiest is lived once to see.
std::span<const sim::Company> days_that_fit(std::span<const sim::Company> days, const LeverBounds& bounds,
                                            const std::function<bool()>& over) {
    const Clock::time_point begin = Clock::now();
    static_cast<void>(sim::live(days.front(), std::nullopt, 1, 1, over));
    const Clock::duration each = std::max(Clock::now() - begin, Clock::duration(1));
    const auto times = static_cast<std::size_t>(bounds.time / each);
    return days.first(std::clamp<std::size_t>(times / (bounds.levers + 1), 1, days.size()));
}

std::vector<core::CoverageLever> levers_of(const core::MonthOfRequests& month,
                                           const std::vector<sim::Company>& days,
                                           const std::map<std::string, std::string>& labels,
                                           const LeverBounds& bounds, const std::function<bool()>& stopped) {
    const std::vector<bool> frequent = core::frequent_types(month);
    std::set<sim::Type> may_be;
    for (std::size_t i = 0; i < month.types.size(); ++i) {
        if (frequent[i]) {
            may_be.emplace(month.types[i].skill, month.types[i].language);
        }
    }
    std::vector<core::CoverageLever> levers;
    if (may_be.empty()) {
        return levers;
    }
    const Clock::time_point ends = Clock::now() + bounds.time;
    const auto over = [&] { return Clock::now() >= ends || stopped(); };
    const sim::LeverSearch search{.seeds = 1,
                                  .most = bounds.levers,
                                  .may_be = [&](const sim::Type& type) { return may_be.contains(type); },
                                  .stopped = over};
    for (const sim::Lever& lever : sim::levers(days_that_fit(days, bounds, over), search)) {
        const double saved_minutes = std::max(lever.saved / 60, 0.0);
        const std::uint32_t told = core::rounded(static_cast<std::uint64_t>(saved_minutes), core::counted_in);
        if (told > 0) {
            levers.push_back({lever.type.first, label_of(labels, lever.type.first), lever.type.second, told});
        }
    }
    return levers;
}

}  // namespace

std::optional<core::CoverageReport> make_report(sqlite::Database& database, core::TenantId tenant,
                                                core::Month month, core::Instant now,
                                                const std::function<bool()>& stopped,
                                                const LeverBounds& bounds) {
    core::MonthOfRequests asked;
    std::vector<core::Person> people;
    std::map<std::string, std::string> labels;
    std::map<std::int64_t, std::set<core::PersonId>> offered;
    {
        const sqlite::Transaction one_moment(database, sqlite::Transaction::Kind::read);
        people = sqlite::read_people(database, tenant);
        asked = sqlite::read_month(database, tenant, month, people);
        labels = labels_of(sqlite::read_skills(database, tenant));
        offered = sqlite::read_offered(database, tenant, month);
    }
    core::CoverageReport report{month, now, cells_of(asked, people, labels), {}};
    if (!report.cells.empty()) {
        report.levers = levers_of(asked, busy_days(asked, people, offered, bounds), labels, bounds, stopped);
    }
    return stopped() ? std::nullopt : std::optional(std::move(report));
}

core::CoveragePage page_of(const core::CoverageReport& report, std::uint32_t from) {
    core::CoveragePage page;
    page.month = report.month;
    page.made_at = report.made_at;
    if (from == 0) {
        page.levers = report.levers;
    }
    std::size_t bytes = 0;
    for (std::size_t i = from; i < report.cells.size(); ++i) {
        const core::CoverageCell& cell = report.cells[i];
        bytes += cell_bytes + cell.skill.size() + cell.skill_label.size() + cell.language.size();
        if (page.cells.size() == page_cells || (bytes > page_bytes && !page.cells.empty())) {
            page.next = static_cast<std::uint32_t>(i);
            break;
        }
        page.cells.push_back(cell);
    }
    return page;
}

}  // namespace courtside::coverage
