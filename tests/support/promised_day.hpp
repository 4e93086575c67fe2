#pragma once

#include "support/world.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace courtside::support {

/// A Monday on which people stay ready without touching anything.
inline core::Rules patient_rules() {
    core::Rules rules;
    rules.ready_inactive = core::hours(12);
    return rules;
}

/// Lea asks at nine; Carl and Dora coach S1. Nobody is ready.
class PromisedDay : public ::testing::Test {
protected:
    static constexpr core::Instant never{};

    /// A time of that Monday.
    static core::Instant at(int hour, int minute = 0) { return utc(2026, 3, 2, hour, minute); }
    static core::TimeWindow between(core::Instant from, core::Instant to) { return {from, to}; }

    static void expects(Client& coach, const std::vector<core::TimeWindow>& windows) {
        coach.get<core::PresenceChanged>(core::SetAvailability{windows});
    }

    void advance_to(core::Instant instant) { world.advance(instant - world.now()); }

    /// Lea has waited long enough, and takes what she is proposed.
    core::TimeWindow promise_to_lea() {
        request = lea.ask().id;
        world.advance(world.rules().promise_after);
        const core::TimeWindow window = now().proposed;
        lea.get<core::Asked>(core::TakePromise{request, window});
        return window;
    }

    /// Lea's request, as stored.
    [[nodiscard]] const core::Request& now() const { return world.request(request); }

    World world{patient_rules(), utc(2026, 3, 2, 9)};
    Client lea = world.connect("lea");
    Client carl = world.connect("carl", a_coach_of_s1());
    Client dora = world.connect("dora", a_coach_of_s1());
    core::RequestId request{};
};

}  // namespace courtside::support
