// What coaches want of the matching, and what is learnt of them.

#include "core/matching/acceptance.hpp"
#include "support/world.hpp"

#include <gtest/gtest.h>

namespace courtside::core {
namespace {

using namespace support;

class CoachPreferences : public ::testing::Test {
protected:
    PreferencesView set(SetPreferences wish) {
        return carl.get<PreferencesChanged>(std::move(wish)).preferences;
    }

    World world;
    Client carl = world.ready_coach("carl");
};

TEST_F(CoachPreferences, AreInTheWelcomeOfWhoCoachesAndOfNobodyElse) {
    set({true, 120, {}});
    const auto seen = carl.look().preferences;
    ASSERT_TRUE(seen);
    EXPECT_TRUE(seen->preferences.committed);
    EXPECT_EQ(seen->preferences.weekly_minutes, 120U);
    EXPECT_EQ(seen->accepts_of_ten, acceptance_unknown);
    EXPECT_FALSE(world.connect("lea").look().preferences);
}

TEST_F(CoachPreferences, AreBounded) {
    EXPECT_EQ(carl.refused(SetPreferences{false, 2401, {}}).code, ErrorCode::invalid_argument);
    const TimeWindow hour{world.now(), world.now() + hours(1)};
    EXPECT_EQ(carl.refused(SetPreferences{false, 0, std::vector(9, hour)}).code, ErrorCode::too_large);
    EXPECT_EQ(carl.refused(SetPreferences{false, 0, {{world.now(), world.now() + days(8)}}}).code,
              ErrorCode::invalid_argument);
    EXPECT_EQ(carl.refused(SetPreferences{false, 0, {{world.now(), world.now()}}}).code,
              ErrorCode::invalid_argument);
}

TEST_F(CoachPreferences, InFocusTimeNothingIsOfferedAndAfterItWhatWaitsIs) {
    set({false, 0, {{world.now(), world.now() + minutes(30)}}});
    world.connect("lea").ask();
    EXPECT_FALSE(carl.offer());
    carl.be_ready();
    world.advance(just_under(minutes(30)));
    carl.send(FetchSkills{});
    EXPECT_FALSE(carl.offer());
    world.advance(one_ms);
    EXPECT_TRUE(carl.offer());
}

TEST_F(CoachPreferences, TheWeeksMinutesAreABound) {
    set({false, 29, {}});
    const Pair pair = world.talk(world.connect("lea"), carl);
    carl.say(pair.session, "Hello");
    world.advance(minutes(14));
    carl.end(pair.session);
    world.advance(minutes(3));
    EXPECT_EQ(carl.look().preferences->minutes_this_week, 14U);
    world.connect("leo").ask();
    EXPECT_TRUE(carl.offer()) << "14 and 15 are 29";
    carl.decline(carl.offer()->offer.id);
    set({false, 28, {}});
    world.connect("liz").ask();
    EXPECT_FALSE(carl.offer());
}

TEST_F(CoachPreferences, HowOftenOffersAreAcceptedIsLearntAndKept) {
    Client lea = world.connect("lea");
    for (int i = 0; i < 8; ++i) {
        const Request request = lea.ask();
        carl.decline(carl.offer()->offer.id);
        lea.get<Done>(CancelRequest{request.id});
    }
    const auto learnt = carl.look().preferences->accepts_of_ten;
    EXPECT_LT(learnt, 5);
    world.restart();
    EXPECT_EQ(world.connect("carl", a_coach_of_s1()).look().preferences->accepts_of_ten, learnt);
}

TEST_F(CoachPreferences, MinutesAsASecondExpertCountToo) {
    const Pair pair = world.talk(world.connect("lea"), carl);
    carl.say(pair.session, "Hello");
    Client emma = world.ready_coach("emma", a_coach().skilled("S2", 4));
    world.advance(minutes(5));
    carl.get<Done>(InviteExpert{pair.session, emma.id(), ""});
    emma.accept(emma.offer()->offer.id);
    world.advance(minutes(3));
    emma.get<Done>(LeaveSession{pair.session});
    EXPECT_EQ(emma.look().preferences->minutes_this_week, 3U) << "from joining to leaving";
    world.advance(minutes(4));
    carl.end(pair.session);
    EXPECT_EQ(carl.look().preferences->minutes_this_week, 12U);
}

}  // namespace
}  // namespace courtside::core
