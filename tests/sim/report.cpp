#include "sim/report.hpp"

#include "main/text_table.hpp"

#include <boost/json/array.hpp>

#include <array>
#include <cstdio>
#include <ostream>
#include <string>

namespace courtside::sim {
namespace {

namespace json = boost::json;

constexpr auto baseline = static_cast<std::size_t>(Contender::first_come);
/// What can be told as a share of what first-come best-fit reaches.
constexpr std::array<std::string_view, 4> compared{"mean_wait_s", "p95_wait_s", "worst_type_s", "fit"};

std::string decimal(double value, int digits) {
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.*f", digits, value);
    return text.data();
}

std::string title(const Column& column) {
    return std::string(column.title) + (column.unit == "s" ? " s" : "");
}

std::string contender_name(std::size_t place) {
    return std::string(name(static_cast<Contender>(place)));
}

std::vector<std::string> row(std::string seed, std::size_t place, const Measures& measures) {
    std::vector<std::string> cells{std::move(seed), contender_name(place)};
    for (const Column& column : columns()) {
        cells.push_back(cell(value(measures, column), column));
    }
    return cells;
}

/// The column as a share of the baseline's; none where that is nothing.
std::optional<double> ratio(const Comparison& of, const Comparison& to, std::string_view key) {
    for (const Column& column : columns()) {
        if (column.key == key) {
            const auto all = value(to.mean, column);
            const auto part = value(of.mean, column);
            return all && part && *all > 0 ? std::optional(*part / *all) : std::nullopt;
        }
    }
    return std::nullopt;
}

json::object numbers(const Measures& measures) {
    json::object result;
    for (const Column& column : columns()) {
        const auto number = value(measures, column);
        result[column.key] = number ? json::value(*number) : json::value(nullptr);
    }
    return result;
}

std::string_view shape_name(Shape shape) {
    return shape == Shape::flat ? "flat" : "day";
}

}  // namespace

std::string cell(std::optional<double> value, const Column& column) {
    if (!value) {
        return "–";
    }
    return column.unit == "%" ? decimal(*value * 100, column.digits) + " %" : decimal(*value, column.digits);
}

void print(std::ostream& out, const WorldOptions& options, const std::vector<Comparison>& comparisons) {
    out << options.coaches << " coaches, load " << decimal(options.load, 2) << ", "
        << (options.shape == Shape::flat ? "flat for " + std::to_string(options.hours) + " hours"
                                         : std::string("the hours of a day"))
        << ", "
        << (options.patience_minutes > 0 ? std::to_string(options.patience_minutes) + " minutes of patience"
                                         : std::string("endless patience"))
        << "\n\n";
    std::vector<std::vector<std::string>> table{{"seed", "policy"}};
    for (const Column& column : columns()) {
        table.front().push_back(title(column));
    }
    for (std::size_t seed = 0; seed < comparisons.front().runs.size(); ++seed) {
        for (std::size_t i = 0; i < comparisons.size(); ++i) {
            table.push_back(row(std::to_string(options.seed + seed), i, comparisons[i].runs[seed]));
        }
    }
    for (std::size_t i = 0; i < comparisons.size(); ++i) {
        table.push_back(row("mean", i, comparisons[i].mean));
    }
    server::print_table(out, table);

    out << "\nAs a share of first-come best-fit:\n";
    std::vector<std::vector<std::string>> shares{{"policy"}};
    for (const std::string_view key : compared) {
        shares.front().emplace_back(key);
    }
    for (std::size_t i = 0; i < comparisons.size(); ++i) {
        shares.push_back({contender_name(i)});
        for (const std::string_view key : compared) {
            const auto share = ratio(comparisons[i], comparisons[baseline], key);
            shares.back().push_back(share ? decimal(*share, 3) : "–");
        }
    }
    server::print_table(out, shares);
}

json::object document(const WorldOptions& options, const std::vector<Comparison>& comparisons) {
    json::array policies;
    for (std::size_t i = 0; i < comparisons.size(); ++i) {
        json::array runs;
        for (std::size_t seed = 0; seed < comparisons[i].runs.size(); ++seed) {
            json::object run = numbers(comparisons[i].runs[seed]);
            run["seed"] = options.seed + seed;
            runs.emplace_back(std::move(run));
        }
        json::object shares;
        for (const std::string_view key : compared) {
            const auto share = ratio(comparisons[i], comparisons[baseline], key);
            shares[key] = share ? json::value(*share) : json::value(nullptr);
        }
        policies.push_back(json::object{{"policy", contender_name(i)},
                                        {"mean", numbers(comparisons[i].mean)},
                                        {"share_of_first_come", std::move(shares)},
                                        {"runs", std::move(runs)}});
    }
    return {{"coaches", options.coaches},
            {"load", options.load},
            {"shape", shape_name(options.shape)},
            {"hours", options.hours},
            {"patience_minutes", options.patience_minutes},
            {"policies", std::move(policies)}};
}

}  // namespace courtside::sim
