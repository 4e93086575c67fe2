#include "sim/measures.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <utility>

namespace courtside::sim {
namespace {

/// A mean of fewer says nothing about the policy.
constexpr double least_of_type = 20;

struct Sum {
    double total = 0;
    double count = 0;

    void add(double value) {
        total += value;
        count += 1;
    }
    [[nodiscard]] double mean_or(double none) const { return count > 0 ? total / count : none; }
};

double shift_minutes(const CoachPlan& coach) {
    double total = 0;
    for (const core::TimeWindow& shift : coach.shifts) {
        total += static_cast<double>((shift.to - shift.from).ms) / 60'000.0;
    }
    return total;
}

double fairness(const World& world, const Outcome& outcome) {
    double sum = 0;
    double squares = 0;
    double count = 0;
    for (std::size_t i = 0; i < world.coaches.size(); ++i) {
        const double there = shift_minutes(world.coaches[i]);
        if (there > 0) {
            const double load = outcome.busy[i] / there;
            sum += load;
            squares += load * load;
            count += 1;
        }
    }
    return squares > 0 ? sum * sum / (count * squares) : 1.0;
}

double percentile_95(std::vector<double> waits) {
    if (waits.empty()) {
        return 0;
    }
    const auto place = waits.begin() + static_cast<std::ptrdiff_t>((waits.size() - 1) * 95 / 100);
    std::nth_element(waits.begin(), place, waits.end());
    return *place;
}

constexpr std::array all_columns{
    Column{"requests", "requests", "", 0},
    Column{"mean_wait_s", "mean wait", "s", 1},
    Column{"p95_wait_s", "p95 wait", "s", 1},
    Column{"worst_type_s", "worst type", "s", 1},
    Column{"lost", "lost", "%", 1},
    Column{"urgent_served", "urgent <15 min", "%", 1},
    Column{"fit", "fit", "", 3},
    Column{"fairness", "Jain", "", 3},
    Column{"offers_a_match", "offers", "", 2},
    Column{"promises_made", "promises", "", 0},
    Column{"promises_moved", "moved", "", 0},
    Column{"promises_broken", "broken", "", 0},
    Column{"promises_kept", "kept", "%", 1},
    Column{"estimates_held", "estimates", "%", 1},
};

}  // namespace

Measures measure(const World& world, const Outcome& outcome) {
    std::map<std::pair<std::string, std::string>, Sum> types;
    std::vector<double> waits;
    Sum wait;
    Sum lost;
    Sum urgent;
    Sum fit;
    Sum held;
    Sum kept;
    Measures result;
    for (std::size_t i = 0; i < world.requests.size(); ++i) {
        const RequestPlan& request = world.requests[i];
        const Fate& fate = outcome.fates[i];
        if (request.at < world.measured_from) {
            continue;
        }
        const double waited = static_cast<double>(fate.wait.ms) / 1000.0;
        waits.push_back(waited);
        wait.add(waited);
        types[{request.skill, request.language}].add(waited);
        lost.add(fate.matched ? 0 : 1);
        if (request.urgent) {
            urgent.add(fate.matched && fate.wait <= core::minutes(due_minutes) ? 1 : 0);
        }
        if (fate.matched) {
            fit.add(fate.fit);
        }
        if (fate.promise != PromiseFate::none) {
            result.moved += fate.promise == PromiseFate::moved ? 1 : 0;
            result.broken += fate.promise == PromiseFate::broken ? 1 : 0;
            kept.add(fate.promise == PromiseFate::kept ? 1 : 0);
        }
        if (fate.estimate_held) {
            held.add(*fate.estimate_held ? 1 : 0);
        }
    }
    result.requests = wait.count;
    result.mean_wait = wait.mean_or(0);
    result.p95_wait = percentile_95(std::move(waits));
    for (const auto& [type, waited] : types) {
        if (waited.count >= least_of_type) {
            result.worst_type = std::max(result.worst_type, waited.mean_or(0));
        }
    }
    result.lost = lost.mean_or(0);
    result.urgent_served = urgent.mean_or(1);
    result.fit = fit.mean_or(0);
    result.fairness = fairness(world, outcome);
    result.offers = fit.count > 0 ? static_cast<double>(outcome.offers) / fit.count : 0;
    result.promises = kept.count;
    if (kept.count > 0) {
        result.promises_kept = kept.mean_or(0);
    }
    if (held.count > 0) {
        result.estimates_held = held.mean_or(0);
    }
    return result;
}

std::span<const Column> columns() {
    return all_columns;
}

std::optional<double> value(const Measures& measures, const Column& column) {
    const std::array<std::optional<double>, all_columns.size()> values{
        measures.requests,      measures.mean_wait,     measures.p95_wait, measures.worst_type,
        measures.lost,          measures.urgent_served, measures.fit,      measures.fairness,
        measures.offers,        measures.promises,      measures.moved,    measures.broken,
        measures.promises_kept, measures.estimates_held};
    for (std::size_t i = 0; i < all_columns.size(); ++i) {
        if (all_columns.at(i).key == column.key) {
            return values.at(i);
        }
    }
    return std::nullopt;
}

Measures mean(std::span<const Measures> all) {
    Measures result;
    Sum promises;
    Sum estimates;
    const auto count = static_cast<double>(std::max<std::size_t>(all.size(), 1));
    for (const Measures& each : all) {
        result.requests += each.requests / count;
        result.mean_wait += each.mean_wait / count;
        result.p95_wait += each.p95_wait / count;
        result.worst_type += each.worst_type / count;
        result.lost += each.lost / count;
        result.urgent_served += each.urgent_served / count;
        result.fit += each.fit / count;
        result.fairness += each.fairness / count;
        result.offers += each.offers / count;
        result.promises += each.promises / count;
        result.moved += each.moved / count;
        result.broken += each.broken / count;
        if (each.promises_kept) {
            promises.add(*each.promises_kept);
        }
        if (each.estimates_held) {
            estimates.add(*each.estimates_held);
        }
    }
    if (promises.count > 0) {
        result.promises_kept = promises.mean_or(0);
    }
    if (estimates.count > 0) {
        result.estimates_held = estimates.mean_or(0);
    }
    return result;
}

}  // namespace courtside::sim
