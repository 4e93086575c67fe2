#pragma once

#include "core/coverage.hpp"
#include "core/records.hpp"

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace courtside::test {

/// A company's month that is over, as the store has it.
struct PastMonth {
    core::TenantId tenant{1};
    core::Month month{};
    std::uint64_t learners = 60;
    std::uint64_t coaches = 4;
    std::uint64_t requests = 400;
    std::uint64_t skills = 3;
    std::uint64_t seed = 1;
    std::uint64_t first_person = 1;  ///< its number
};

inline std::string past_skill(std::uint64_t number) {
    return "S1." + std::to_string(number);
}

/// The learners have the first numbers, the coaches those after them. All ask from 7 to 17 h, three in ten in
/// English and the others in German; a quarter are found nobody, and the last skill is known by no coach.
inline std::vector<core::Record> records_of(const PastMonth& past) {
    std::mt19937_64 random(past.seed);
    const auto below = [&](std::uint64_t n) { return random() % n; };
    std::vector<core::Record> records;
    for (std::uint64_t i = 0; i < past.skills; ++i) {
        records.emplace_back(
            core::Put<core::Skill>{past.tenant, {past_skill(i), "skill " + std::to_string(i), ""}});
    }
    for (std::uint64_t i = 0; i < past.learners + past.coaches; ++i) {
        const std::uint64_t id = past.first_person + i;
        core::Person person;
        person.id = core::PersonId{id};
        person.subject = "person-" + std::to_string(id);
        person.name = "Person " + std::to_string(id);
        person.languages = {id % 2 == 0 ? "de" : "en"};
        if (i >= past.learners) {
            person.roles.add(core::Role::coach);
            person.languages = {"de", "en"};
            for (std::uint64_t nth = 0; nth < 2 && past.skills > 1; ++nth) {
                person.skills.push_back({past_skill((i + nth * 5) % (past.skills - 1)), 3});
            }
        } else {
            person.roles.add(core::Role::learner);
        }
        std::ranges::sort(person.skills);
        person.skills.erase(std::ranges::unique(person.skills).begin(), person.skills.end());
        records.emplace_back(core::Put<core::Person>{past.tenant, std::move(person)});
    }
    std::vector<core::Instant> times;
    for (std::uint64_t i = 0; i < past.requests; ++i) {
        times.push_back(core::time_of(past.month).from + core::days(static_cast<std::int64_t>(below(28))) +
                        core::hours(7) + core::seconds(static_cast<std::int64_t>(below(36'000))));
    }
    std::ranges::sort(times);
    for (std::uint64_t id = 1; id <= past.requests; ++id) {
        core::Issue issue;
        issue.id = core::IssueId{id};
        issue.learner = core::PersonId{past.first_person + below(past.learners)};
        issue.title = "Stuck";
        issue.opened_at = times[id - 1];
        issue.state = core::IssueState::resolved;
        records.emplace_back(core::Put<core::Issue>{past.tenant, issue});
        core::Request request;
        request.id = core::RequestId{id};
        request.issue = issue.id;
        request.learner = issue.learner;
        request.skill = past_skill(std::min(below(past.skills), below(past.skills)));
        request.language = below(10) < 3 ? "en" : "de";
        request.asked_at = request.waiting_since = times[id - 1];
        request.expires_at = request.asked_at + core::hours(2);
        const bool lost = below(4) == 0;
        request.state = lost ? core::RequestState::cancelled : core::RequestState::matched;
        request.ended_at =
            request.asked_at + core::seconds(static_cast<std::int64_t>(lost ? 1200 : 10 + below(200)));
        records.emplace_back(core::Put<core::Request>{past.tenant, request});
        core::Offer offer;
        offer.id = core::OfferId{id};
        offer.request = request.id;
        offer.coach = core::PersonId{past.first_person + past.learners + below(past.coaches)};
        offer.state = lost ? core::OfferState::declined : core::OfferState::accepted;
        offer.offered_at = request.asked_at;
        offer.closed_at = request.ended_at;
        records.emplace_back(core::Put<core::Offer>{past.tenant, offer});
    }
    return records;
}

}  // namespace courtside::test
