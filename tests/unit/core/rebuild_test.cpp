// A process that ends at any moment comes back from what it stored, and goes on as if it had not.

#include "crowd.hpp"
#include "support/builders.hpp"
#include "support/world_describe.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <utility>
#include <vector>

namespace courtside::core {
namespace {

using namespace support;

class Rebuild : public ::testing::TestWithParam<std::uint64_t> {
protected:
    Rebuild() : crowd_(GetParam()), now_(monday_at_nine()) {
        for (const Input& input : crowd_.founding()) {
            a_->step(input, now_);
        }
    }

    /// Gives both the same and wants the same of both.
    void step(const Input& input) {
        const Effects effects = a_->step(input, now_);
        if (b_) {
            ASSERT_EQ(describe(b_->step(input, now_)), describe(effects)) << describe(input);
            ASSERT_EQ(b_->engine().digest(), a_->engine().digest()) << describe(input);
        }
    }

    void tick() { step(Tick{}); }

    /// When either wants to be told of the time. (One may have a timer left that nothing waits for.)
    [[nodiscard]] Instant deadline() const {
        const Instant a = a_->engine().next_deadline().value_or(Instant::never());
        return b_ ? std::min(a, b_->engine().next_deadline().value_or(Instant::never())) : a;
    }

    void live_for(Duration length) {
        const Instant end = now_ + length;
        while (now_ < end && !HasFatalFailure()) {
            const Instant next = now_ + crowd_.pause();
            for (Instant due = deadline(); due <= next && !HasFatalFailure(); due = deadline()) {
                now_ = std::max(now_, due);
                tick();
            }
            now_ = next;
            step(crowd_.next(*a_, now_));
        }
    }

    /// Whoever has dropped out of a session comes back, so that grace starts alike for all.
    void reconnect_the_missing() {
        for (const auto& [tenant, rows] : a_->store().tenants()) {
            const std::set<SessionId> live = rows.live_sessions;
            for (const SessionId id : live) {
                const std::vector<Participant> participants = rows.sessions.at(id).session.participants;
                for (const Participant& participant : participants) {
                    if (!a_->checks().connected(tenant, participant.person)) {
                        step(crowd_.connect(tenant, participant.person.value - 1, now_));
                    }
                }
            }
        }
    }

    void rebuild() {
        reconnect_the_missing();
        for (const ConnectionId connection : crowd_.connections(*a_)) {
            step(Disconnected{connection});
        }
        tick();
        b_ = std::make_unique<WorldHost>(push_rules(), WorldStore(a_->store()), now_);
        b_->step(Tick{}, now_);
        for (std::uint64_t i = 0; i < 40; ++i) {
            const TenantId tenant{1 + crowd_.dice().below(Crowd::companies)};
            const Input input = crowd_.connect(tenant, crowd_.dice().below(Crowd::people_each), now_);
            const Effects effects = a_->step(input, now_);
            ASSERT_EQ(describe(b_->step(input, now_)), describe(effects));
        }
        ASSERT_EQ(b_->engine().digest(), a_->engine().digest());
    }

    std::unique_ptr<WorldHost> a_ = std::make_unique<WorldHost>(push_rules(), WorldStore{}, monday_at_nine());
    std::unique_ptr<WorldHost> b_;
    Crowd crowd_;
    Instant now_;
};

TEST_P(Rebuild, FromTheStoreGoesOnLikeTheOneThatNeverEnded) {
    for (int i = 0; i < 8 && !HasFatalFailure(); ++i) {
        b_.reset();
        live_for(seconds(static_cast<std::int64_t>(200 + crowd_.dice().below(200))));
        ASSERT_NO_FATAL_FAILURE(rebuild()) << "rebuild " << i;
        ASSERT_NO_FATAL_FAILURE(live_for(seconds(150))) << "after rebuild " << i;
        ASSERT_NO_FATAL_FAILURE(tick());
        if (i % 2 == 1) {
            std::swap(a_, b_);  // what was rebuilt serves as well
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Rebuild, ::testing::Values(11, 12, 13, 14));

}  // namespace
}  // namespace courtside::core
