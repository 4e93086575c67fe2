// The index against looking at everybody: over thousands of seeded histories, both decide alike after each
// step.

#include "core/directory.hpp"
#include "core/matching/eligibility.hpp"
#include "core/matching/foresight.hpp"
#include "core/matching/matcher.hpp"
#include "core/requests.hpp"
#include "crowd.hpp"
#include "support/builders.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace courtside::core {
namespace {

using namespace support;
using matching::Standing;

constexpr std::array skill_codes{"S1", "S1.1", "S1.1.1", "S1.2", "S2"};
constexpr std::array language_tags{"en", "de", "fr"};

/// A company whose people and requests change at random, without the rest of the engine around it.
class SmallCompany {
public:
    explicit SmallCompany(std::uint64_t seed) : dice_(seed) {
        tenant_.tenant.id = TenantId{1};
        for (int i = 0; i < 10; ++i) {
            add_person();
        }
        tenant_.tenant.reach = {static_cast<std::uint32_t>(dice_.below(60)), dice_.percent(50) ? 30U : 0U,
                                static_cast<TierOrder>(dice_.below(3)), 45};
    }

    Context context() {
        effects_.clear();
        return {rules_, zones_, policy_, timers_, effects_, tenant_, next_row_, now_};
    }

    void step() {
        now_ = now_ + Duration{static_cast<std::int64_t>(dice_.below(20'000))};
        Context all = context();
        PersonState& person = somebody();
        switch (dice_.below(9)) {
            case 0:
                change_profile(person);
                break;
            case 1:
                person.connections =
                    dice_.percent(80) ? std::vector{ConnectionId{1}} : std::vector<ConnectionId>{};
                break;
            case 2:
                person.person.ready_until = dice_.percent(80)
                                                ? now_ + minutes(static_cast<std::int64_t>(dice_.below(90)))
                                                : Instant{};
                break;
            case 3:
                person.person.next_offer_from = now_ + seconds(static_cast<std::int64_t>(dice_.below(60)));
                break;
            case 4:
                block(person);
                break;
            case 5:
                person.offer = dice_.percent(50) ? OfferId{99} : OfferId{};
                break;
            case 6:
                person.person.preferences.weekly_minutes = static_cast<std::uint32_t>(dice_.below(40));
                person.person.week = week_of(now_);
                person.person.week_minutes = static_cast<std::uint32_t>(dice_.below(30));
                break;
            default:
                person.request ? end_request(all, person) : ask(person);
        }
        tenant_.touch(person);
        // What time alone changes is told by timers; here everybody is looked at again.
        for (auto& [id, each] : tenant_.people) {
            matching::settle(all, each);
        }
    }

    // By looking at everybody. ------------------------------------------------------------------------

    [[nodiscard]] bool serves(const RequestEntry& entry, const PersonState& coach) const {
        const Request& request = entry.request;
        const PersonState& learner = tenant_.people.at(request.learner);
        const Duration age = now_ - request.asked_at;
        const Reach& reach = tenant_.tenant.reach;
        const bool below = reach.level_below_s > 0 && age >= seconds(reach.level_below_s);
        const int least = std::max(1, int{request.least_level} - (below ? 1 : 0));
        const auto level = coach.levels.find(request.skill);
        if (!coach.can_coach() || level == coach.levels.end() || level->second < least) {
            return false;
        }
        const bool paid = coach.person.roles.has(Role::coach);
        if (reach.tiers != TierOrder::together && age < seconds(reach.next_tier_s) &&
            paid != (reach.tiers == TierOrder::coaches_first)) {
            return false;
        }
        const auto speaks = [&](const std::string& tag) {
            return std::ranges::find(coach.person.languages, tag) != coach.person.languages.end();
        };
        const auto& spoken = learner.person.languages;
        return !request.language.empty() ? speaks(request.language)
                                         : spoken.empty() || std::ranges::any_of(spoken, speaks);
    }

    [[nodiscard]] bool waits_for_preferred(Context& all, const RequestEntry& entry) const {
        const Request& request = entry.request;
        return now_ < request.asked_at + seconds(tenant_.tenant.reach.preferred_s) &&
               std::ranges::any_of(request.prefer, [&](PersonId id) {
                   const PersonState& coach = tenant_.people.at(id);
                   const Standing standing = standing_of(all, coach);
                   return coach.person.ready_until && serves(entry, coach) &&
                          pair_allowed(request, tenant_.people.at(request.learner), coach) &&
                          (standing == Standing::busy || standing == Standing::soon);
               });
    }

    [[nodiscard]] bool may_be_asked(Context& all, const RequestEntry& entry, const PersonState& coach) const {
        const Request& request = entry.request;
        const bool preferred = std::ranges::find(request.prefer, coach.person.id) != request.prefer.end();
        return serves(entry, coach) && standing_of(all, coach) == Standing::idle &&
               pair_allowed(request, tenant_.people.at(request.learner), coach) &&
               has_time(all, coach, request.minutes) && (preferred || !waits_for_preferred(all, entry));
    }

    [[nodiscard]] std::set<PersonId> could_be_asked(Context& all, const RequestEntry& entry) const {
        std::set<PersonId> found;
        for (const auto& [id, coach] : tenant_.people) {
            if (may_be_asked(all, entry, coach)) {
                found.insert(id);
            }
        }
        return found;
    }

    [[nodiscard]] RequestId first_for(Context& all, const PersonState& coach) const {
        const RequestEntry* best = nullptr;
        for (const auto& [id, entry] : tenant_.requests) {
            if (!requests::can_be_offered(all, entry) || !may_be_asked(all, entry, coach)) {
                continue;
            }
            const auto turn = [&](const RequestEntry& each) {
                std::uint32_t there = 0;
                for (const auto& [person, state] : tenant_.people) {
                    there += serves(each, state) && standing_of(all, state) != Standing::gone ? 1U : 0U;
                }
                return policy_.among_all(policy_.turn(each.request), there);
            };
            if (best == nullptr || turn(entry) < turn(*best)) {
                best = &entry;
            }
        }
        return best == nullptr ? RequestId{} : best->request.id;
    }

    [[nodiscard]] TenantState& tenant() { return tenant_; }

private:
    PersonState& somebody() { return tenant_.people.at(PersonId{1 + dice_.below(tenant_.people.size())}); }

    void add_person() {
        const PersonId id{tenant_.people.size() + 1};
        PersonState& person = tenant_.people[id];
        person.person.id = id;
        person.person.subject = "p" + std::to_string(id.value);
        person.connections = {ConnectionId{1}};
        person.person.ready_until = now_ + hours(1);
        change_profile(person);
    }

    void change_profile(PersonState& person) {
        Person& p = person.person;
        p.roles = Roles{static_cast<std::uint8_t>(1 + dice_.below(7))};
        p.languages.clear();
        p.skills.clear();
        for (const char* tag : language_tags) {
            if (dice_.percent(50)) {
                p.languages.emplace_back(tag);
            }
        }
        for (const char* code : skill_codes) {
            if (dice_.percent(40)) {
                p.skills.push_back({code, static_cast<std::uint8_t>(1 + dice_.below(5))});
            }
        }
        p.unit = dice_.percent(50) ? "sales" : "";
        p.manager = PersonId{dice_.below(5)};
        directory::index(tenant_, person);
    }

    void block(PersonState& person) {
        const PersonId other = somebody().person.id;
        auto& blocked = person.person.blocked;
        if (other != person.person.id && std::erase(blocked, other) == 0) {
            blocked.insert(std::ranges::lower_bound(blocked, other), other);
        }
    }

    void ask(PersonState& learner) {
        Request request;
        request.id = RequestId{++requests_};
        request.issue = IssueId{1};
        request.learner = learner.person.id;
        request.minutes = dice_.percent(50) ? 15 : 30;
        request.skill = skill_codes.at(dice_.below(skill_codes.size()));
        request.least_level = static_cast<std::uint8_t>(1 + dice_.below(4));
        request.language = dice_.percent(50) ? language_tags.at(dice_.below(language_tags.size())) : "";
        request.asked_at = now_;
        request.waiting_since = now_ - seconds(static_cast<std::int64_t>(dice_.below(100)));
        request.front = dice_.percent(10);
        if (dice_.percent(30)) {
            request.deadline_counts = true;
            request.needed_by = now_ + seconds(static_cast<std::int64_t>(dice_.below(5)));
        }
        for (auto* list : {&request.prefer, &request.leave_out, &request.tried}) {
            if (dice_.percent(30)) {
                list->push_back(somebody().person.id);
            }
        }
        request.allow_manager = dice_.percent(50);
        request.leave_out_unit = dice_.percent(30);
        tenant_.issues[request.issue].last_coach = PersonId{dice_.below(10)};
        learner.request = request.id;
        tenant_.requests[request.id].request = std::move(request);
    }

    void end_request(Context& all, PersonState& learner) {
        RequestEntry& entry = tenant_.requests.at(learner.request);
        tenant_.index.remove(entry, all.policy);
        tenant_.requests.erase(std::exchange(learner.request, {}));
    }

    Dice dice_;
    Rules rules_;
    ZoneTables zones_ = test_zones();
    Foresight policy_;
    Timers timers_;
    Effects effects_;
    TenantState tenant_;
    RowId next_row_{1};
    Instant now_ = monday_at_nine();
    std::uint64_t requests_ = 0;
};

class MatchingIndex : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(MatchingIndex, DecidesAsIfItLookedAtEverybody) {
    constexpr std::uint64_t histories = 500;
    std::size_t decisions = 0;
    for (std::uint64_t history = 0; history < histories; ++history) {
        SmallCompany company(GetParam() * histories + history);
        for (int i = 0; i < 60; ++i) {
            company.step();
            Context all = company.context();
            for (const auto& [id, entry] : company.tenant().requests) {
                const auto expected = company.could_be_asked(all, entry);
                const auto decision = matching::decide(all, entry);
                ASSERT_EQ(decision.has_value(), !expected.empty()) << "history " << history << " step " << i;
                if (decision) {
                    ++decisions;
                    ASSERT_TRUE(expected.contains(decision->choice.coach));
                    ASSERT_EQ(decision->record.could_be_asked, expected.size());
                }
            }
            for (const auto& [id, coach] : company.tenant().people) {
                const RequestEntry* first =
                    standing_of(all, coach) == Standing::idle ? matching::first_for(all, coach) : nullptr;
                ASSERT_EQ(first == nullptr ? RequestId{} : first->request.id, company.first_for(all, coach))
                    << "history " << history << " step " << i;
            }
        }
    }
    EXPECT_GT(decisions, histories * 10) << "the histories are of some use";
}

INSTANTIATE_TEST_SUITE_P(Seeds, MatchingIndex, ::testing::Values(1, 2, 3, 4));

}  // namespace
}  // namespace courtside::core
