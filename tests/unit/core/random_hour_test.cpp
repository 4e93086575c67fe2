// An hour of a crowd, by several seeds: nothing promised is broken, nothing crosses companies, and
// the same inputs give the same effects.

#include "crowd.hpp"
#include "support/builders.hpp"
#include "support/world_describe.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace courtside::core {
namespace {

using namespace support;

class RandomHour : public ::testing::TestWithParam<std::uint64_t> {
protected:
    static Rules rules() {
        Rules rules;
        rules.connections_per_person = 2 + GetParam() % 3;
        rules.sessions_per_person = 1;
        return rules;
    }

    /// One call to the host: where its inputs end in the recording, and what they did.
    struct Step {
        std::size_t end = 0;
        std::string effects;
    };

    void note(const WorldHost& host, const Effects& effects) {
        steps_.push_back({host.recording().size(), describe(effects)});
        for (const Effect& effect : effects) {
            if (const auto* reply = std::get_if<Reply>(&effect)) {
                expect_own(host, reply->to, describe(effect));
            } else if (const auto* persist = std::get_if<Persist>(&effect)) {
                if (const auto* person = std::get_if<Put<Person>>(&persist->record)) {
                    presences_.insert(person->value.away_reason);
                }
            } else if (const auto* notify = std::get_if<Notify>(&effect)) {
                for (const ConnectionId to : notify->to) {
                    expect_own(host, to, describe(effect));
                }
            }
        }
    }

    static void expect_own(const WorldHost& host, ConnectionId to, const std::string& text) {
        const auto speaker = host.engine().speaker(to);
        for (std::uint64_t company = 1; speaker && company <= Crowd::companies; ++company) {
            const bool foreign = TenantId{company} != speaker->tenant &&
                                 text.find(Crowd::marker(TenantId{company})) != std::string::npos;
            ASSERT_FALSE(foreign) << "company " << speaker->tenant.value << " sees " << text;
        }
    }

    void live_through(WorldHost& host, std::uint64_t seed) {
        Crowd crowd(seed);
        Instant now = monday_at_nine();
        for (const Input& input : crowd.founding()) {
            note(host, host.step(input, now));
        }
        const Instant end = now + hours(1);
        while (now < end) {
            const Instant next = now + crowd.pause();
            const bool late = crowd.dice().percent(3);  // the loop was busy: ticks come after the input
            if (!late) {
                host.run_until(now, next, [&](const Effects& effects, Instant) { note(host, effects); });
            }
            now = next;
            note(host, host.step(crowd.next(host, now), now));
            if (late) {
                host.run_until(now, now, [&](const Effects& effects, Instant) { note(host, effects); });
            }
        }
    }

    std::vector<Step> steps_;
    std::set<PresenceReason> presences_;
};

TEST_P(RandomHour, GivesTheSameEffectsWhenItIsReplayed) {
    WorldHost host(rules(), WorldStore{}, monday_at_nine());
    live_through(host, GetParam());

    const ZoneTables zones = test_zones();
    const Foresight policy;
    Engine engine(rules(), zones, policy);
    Effects effects;
    engine.start({}, monday_at_nine(), effects);
    std::size_t next = 0;
    for (const Step& step : steps_) {
        effects.clear();
        for (; next < step.end; ++next) {
            engine.step(host.recording()[next].input, host.recording()[next].at, effects);
        }
        ASSERT_EQ(describe(effects), step.effects) << "input " << next - 1;
    }
    EXPECT_EQ(engine.digest(), host.engine().digest());
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomHour, ::testing::Values(1, 2, 3, 4));

// What the others are worth is seen from a few of them together.
class RandomHours : public RandomHour {};

TEST_P(RandomHours, ReachEveryPartOfTheProduct) {
    std::set<OfferState> offers;
    std::set<Outcome> outcomes;
    std::set<RequestState> requests;
    std::set<RequestReason> reasons;
    std::set<std::string> changes;
    std::size_t messages = 0;
    std::size_t notes = 0;
    std::size_t inputs = 0;
    bool with_expert = false;
    for (std::uint64_t seed = GetParam(); seed < GetParam() + 3; ++seed) {
        steps_.clear();
        WorldHost host(rules(), WorldStore{}, monday_at_nine());
        live_through(host, seed);
        inputs += host.recording().size();
        for (const auto& [id, rows] : host.store().tenants()) {
            for (const auto& [offer, row] : rows.offers) {
                offers.insert(row.state);
            }
            for (const auto& [session, row] : rows.sessions) {
                outcomes.insert(row.session.outcome);
                messages += row.rows.size();
                with_expert = with_expert || row.session.participants.size() > 2;
            }
            notes += rows.notes.size();
            for (const auto& [request, row] : rows.requests) {
                requests.insert(row.state);
                reasons.insert(row.reason);
            }
            for (const AuditEntry& entry : rows.audit) {
                changes.insert(entry.action);
            }
        }
    }
    EXPECT_EQ(offers.size(), 4U + (offers.contains(OfferState::pending) ? 1U : 0U));
    EXPECT_TRUE(outcomes.contains(Outcome::no_show) && outcomes.contains(Outcome::wrong_match));
    EXPECT_GE(outcomes.size(), 4U);
    EXPECT_TRUE(requests.contains(RequestState::matched) && requests.contains(RequestState::cancelled));
    EXPECT_GE(reasons.size(), 4U);
    EXPECT_TRUE(changes.contains("person.revoke"));
    EXPECT_GE(presences_.size(), 5U);
    EXPECT_TRUE(with_expert);
    EXPECT_GE(notes, 1U);
    EXPECT_GE(messages, 600U);
    EXPECT_GE(inputs, 10'000U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomHours, ::testing::Values(40));

}  // namespace
}  // namespace courtside::core
