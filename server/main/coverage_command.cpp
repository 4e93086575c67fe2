// What a company asked for in a month, and where one more person would help: groups only, never anybody.

#include "adapters/coverage/report.hpp"
#include "adapters/sqlite/schema.hpp"
#include "adapters/sqlite/sqlite_handle.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "app/clock.hpp"
#include "core/month.hpp"
#include "main/commands.hpp"
#include "main/data_folder.hpp"
#include "main/text_table.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <filesystem>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

namespace courtside::server {
namespace {

namespace json = boost::json;

std::string hours_text(const core::CoverageCell& cell) {
    const auto hour = [](std::uint32_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return cell.from_hour == 0 && cell.to_hour == 24 ? "all day"
                                                     : hour(cell.from_hour) + "-" + hour(cell.to_hour);
}

std::string language_text(const std::string& language) {
    return language.empty() ? "any" : language;
}

std::string skill_text(const std::string& code, const std::string& label) {
    return label.empty() ? code : code + " " + label;
}

void print_cells(std::ostream& out, const core::CoverageReport& report) {
    std::vector<std::vector<std::string>> table{
        {"skill", "language", "hours", "could serve", "asked", "over 90 s", "lost", "mean wait s"}};
    for (const core::CoverageCell& cell : report.cells) {
        const bool others = cell.skill.empty();
        table.push_back(
            {others ? "others" : skill_text(cell.skill, cell.skill_label), language_text(cell.language),
             hours_text(cell), others ? "" : std::to_string(cell.could_serve), std::to_string(cell.asked),
             std::to_string(cell.waited_long), std::to_string(cell.lost), std::to_string(cell.mean_wait_s)});
    }
    print_table(out, table);
}

void print(std::ostream& out, const core::CoverageReport& report) {
    if (report.cells.empty()) {
        out << "Fewer than " << core::least_learners << " people asked in " << core::month_text(report.month)
            << ": nothing is told of so few.\n";
        return;
    }
    out << "What was asked for in " << core::month_text(report.month)
        << ", by the hour of the day in UTC. Counts are multiples of " << core::counted_in
        << ", and each line is about " << core::least_learners
        << " people or more:\nwhat fewer asked for is in a wider skill, in any language, or with others.\n\n";
    print_cells(out, report);
    if (report.levers.empty()) {
        return;
    }
    out << "\nWhere one more person would help most, simulated on days like the busiest:\n";
    std::vector<std::vector<std::string>> table{{"skill", "language", "minutes of waiting saved a day"}};
    for (const core::CoverageLever& lever : report.levers) {
        table.push_back({skill_text(lever.skill, lever.skill_label), language_text(lever.language),
                         std::to_string(lever.saved_minutes_a_day)});
    }
    print_table(out, table);
}

/// The fields of the protocol's Coverage.
json::object document(const core::CoverageReport& report) {
    json::array cells;
    for (const core::CoverageCell& cell : report.cells) {
        cells.push_back(json::object{{"skill", cell.skill},
                                     {"skill_label", cell.skill_label},
                                     {"language", cell.language},
                                     {"from_hour", cell.from_hour},
                                     {"to_hour", cell.to_hour},
                                     {"could_serve", cell.could_serve},
                                     {"asked", cell.asked},
                                     {"waited_long", cell.waited_long},
                                     {"lost", cell.lost},
                                     {"mean_wait_s", cell.mean_wait_s}});
    }
    json::array levers;
    for (const core::CoverageLever& lever : report.levers) {
        levers.push_back(json::object{{"skill", lever.skill},
                                      {"skill_label", lever.skill_label},
                                      {"language", lever.language},
                                      {"saved_minutes_a_day", lever.saved_minutes_a_day}});
    }
    return {{"month", core::month_text(report.month)},
            {"made_ms", report.made_at.ms},
            {"cells", std::move(cells)},
            {"levers", std::move(levers)}};
}

Failure refused(const core::Error& error) {
    return usage_failure("There is no such report: the " + error.text + ".");
}

}  // namespace

Result<> tenant_coverage(const CommandContext& context, const TenantCoverageOptions& options) {
    const core::Instant now = app::make_clock()();
    const auto month = options.month ? core::parse_month(*options.month) : core::last_closed_month(now);
    if (!month) {
        return usage_failure("'" + *options.month + "' is no month; write it as 2026-10.");
    }
    if (const auto error = core::check_closed(*month, now)) {
        return refused(*error);
    }
    const auto entry = find_tenant(context.settings, options.tenant);
    if (!entry) {
        return entry.error();
    }
    // It is noted first: nobody reads what no trace is left of.
    const auto outcome = apply_admin(context.settings, core::NoteCoverage{entry->tenant.id, *month});
    if (!outcome) {
        return outcome.error();
    }
    if (const auto* error = std::get_if<core::Error>(&*outcome)) {
        return refused(*error);
    }
    try {
        const std::filesystem::path file = sqlite::database_file(context.settings.data);
        sqlite::Database database(file, sqlite::OpenMode::read_only);
        sqlite::configure_reader(database);
        sqlite::check_schema(database, file);
        const auto report =
            coverage::make_report(database, entry->tenant.id, *month, now, [] { return false; });
        if (context.json) {
            context.out << json::serialize(document(*report)) << '\n';
        } else {
            print(context.out, *report);
        }
    } catch (const std::runtime_error& error) {
        return store_failure("The store in " + context.settings.data + " cannot be read", error.what());
    }
    return {};
}

}  // namespace courtside::server
