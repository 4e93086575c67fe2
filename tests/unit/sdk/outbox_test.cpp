#include "protocol/outbox.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace courtside::internal {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

constexpr Outbox::Limits kLimits{3, 100, hours{24 * 7}, 2, seconds{30}};
const TimePoint kStart{hours{1}};

TEST(Outbox, SendsInTheOrderOfTheCallsAndOnlyOnceAConnection) {
    Outbox outbox(kLimits);
    ASSERT_TRUE(outbox.add(1, Keep::until_answered, "a", kStart));
    ASSERT_TRUE(outbox.add(2, Keep::for_a_while, "b", kStart));
    EXPECT_THAT(outbox.due(kStart), ElementsAre(1, 2));
    ASSERT_TRUE(outbox.add(3, Keep::until_answered, "c", kStart));
    EXPECT_THAT(outbox.due(kStart), ElementsAre(3));
    EXPECT_THAT(outbox.due(kStart), IsEmpty());
}

TEST(Outbox, SendsWhatIsUnansweredAgainOnTheNextConnectionWithTheSameBytes) {
    Outbox outbox(kLimits);
    for (const auto id : {1, 2, 3}) {
        ASSERT_TRUE(outbox.add(static_cast<std::uint64_t>(id), Keep::until_answered,
                               std::string(1, static_cast<char>('a' + id)), kStart));
    }
    (void)outbox.due(kStart);
    EXPECT_TRUE(outbox.take(2));
    EXPECT_FALSE(outbox.take(2)) << "a second answer belongs to nobody";
    EXPECT_THAT(outbox.connection_lost(), IsEmpty());
    EXPECT_THAT(outbox.due(kStart), ElementsAre(1, 3));
    EXPECT_EQ(outbox.find(3)->frame, "d");
}

TEST(Outbox, DropsStatementsAboutNowWithTheirConnection) {
    Outbox outbox(kLimits);
    ASSERT_TRUE(outbox.add(1, Keep::this_connection, "presence", kStart));
    ASSERT_TRUE(outbox.add(2, Keep::until_answered, "change", kStart));
    ASSERT_TRUE(outbox.add(3, Keep::internal, "mark", kStart));
    (void)outbox.due(kStart);
    EXPECT_THAT(outbox.connection_lost(), ElementsAre(1, 3));
    EXPECT_THAT(outbox.due(kStart), ElementsAre(2));
}

TEST(Outbox, HoldsNoMoreChangesThanItsLimit) {
    Outbox outbox(kLimits);
    for (const std::uint64_t id : {1U, 2U, 3U}) {
        ASSERT_TRUE(outbox.add(id, Keep::until_answered, "x", kStart));
    }
    EXPECT_FALSE(outbox.add(4, Keep::until_answered, "x", kStart));
    EXPECT_EQ(outbox.find(4), nullptr);
    EXPECT_TRUE(outbox.add(5, Keep::for_a_while, "x", kStart)) << "reads have their own limit";
    (void)outbox.take(1);
    EXPECT_TRUE(outbox.add(6, Keep::until_answered, "x", kStart));
    EXPECT_EQ(outbox.changes(), 3U);
}

TEST(Outbox, HoldsNoMoreBytesThanItsLimit) {
    Outbox outbox(kLimits);
    ASSERT_TRUE(outbox.add(1, Keep::until_answered, std::string(60, 'x'), kStart));
    EXPECT_FALSE(outbox.add(2, Keep::until_answered, std::string(41, 'x'), kStart));
    EXPECT_TRUE(outbox.add(3, Keep::until_answered, std::string(40, 'x'), kStart));
    (void)outbox.take(1);
    EXPECT_TRUE(outbox.add(4, Keep::until_answered, std::string(60, 'x'), kStart));
}

TEST(Outbox, LimitsReadsAndStatementsEach) {
    Outbox outbox(kLimits);
    for (const std::uint64_t id : {1U, 2U}) {
        ASSERT_TRUE(outbox.add(id, Keep::for_a_while, "x", kStart));
        ASSERT_TRUE(outbox.add(id + 10, Keep::this_connection, "x", kStart));
    }
    EXPECT_FALSE(outbox.add(3, Keep::for_a_while, "x", kStart));
    EXPECT_FALSE(outbox.add(13, Keep::this_connection, "x", kStart));
    EXPECT_TRUE(outbox.add(20, Keep::internal, "x", kStart));
}

TEST(Outbox, GivesReadsUpAfterSecondsAndChangesAfterAWeek) {
    Outbox outbox(kLimits);
    ASSERT_TRUE(outbox.add(1, Keep::until_answered, "change", kStart));
    ASSERT_TRUE(outbox.add(2, Keep::for_a_while, "read", kStart));
    EXPECT_EQ(outbox.deadline(), kStart + seconds{30});
    EXPECT_THAT(outbox.expire(kStart + seconds{30} - milliseconds{1}), IsEmpty());
    EXPECT_THAT(outbox.expire(kStart + seconds{30}), ElementsAre(Pair(2, Keep::for_a_while)));
    EXPECT_EQ(outbox.deadline(), kStart + hours{24 * 7});
    EXPECT_THAT(outbox.expire(kStart + hours{24 * 7}), ElementsAre(Pair(1, Keep::until_answered)));
    EXPECT_EQ(outbox.deadline(), std::nullopt);
    EXPECT_EQ(outbox.changes(), 0U);
}

TEST(Outbox, SendsWhatWasRefusedForTheMomentAgainWhenItIsDue) {
    Outbox outbox(kLimits);
    ASSERT_TRUE(outbox.add(1, Keep::until_answered, "x", kStart));
    (void)outbox.due(kStart);
    outbox.hold(1, kStart + seconds{2});
    EXPECT_EQ(outbox.deadline(), kStart + seconds{2});
    EXPECT_THAT(outbox.due(kStart + seconds{1}), IsEmpty());
    EXPECT_THAT(outbox.due(kStart + seconds{2}), ElementsAre(1));
    outbox.hold(1, kStart + hours{1});
    (void)outbox.connection_lost();
    EXPECT_THAT(outbox.due(kStart + seconds{3}), ElementsAre(1)) << "a new connection does not wait";
}

TEST(Outbox, GivesEverythingBackWhenCleared) {
    Outbox outbox(kLimits);
    ASSERT_TRUE(outbox.add(1, Keep::until_answered, "x", kStart));
    ASSERT_TRUE(outbox.add(2, Keep::internal, "x", kStart));
    EXPECT_THAT(outbox.clear(), ElementsAre(1, 2));
    EXPECT_EQ(outbox.deadline(), std::nullopt);
}

}  // namespace
}  // namespace courtside::internal
