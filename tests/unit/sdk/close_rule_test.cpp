#include "protocol/close_rule.hpp"

#include <gtest/gtest.h>

namespace courtside::internal {
namespace {

using std::chrono::milliseconds;

TEST(CloseRule, ReconnectsBetween4000And4499AfterTheDelayGiven) {
    for (const int code : {4000, 4001, 4489, 4491, 4499}) {
        const auto verdict = judge_close(code, "1500");
        EXPECT_TRUE(verdict.reconnect) << code;
        EXPECT_EQ(verdict.delay, milliseconds{1500}) << code;
        EXPECT_EQ(verdict.reason, StateReason::closed_by_server) << code;
    }
    EXPECT_EQ(judge_close(4000, "0").delay, milliseconds{0});
}

TEST(CloseRule, BacksOffWhereTheDelayIsMissingOrNoNumber) {
    for (const auto* reason : {"", "soon", "12x", "-5", "1.5", " 7"}) {
        const auto verdict = judge_close(4000, reason);
        EXPECT_TRUE(verdict.reconnect) << reason;
        EXPECT_EQ(verdict.delay, std::nullopt) << reason;
    }
}

TEST(CloseRule, BelievesAtMostAnHour) {
    EXPECT_EQ(judge_close(4000, "99999999999").delay, std::chrono::hours{1});
    // More than 64 bits hold is no number at all.
    EXPECT_EQ(judge_close(4000, "99999999999999999999999").delay, std::nullopt);
}

TEST(CloseRule, StaysAwayBetween4500And4999) {
    for (const int code : {4500, 4502, 4750, 4999}) {
        const auto verdict = judge_close(code, "1500");
        EXPECT_FALSE(verdict.reconnect) << code;
        EXPECT_EQ(verdict.reason, StateReason::refused) << code;
    }
}

TEST(CloseRule, KnowsWhatEndsATokenOrASignIn) {
    const auto ended = judge_close(4010, "0");
    EXPECT_TRUE(ended.reconnect);
    EXPECT_TRUE(ended.token_ended);
    const auto refused = judge_close(4501, "");
    EXPECT_FALSE(refused.reconnect);
    EXPECT_EQ(refused.reason, StateReason::unauthorised);
    EXPECT_FALSE(judge_close(4000, "0").token_ended);
}

TEST(CloseRule, TellsThatItWasDisplaced) {
    const auto verdict = judge_close(4490, "0");
    EXPECT_FALSE(verdict.reconnect);
    EXPECT_EQ(verdict.reason, StateReason::displaced);
}

TEST(CloseRule, BacksOffAfterEverythingElse) {
    for (const int code : {1000, 1001, 1006, 1009, 1011, 1012, 3999, 5000}) {
        const auto verdict = judge_close(code, "1500");
        EXPECT_TRUE(verdict.reconnect) << code;
        EXPECT_EQ(verdict.delay, std::nullopt) << code;
        EXPECT_EQ(verdict.reason, StateReason::closed_by_server) << code;
    }
    EXPECT_EQ(judge_close(0, "connection reset").reason, StateReason::network);
}

}  // namespace
}  // namespace courtside::internal
