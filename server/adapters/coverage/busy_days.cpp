#include "adapters/coverage/busy_days.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <unordered_map>
#include <utility>

namespace courtside::coverage {
namespace {

constexpr std::int64_t ms_of_day = core::days(1).ms;
/// From the last request to the end of its talk.
constexpr core::Duration last_talk = core::hours(2);

sim::CoachPlan plan_of(const core::Person& person) {
    sim::CoachPlan plan;
    for (const core::SkillLevel& skill : person.skills) {
        plan.levels[skill.code] = skill.level;
    }
    plan.languages = person.languages;
    return plan;
}

sim::RequestPlan plan_of(const core::MonthOfRequests& month, const core::PastRequest& request) {
    const core::AskedType& type = month.types[request.type];
    sim::RequestPlan plan;
    plan.at = sim::midnight + core::Duration{request.asked_at.ms % ms_of_day};
    plan.skill = type.skill;
    plan.language = type.language;
    plan.least_level = request.least_level;
    plan.minutes = request.minutes;
    plan.urgent = request.urgent;
    return plan;
}

class Days {
public:
    Days(const core::MonthOfRequests& month, const std::vector<core::Person>& people,
         const std::map<std::int64_t, std::set<core::PersonId>>& offered, const LeverBounds& bounds)
        : month_(month), offered_(offered), bounds_(bounds) {
        for (const core::Person& person : people) {
            if (coaches(person)) {
                coaches_.emplace(person.id.value, &person);
            }
        }
        for (const core::PastRequest& request : month.requests) {
            by_day_[request.asked_at.ms / ms_of_day].push_back(&request);
        }
    }

    [[nodiscard]] std::vector<sim::Company> busiest() const {
        std::vector<std::pair<std::size_t, std::int64_t>> order;
        for (const auto& [day, requests] : by_day_) {
            order.emplace_back(requests.size(), day);
        }
        std::ranges::sort(order, std::greater{});
        std::vector<sim::Company> days;
        for (const auto& [size, day] : order) {
            if (days.size() == bounds_.days) {
                break;
            }
            days.push_back(company_of(day));
        }
        return days;
    }

private:
    [[nodiscard]] sim::Company company_of(std::int64_t day) const {
        sim::Company company;
        for (const core::PastRequest* request : by_day_.at(day)) {
            company.requests.push_back(plan_of(month_, *request));
        }
        std::ranges::stable_sort(company.requests, {}, &sim::RequestPlan::at);
        company.requests.resize(std::min(company.requests.size(), bounds_.requests));
        company.ready = {company.requests.front().at, company.requests.back().at + last_talk};
        const auto there = offered_.find(day);
        if (there != offered_.end()) {
            for (const core::PersonId person : there->second) {
                const auto coach = coaches_.find(person.value);
                if (coach != coaches_.end() && company.coaches.size() < bounds_.coaches) {
                    company.coaches.push_back(plan_of(*coach->second));
                }
            }
        }
        return company;
    }

    const core::MonthOfRequests& month_;
    const std::map<std::int64_t, std::set<core::PersonId>>& offered_;
    const LeverBounds& bounds_;
    std::unordered_map<std::uint64_t, const core::Person*> coaches_;
    std::map<std::int64_t, std::vector<const core::PastRequest*>> by_day_;
};

}  // namespace

bool coaches(const core::Person& person) {
    return person.roles.has(core::Role::coach) || person.roles.has(core::Role::peer);
}

std::vector<sim::Company> busy_days(const core::MonthOfRequests& month,
                                    const std::vector<core::Person>& people,
                                    const std::map<std::int64_t, std::set<core::PersonId>>& offered,
                                    const LeverBounds& bounds) {
    return Days(month, people, offered, bounds).busiest();
}

}  // namespace courtside::coverage
