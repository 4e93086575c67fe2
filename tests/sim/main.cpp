// courtside-sim: compares matching policies, and answers a company's "what if". See --help.

#include "main/files.hpp"
#include "sim/company_files.hpp"
#include "sim/company_report.hpp"
#include "sim/plot.hpp"
#include "sim/report.hpp"
#include "sim/what_if_text.hpp"

#include <CLI/CLI.hpp>
#include <boost/json/serialize.hpp>

#include <array>
#include <cstdint>
#include <exception>
#include <iostream>
#include <map>
#include <string>

namespace courtside::sim {
namespace {

struct PolicyOptions {
    WorldOptions world;
    Weights weights;
    std::uint32_t seeds = 3;
    bool json = false;
    std::string plot;
};

void add_policies(CLI::App& app, PolicyOptions& options) {
    CLI::App& command = *app.add_subcommand(
        "policies", "Compares the matching with simple rules on the same people and requests");
    const std::map<std::string, Shape> shapes{{"flat", Shape::flat}, {"day", Shape::day}};
    command.add_option("--seed", options.world.seed, "The first seed")->capture_default_str();
    command.add_option("--seeds", options.seeds, "How many")
        ->check(CLI::Range(1, 100))
        ->capture_default_str();
    command.add_option("--coaches", options.world.coaches, "How many coaches")
        ->check(CLI::Range(1, 2000))
        ->capture_default_str();
    command
        .add_option("--load", options.world.load, "Work including the pause after it, by the coaches' time")
        ->check(CLI::Range(0.05, 2.0))
        ->capture_default_str();
    command.add_option("--shape", options.world.shape, "flat, or day: the hours of a working day")
        ->transform(CLI::CheckedTransformer(shapes));
    command
        .add_option("--hours", options.world.hours, "Length of a flat load; the first hour is not measured")
        ->check(CLI::Range(2, 168))
        ->capture_default_str();
    command
        .add_option("--patience", options.world.patience_minutes,
                    "Minutes until a learner withdraws; 0: never")
        ->check(CLI::Range(0, 600))
        ->capture_default_str();
    command
        .add_option("--cost", options.weights.cost,
                    "The policy's weight of being needed elsewhere, in thousandths")
        ->capture_default_str();
    command
        .add_option("--acceptance", options.weights.acceptance,
                    "Its weight of each of ten offers likely accepted")
        ->capture_default_str();
    command.add_option("--scarcity", options.weights.scarcity, "Its weight of a wait that few can end")
        ->capture_default_str();
    command.add_flag("--json", options.json, "For programs");
    command.add_option("--plot", options.plot,
                       "Writes the mean wait at loads from 0.50 to 0.95 into this SVG file");
}

std::string wait_by_load(const PolicyOptions& options) {
    std::vector<Line> lines(contenders);
    for (std::size_t i = 0; i < contenders; ++i) {
        lines[i].name = name(static_cast<Contender>(i));
    }
    for (int percent = 50; percent <= 95; percent += 5) {
        WorldOptions world = options.world;
        world.load = percent / 100.0;
        const auto comparisons = compare(world, options.seeds, options.weights);
        for (std::size_t i = 0; i < contenders; ++i) {
            lines[i].points.emplace_back(world.load, comparisons[i].mean.mean_wait);
        }
    }
    return line_chart(
        {"Wait by load, " + std::to_string(options.world.coaches) + " coaches", "load", "mean wait, seconds"},
        lines);
}

server::Result<> compare_policies(const PolicyOptions& options) {
    if (!options.plot.empty()) {
        if (const auto written = server::replace_file(options.plot, wait_by_load(options)); !written) {
            return written.error();
        }
    }
    const auto comparisons = compare(options.world, options.seeds, options.weights);
    if (options.json) {
        std::cout << boost::json::serialize(document(options.world, comparisons)) << '\n';
    } else {
        print(std::cout, options.world, comparisons);
    }
    return {};
}

struct CompanyOptions {
    std::string people;
    std::string demand;
    std::string ready;
    std::string what_if;
    std::uint32_t seeds = 5;
    std::uint32_t patience = 20;
    bool levers = false;
    bool json = false;
};

CLI::App& add_company(CLI::App& app, CompanyOptions& options) {
    CLI::App& command =
        *app.add_subcommand("company", "How a company's own people would cope with a day of requests");
    command
        .add_option("--people", options.people,
                    "CSV as for 'courtside person import', or 'person list --json'")
        ->required();
    command.add_option("--demand", options.demand, "CSV of one day: minute, skill, language, minutes")
        ->required();
    command.add_option("--ready", options.ready,
                       "When coaches are there, as 08:30-17:00; otherwise while requests come");
    command.add_option(
        "--what-if", options.what_if,
        "A change to try: \"2 coaches with S1.2 level 3 in de\", \"1 new coach with S1.2 in de\"");
    command.add_flag("--levers", options.levers, "Also tell where one more coach would help most");
    command.add_option("--patience", options.patience, "Minutes until a learner withdraws; 0: never")
        ->check(CLI::Range(0, 600))
        ->capture_default_str();
    command.add_option("--seeds", options.seeds, "Days to average over")
        ->check(CLI::Range(1, 100))
        ->capture_default_str();
    command.add_flag("--json", options.json, "For programs");
    return command;
}

/// Everybody is there from a little before the first request until the last talk is over.
core::TimeWindow while_asked(const Company& company) {
    return {company.requests.front().at, company.requests.back().at + core::hours(2)};
}

server::Result<> answer_company(const CompanyOptions& options) {
    auto coaches = read_coaches(options.people);
    if (!coaches) {
        return coaches.error();
    }
    auto requests = read_demand(options.demand);
    if (!requests) {
        return requests.error();
    }
    Company company{*std::move(coaches), *std::move(requests), {}, options.patience};
    company.ready = while_asked(company);
    if (!options.ready.empty()) {
        const auto hours = parse_hours(options.ready);
        if (!hours) {
            return hours.error();
        }
        company.ready = *hours;
    }
    CompanyAnswer answer;
    answer.now = *live(company, std::nullopt, options.seeds);
    if (!options.what_if.empty()) {
        const auto change = parse_what_if(options.what_if);
        if (!change) {
            return change.error();
        }
        auto after = live(company, *change, options.seeds);
        if (!after) {
            return too_few_to_learn(*change, company);
        }
        answer.after = *std::move(after);
        answer.change = options.what_if;
    }
    if (options.levers) {
        answer.levers = levers({&company, 1}, {.seeds = options.seeds});
    }
    if (options.json) {
        std::cout << boost::json::serialize(document(company, answer)) << '\n';
    } else {
        print(std::cout, company, answer);
    }
    return {};
}

int report(const server::Result<>& done) {
    if (done) {
        return 0;
    }
    std::cerr << "courtside-sim: " << done.error().sentence << '\n';
    return static_cast<int>(done.error().code);
}

int run(int count, const char* const* words) {
    CLI::App app("Courtside's matching in virtual time", "courtside-sim");
    app.require_subcommand(1);
    PolicyOptions policies;
    add_policies(app, policies);
    CompanyOptions company;
    const CLI::App& about_company = add_company(app, company);
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        return code == 0 ? 0 : 2;
    }
    return report(about_company.parsed() ? answer_company(company) : compare_policies(policies));
}

}  // namespace
}  // namespace courtside::sim

int main(int count, char** words) {
    try {
        return courtside::sim::run(count, words);
    } catch (const std::exception& error) {
        std::cerr << "courtside-sim: " << error.what() << '\n';
        return 1;
    }
}
