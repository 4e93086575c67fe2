#include "sim/company_report.hpp"

#include "main/text_table.hpp"
#include "sim/report.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <ostream>

namespace courtside::sim {
namespace {

namespace json = boost::json;

constexpr double least_asked = 8;  // of a line by itself
constexpr std::array<std::string_view, 4> told{"requests", "mean_wait_s", "p95_wait_s", "lost"};

const Column whole{"", "", "", 0};
const Column tenths{"", "", "", 1};

struct TypeLine {
    std::string skill;
    std::string language;
    std::optional<std::uint32_t> could_serve;
    TypeDay now;
    TypeDay after;
};

double mean_wait(const TypeDay& day) {
    return day.asked > 0 ? day.waited / day.asked : 0;
}

void add(TypeDay& sum, const TypeDay& more) {
    sum.asked += more.asked;
    sum.waited += more.waited;
    sum.lost += more.lost;
}

/// Most waiting first; what few asked for at the end, together.
std::vector<TypeLine> type_lines(const CompanyAnswer& answer) {
    std::vector<TypeLine> lines;
    TypeLine others{"others", "", std::nullopt, {}, {}};
    for (const auto& [type, day] : answer.now.types) {
        const TypeDay after = answer.after ? answer.after->types.at(type) : TypeDay{};
        if (day.asked < least_asked) {
            add(others.now, day);
            add(others.after, after);
        } else {
            lines.push_back({type.first, type.second, day.could_serve, day, after});
        }
    }
    std::ranges::stable_sort(lines, std::greater{}, [](const TypeLine& line) { return line.now.waited; });
    if (others.now.asked > 0) {
        lines.push_back(others);
    }
    return lines;
}

std::vector<std::string> overall_row(std::string name, const CompanyDay& day) {
    std::vector<std::string> row{std::move(name)};
    for (const Column& column : columns()) {
        if (std::ranges::find(told, column.key) != told.end()) {
            row.push_back(cell(value(day.all, column), column));
        }
    }
    return row;
}

json::object overall(const CompanyDay& day) {
    json::object result;
    for (const Column& column : columns()) {
        if (std::ranges::find(told, column.key) != told.end()) {
            result[column.key] = value(day.all, column).value_or(0);
        }
    }
    return result;
}

void print_types(std::ostream& out, const CompanyAnswer& answer) {
    std::vector<std::vector<std::string>> table{
        {"skill", "language", "could serve", "asked", "lost", "mean wait s"}};
    if (answer.after) {
        table.front().insert(table.front().end(), {"lost after", "mean wait after s"});
    }
    for (const TypeLine& line : type_lines(answer)) {
        table.push_back({line.skill, line.language, cell(line.could_serve, whole),
                         cell(line.now.asked, whole), cell(line.now.lost, tenths),
                         cell(mean_wait(line.now), tenths)});
        if (answer.after) {
            table.back().push_back(cell(line.after.lost, tenths));
            table.back().push_back(cell(mean_wait(line.after), tenths));
        }
    }
    server::print_table(out, table);
}

}  // namespace

void print(std::ostream& out, const Company& company, const CompanyAnswer& answer) {
    out << company.coaches.size() << " coaches and peers, " << company.requests.size() << " requests, "
        << company.patience_minutes << " minutes of patience. Waits count those who gave up, too.\n\n";
    std::vector<std::vector<std::string>> table{{"", "requests", "mean wait s", "p95 wait s", "lost"},
                                                overall_row("now", answer.now)};
    if (answer.after) {
        table.push_back(overall_row(answer.change, *answer.after));
    }
    server::print_table(out, table);
    out << "\nBy what was asked for, most waiting first:\n";
    print_types(out, answer);
    if (!answer.levers.empty()) {
        out << "\nWhere one more coach would help most:\n";
        std::vector<std::vector<std::string>> helps{{"skill", "language", "minutes of waiting saved a day"}};
        for (const Lever& lever : answer.levers) {
            helps.push_back({lever.type.first, lever.type.second, cell(lever.saved / 60, whole)});
        }
        server::print_table(out, helps);
    }
}

json::object document(const Company& company, const CompanyAnswer& answer) {
    json::array types;
    for (const TypeLine& line : type_lines(answer)) {
        json::object each{
            {"skill", line.skill},
            {"language", line.language},
            {"could_serve", line.could_serve ? json::value(*line.could_serve) : json::value(nullptr)},
            {"asked", line.now.asked},
            {"lost", line.now.lost},
            {"mean_wait_s", mean_wait(line.now)}};
        if (answer.after) {
            each["lost_after"] = line.after.lost;
            each["mean_wait_after_s"] = mean_wait(line.after);
        }
        types.emplace_back(std::move(each));
    }
    json::array helps;
    for (const Lever& lever : answer.levers) {
        helps.push_back(json::object{{"skill", lever.type.first},
                                     {"language", lever.type.second},
                                     {"minutes_saved_a_day", lever.saved / 60}});
    }
    json::object result{{"coaches", company.coaches.size()},
                        {"patience_minutes", company.patience_minutes},
                        {"now", overall(answer.now)},
                        {"types", std::move(types)},
                        {"levers", std::move(helps)}};
    if (answer.after) {
        result["what_if"] = answer.change;
        result["after"] = overall(*answer.after);
    }
    return result;
}

}  // namespace courtside::sim
