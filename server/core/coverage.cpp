#include "core/coverage.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace courtside::core {
namespace {

constexpr std::int64_t ms_of_hour = hours(1).ms;

std::uint32_t hour_of(const PastRequest& request) {
    return static_cast<std::uint32_t>(request.asked_at.ms / ms_of_hour % 24);
}

using Places = std::vector<std::size_t>;

std::size_t learners_of(const MonthOfRequests& month, const Places& places) {
    std::set<std::uint64_t> learners;
    for (const std::size_t place : places) {
        learners.insert(month.requests[place].learner);
    }
    return learners.size();
}

bool enough(const MonthOfRequests& month, const Places& places) {
    std::set<std::uint64_t> learners;
    return std::ranges::any_of(places, [&](std::size_t place) {
        learners.insert(month.requests[place].learner);
        return learners.size() >= least_learners;
    });
}

void move_into(Places& to, Places&& from) {
    to.insert(to.end(), from.begin(), from.end());
    from.clear();
}

/// How deep a code is nested: "S1.2" is deeper than "S1".
std::ptrdiff_t depth_of(const std::string& code) {
    return code.empty() ? -1 : std::ranges::count(code, '.');
}

/// Rolls up what has too few learners; the hours come later.
class RollUp {
public:
    explicit RollUp(const MonthOfRequests& month) : month_(month) {}

    std::map<AskedType, Places> groups() {
        divide_by_type();
        for (auto& [type, places] : by_type_) {
            if (!type.language.empty() && enough(month_, places)) {
                shown_.emplace(type, std::move(places));
            } else {
                move_into(rest_of(type.skill), std::move(places));
            }
        }
        climb();
        return std::move(shown_);
    }

private:
    void divide_by_type() {
        for (std::size_t i = 0; i < month_.requests.size(); ++i) {
            by_type_[month_.types[month_.requests[i].type]].push_back(i);
        }
    }

    Places& rest_of(const std::string& skill) { return rest_[{-depth_of(skill), skill}]; }

    /// From the deepest skills up, so that what comes from below is there when a skill is looked at.
    void climb() {
        while (!rest_.empty()) {
            auto node = rest_.extract(rest_.begin());
            const std::string skill = node.key().second;
            Places places = std::move(node.mapped());
            if (skill.empty()) {
                show_others(std::move(places));
            } else if (enough(month_, places)) {
                shown_.emplace(AskedType{skill, ""}, std::move(places));
            } else {
                move_into(rest_of(skill_above(skill)), std::move(places));
            }
        }
    }

    /// Others need enough learners, too; where they are too few, the smallest group gives up its name.
    void show_others(Places&& others) {
        while (!enough(month_, others) && !shown_.empty()) {
            const auto smallest = std::ranges::min_element(
                shown_, {}, [this](const auto& group) { return learners_of(month_, group.second); });
            move_into(others, std::move(smallest->second));
            shown_.erase(smallest);
        }
        if (enough(month_, others)) {
            shown_.emplace(AskedType{}, std::move(others));
        }
    }

    const MonthOfRequests& month_;
    std::map<AskedType, Places> by_type_;
    std::map<std::pair<std::ptrdiff_t, std::string>, Places> rest_;  ///< the deepest first
    std::map<AskedType, Places> shown_;
};

/// Cuts a group into hours, each part as short as it can be with enough learners; together they are the day.
std::vector<CoverageGroup> by_hours(const MonthOfRequests& month, const AskedType& type,
                                    const Places& places) {
    std::array<Places, 24> hours_of_day;
    for (const std::size_t place : places) {
        hours_of_day.at(hour_of(month.requests[place])).push_back(place);
    }
    std::vector<CoverageGroup> parts;
    CoverageGroup part{type.skill, type.language, 0, 0, {}};
    for (std::uint32_t hour = 0; hour < 24; ++hour) {
        move_into(part.requests, std::move(hours_of_day.at(hour)));
        part.to_hour = hour + 1;
        if (enough(month, part.requests)) {
            parts.push_back(std::exchange(part, {type.skill, type.language, hour + 1, hour + 1, {}}));
        }
    }
    if (!parts.empty()) {
        parts.back().to_hour = 24;
        move_into(parts.back().requests, std::move(part.requests));
    }
    return parts;
}

}  // namespace

std::vector<CoverageGroup> coverage_groups(const MonthOfRequests& month) {
    std::vector<CoverageGroup> groups;
    for (const auto& [type, places] : RollUp(month).groups()) {
        std::ranges::move(by_hours(month, type, places), std::back_inserter(groups));
    }
    // The others have no skill, so they came first.
    std::stable_partition(groups.begin(), groups.end(),
                          [](const CoverageGroup& group) { return !group.skill.empty(); });
    return groups;
}

std::vector<bool> frequent_types(const MonthOfRequests& month) {
    std::vector<Places> places(month.types.size());
    for (std::size_t i = 0; i < month.requests.size(); ++i) {
        places[month.requests[i].type].push_back(i);
    }
    std::vector<bool> frequent;
    for (const Places& each : places) {
        frequent.push_back(enough(month, each));
    }
    return frequent;
}

CoverageCell coverage_cell(const MonthOfRequests& month, const CoverageGroup& group) {
    std::uint64_t waited_long = 0;
    std::uint64_t lost = 0;
    std::uint64_t wait_ms = 0;
    for (const std::size_t place : group.requests) {
        const PastRequest& request = month.requests[place];
        waited_long += request.waited > long_wait ? 1U : 0U;
        lost += request.lost ? 1U : 0U;
        wait_ms += static_cast<std::uint64_t>(std::max<std::int64_t>(request.waited.ms, 0));
    }
    CoverageCell cell;
    cell.skill = group.skill;
    cell.language = group.language;
    cell.from_hour = group.from_hour;
    cell.to_hour = group.to_hour;
    cell.asked = rounded(group.requests.size(), counted_in);
    cell.waited_long = rounded(waited_long, counted_in);
    cell.lost = rounded(lost, counted_in);
    cell.mean_wait_s = rounded(wait_ms / std::max<std::uint64_t>(group.requests.size(), 1),
                               static_cast<std::uint32_t>(waits_in.ms)) /
                       1000;
    return cell;
}

std::uint32_t rounded(std::uint64_t value, std::uint32_t to) {
    return static_cast<std::uint32_t>((value + to / 2) / to * to);
}

std::string skill_above(const std::string& code) {
    const auto dot = code.rfind('.');
    return dot == std::string::npos ? std::string() : code.substr(0, dot);
}

}  // namespace courtside::core
