#include "sim/world.hpp"

#include "sim/draws.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <set>
#include <span>
#include <utility>

namespace courtside::sim {
namespace {

using namespace core;
using What = Draws::What;

constexpr std::uint32_t skills = 12;
constexpr double zipf = 0.8;
constexpr std::array<const char*, 3> languages{"en", "de", "fr"};
constexpr double mean_work_minutes = 24.5;  // half of 15 and 30 each, and two for the pause
constexpr std::uint8_t highest_level = 5;
constexpr std::array level_shares{0.50, 0.25, 0.15, 0.10};  // of the least levels 1 to 4 among requests
constexpr double urgent_share = 0.4;

// Relative volume by hour, measured over one day of a bank's calls; 1 is the mean.
constexpr std::uint32_t first_hour = 7;
constexpr std::array volume{0.40, 0.82, 1.47, 1.53, 1.44, 1.37, 1.28,
                            1.27, 1.19, 1.09, 0.77, 0.56, 0.45, 0.37};
constexpr std::uint32_t shift_hours = 8;

std::string skill_code(std::uint32_t skill) {
    return "S" + std::to_string(skill + 1);
}

/// The place in `shares` where a draw from [0, 1) falls.
std::size_t pick(std::span<const double> shares, double draw) {
    double rest = draw * std::accumulate(shares.begin(), shares.end(), 0.0);
    for (std::size_t i = 0; i + 1 < shares.size(); ++i) {
        rest -= shares[i];
        if (rest < 0) {
            return i;
        }
    }
    return shares.size() - 1;
}

std::uint32_t draw_skill(double draw) {
    static const std::array<double, skills> shares = [] {
        std::array<double, skills> result{};
        for (std::size_t i = 0; i < result.size(); ++i) {
            result[i] = std::pow(static_cast<double>(i) + 1.0, -zipf);
        }
        return result;
    }();
    return static_cast<std::uint32_t>(pick(shares, draw));
}

CoachPlan draw_coach(const Draws& draws, std::uint32_t index) {
    CoachPlan coach;
    coach.subject = "coach-" + std::to_string(index + 1);
    const std::uint32_t tenth = (index * 7) % 10;  // exactly 60, 30 and 10 per cent
    const std::size_t wanted = tenth < 6 ? 2 : tenth < 9 ? 4 : 8;
    for (std::uint64_t i = 0; coach.levels.size() < wanted; ++i) {
        const std::uint32_t skill = draw_skill(draws.unit(What::skill, index, i + 1));
        const auto level =
            static_cast<std::uint8_t>(1 + draws.below(highest_level, What::level, index, skill));
        coach.levels.emplace(skill_code(skill), level);
    }
    coach.languages = {languages[index % languages.size()]};
    if (index % 2 == 0) {
        coach.languages.emplace_back(languages[(index + 1) % languages.size()]);
    }
    coach.accepts = 0.65 + 0.3 * draws.unit(What::will, index);
    return coach;
}

Instant hour(std::uint32_t of_day) {
    return midnight + hours(of_day);
}

/// Gives each coach eight hours, one after the other where the hours' work is least covered so far.
void plan_shifts(std::vector<CoachPlan>& coaches) {
    std::array<double, volume.size()> there{};
    for (CoachPlan& coach : coaches) {
        std::size_t best = 0;
        double most = -1;
        for (std::size_t start = 0; start + shift_hours <= volume.size(); ++start) {
            double uncovered = 0;
            for (std::size_t i = start; i < start + shift_hours; ++i) {
                uncovered += volume.at(i) / (1.0 + there.at(i));
            }
            if (uncovered > most) {
                most = uncovered;
                best = start;
            }
        }
        for (std::size_t i = best; i < best + shift_hours; ++i) {
            there.at(i) += 1;
        }
        const auto from = first_hour + static_cast<std::uint32_t>(best);
        const bool last = best + shift_hours == volume.size();  // they stay until the last talk is over
        coach.shifts = {{hour(from), hour(from + shift_hours) + minutes(last ? 40 : 0)}};
    }
}

bool anybody_serves(const World& world, const RequestPlan& request) {
    return std::ranges::any_of(world.coaches, [&](const CoachPlan& coach) {
        return coach.serves(request.skill, request.language, request.least_level);
    });
}

RequestPlan draw_request(const World& world, const Draws& draws, std::uint64_t key, Instant at) {
    RequestPlan request;
    request.at = at;
    std::uint64_t again = 0;
    do {
        request.skill = skill_code(draw_skill(draws.unit(What::asked_skill, key, again)));
        request.language = languages[draws.below(languages.size(), What::asked_language, key, again)];
        request.least_level =
            static_cast<std::uint8_t>(1 + pick(level_shares, draws.unit(What::asked_level, key, again)));
    } while (!anybody_serves(world, request) && ++again < 1000);
    request.minutes = draws.unit(What::minutes, key) < 0.5 ? 15 : 30;
    request.length = request.minutes * (0.9 + 0.2 * draws.unit(What::length, key));
    request.urgent = draws.unit(What::urgent, key) < urgent_share;
    return request;
}

/// Arrivals at `rate` a minute at the busiest, thinned to `share(at)` of it.
template <class Share>
void draw_requests(World& world, const Draws& draws, TimeWindow window, double rate, Share share) {
    Instant at = window.from;
    for (std::uint64_t key = 1;; ++key) {
        const double gap = draws.exponential(60'000.0 / rate, What::gap, key);
        at = at + Duration{static_cast<std::int64_t>(gap) + 1};
        if (at >= window.to) {
            return;
        }
        if (draws.unit(What::thinned, key) < share(at)) {
            world.requests.push_back(draw_request(world, draws, key, at));
        }
    }
}

void fill_flat(World& world, const Draws& draws, const WorldOptions& options) {
    const TimeWindow open{midnight, midnight + hours(options.hours)};
    for (CoachPlan& coach : world.coaches) {
        coach.shifts = {{open.from, open.to + hours(4)}};  // nobody leaves before the last talk
    }
    world.measured_from = midnight + hours(1);
    draw_requests(world, draws, open, options.load * options.coaches / mean_work_minutes,
                  [](Instant) { return 1.0; });
}

void fill_day(World& world, const Draws& draws, const WorldOptions& options) {
    plan_shifts(world.coaches);
    world.measured_from = hour(first_hour);
    const double all = std::accumulate(volume.begin(), volume.end(), 0.0);
    const double highest = *std::ranges::max_element(volume);
    const double work_an_hour = options.load * options.coaches * shift_hours * highest / all;  // in hours
    const TimeWindow open{hour(first_hour), hour(first_hour + static_cast<std::uint32_t>(volume.size()))};
    draw_requests(world, draws, open, work_an_hour / mean_work_minutes, [&](Instant at) {
        return volume.at(static_cast<std::size_t>((at - open.from).ms / hours(1).ms)) / highest;
    });
}

}  // namespace

std::uint8_t CoachPlan::level_in(const std::string& skill) const {
    std::uint8_t highest = 0;
    for (const auto& [code, level] : levels) {
        if (code == skill || code.starts_with(skill + '.')) {
            highest = std::max(highest, level);
        }
    }
    return highest;
}

bool CoachPlan::serves(const std::string& skill, const std::string& language,
                       std::uint8_t least_level) const {
    return level_in(skill) >= std::max<std::uint8_t>(least_level, 1) &&
           std::ranges::find(languages, language) != languages.end();
}

World seeded_world(const WorldOptions& options) {
    const Draws draws(options.seed);
    World world;
    world.seed = options.seed;
    world.patience = minutes(options.patience_minutes);
    for (std::uint32_t i = 0; i < options.coaches; ++i) {
        world.coaches.push_back(draw_coach(draws, i));
    }
    if (options.shape == Shape::flat) {
        fill_flat(world, draws, options);
    } else {
        fill_day(world, draws, options);
    }
    return world;
}

World pooled(World world) {
    std::map<std::string, std::uint8_t> all_skills;
    std::set<std::string> all_languages;
    for (const RequestPlan& request : world.requests) {
        all_skills.emplace(request.skill, highest_level);
        all_languages.insert(request.language);
    }
    for (CoachPlan& coach : world.coaches) {
        coach.levels = all_skills;
        coach.languages.assign(all_languages.begin(), all_languages.end());
    }
    return world;
}

}  // namespace courtside::sim
