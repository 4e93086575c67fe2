#include "protocol/lifecycle.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace courtside::internal {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Lifecycle::Limits kLimits{milliseconds{500}, seconds{20}, seconds{10}, seconds{15}, seconds{30}};
constexpr milliseconds kLeast{500};

Error error(ErrorCode code, bool retry = false, milliseconds after = milliseconds{0}) {
    Error out;
    out.code = code;
    out.retry = retry;
    out.retry_after = after;
    return out;
}

std::string word(ConnectionState state) {
    switch (state) {
        case ConnectionState::disconnected:
            return "disconnected";
        case ConnectionState::connecting:
            return "connecting";
        case ConnectionState::connected:
            return "connected";
        case ConnectionState::reconnecting:
            return "reconnecting";
    }
    return "?";
}

/// Steps as words, so that a test reads as what happens.
class LifecycleTest : public testing::Test {
protected:
    std::vector<std::string> words(Steps steps) {
        std::vector<std::string> out;
        for (auto& step : steps) {
            if (const auto* ask = std::get_if<AskToken>(&step)) {
                ticket_ = ask->ticket;
                out.emplace_back(ask->request.fresh ? "ask fresh token" : "ask token");
            } else if (std::holds_alternative<OpenTransport>(step)) {
                out.emplace_back("open");
            } else if (std::holds_alternative<CloseTransport>(step)) {
                out.emplace_back("close");
            } else if (const auto* hello = std::get_if<SendHello>(&step)) {
                out.push_back("hello " + hello->token);
            } else if (const auto* refresh = std::get_if<SendRefresh>(&step)) {
                out.push_back("refresh " + refresh->token);
            } else {
                last_ = std::get<Report>(step).change;
                out.push_back(word(last_.state));
            }
        }
        return out;
    }

    std::vector<std::string> give_token(const std::string& token) {
        return words(lifecycle_.token_answered(ticket_, TokenResult::token(token), now_));
    }

    void come_up(std::optional<milliseconds> token_life = std::nullopt) {
        (void)words(lifecycle_.connect(now_));
        (void)give_token("t1");
        (void)words(lifecycle_.opened());
        (void)words(lifecycle_.welcomed(token_life, now_));
        ASSERT_TRUE(lifecycle_.is_up());
    }

    std::vector<std::string> tick_after(milliseconds time) {
        now_ += time;
        return words(lifecycle_.tick(now_));
    }

    TimePoint now_{hours{1}};
    std::uint64_t ticket_ = 0;
    StateChange last_;
    /// Always the least of the back-off's choices.
    Lifecycle lifecycle_{kLimits, [] { return std::uint64_t{0}; }};
};

TEST_F(LifecycleTest, GetsATokenThenConnectsThenSaysHello) {
    EXPECT_THAT(words(lifecycle_.connect(now_)), ElementsAre("connecting", "ask token"));
    EXPECT_THAT(words(lifecycle_.connect(now_)), IsEmpty()) << "it is trying already";
    EXPECT_THAT(give_token("t1"), ElementsAre("open"));
    EXPECT_THAT(words(lifecycle_.opened()), ElementsAre("hello t1"));
    EXPECT_FALSE(lifecycle_.is_up());
    EXPECT_THAT(words(lifecycle_.welcomed(std::nullopt, now_)), ElementsAre("connected"));
    EXPECT_TRUE(lifecycle_.is_up());
    EXPECT_EQ(lifecycle_.deadline(), std::nullopt);
}

TEST_F(LifecycleTest, ReconnectsWithTheSameTokenAfterABackOff) {
    come_up();
    EXPECT_THAT(words(lifecycle_.closed(0, "reset", now_)), ElementsAre("close", "reconnecting"));
    EXPECT_EQ(last_.reason, StateReason::network);
    EXPECT_EQ(last_.retry_in, kLeast);
    EXPECT_EQ(lifecycle_.deadline(), now_ + kLeast);
    EXPECT_THAT(tick_after(kLeast - milliseconds{1}), IsEmpty());
    EXPECT_THAT(tick_after(milliseconds{1}), ElementsAre("open"));
}

TEST_F(LifecycleTest, ObeysTheDelayOfACloseCodeExactly) {
    come_up();
    (void)words(lifecycle_.closed(4001, "7000", now_));
    EXPECT_EQ(last_.retry_in, seconds{7});
    EXPECT_EQ(last_.close_code, 4001);
    EXPECT_THAT(tick_after(seconds{7} - milliseconds{1}), IsEmpty());
    EXPECT_THAT(tick_after(milliseconds{1}), ElementsAre("open"));
}

TEST_F(LifecycleTest, StaysDownWhenDisplacedUntilConnectIsCalled) {
    come_up();
    EXPECT_THAT(words(lifecycle_.closed(4490, "", now_)), ElementsAre("close", "disconnected"));
    EXPECT_EQ(last_.reason, StateReason::displaced);
    EXPECT_EQ(lifecycle_.deadline(), std::nullopt);
    EXPECT_THAT(tick_after(hours{1}), IsEmpty());
    EXPECT_THAT(words(lifecycle_.connect(now_)), ElementsAre("connecting", "open"));
}

TEST_F(LifecycleTest, StaysDownWhenTheServerDoesNotWantIt) {
    come_up();
    EXPECT_THAT(words(lifecycle_.closed(4502, "banned", now_)), ElementsAre("close", "disconnected"));
    EXPECT_EQ(last_.reason, StateReason::refused);
    EXPECT_EQ(last_.text, "banned");
}

TEST_F(LifecycleTest, AsksForAFreshTokenOnceAndThenStopsAsUnauthorised) {
    (void)words(lifecycle_.connect(now_));
    (void)give_token("t1");
    (void)words(lifecycle_.opened());
    EXPECT_THAT(words(lifecycle_.hello_refused(error(ErrorCode::unauthenticated), now_)),
                ElementsAre("close", "ask fresh token"));
    EXPECT_THAT(give_token("t2"), ElementsAre("open"));
    EXPECT_THAT(words(lifecycle_.opened()), ElementsAre("hello t2"));
    EXPECT_THAT(words(lifecycle_.hello_refused(error(ErrorCode::unauthenticated), now_)),
                ElementsAre("close", "disconnected"));
    EXPECT_EQ(last_.reason, StateReason::unauthorised);
    EXPECT_THAT(words(lifecycle_.connect(now_)), ElementsAre("connecting", "ask token"));
}

TEST_F(LifecycleTest, StopsWhereTheTokenSourceSaysUnauthorised) {
    (void)words(lifecycle_.connect(now_));
    EXPECT_THAT(words(lifecycle_.token_answered(ticket_, TokenResult::unauthorised("gone"), now_)),
                ElementsAre("close", "disconnected"));
    EXPECT_EQ(last_.reason, StateReason::unauthorised);
    EXPECT_EQ(last_.text, "gone");
}

TEST_F(LifecycleTest, TriesAgainWhereTheTokenSourceFails) {
    (void)words(lifecycle_.connect(now_));
    EXPECT_THAT(words(lifecycle_.token_answered(ticket_, TokenResult::failed("503"), now_)),
                ElementsAre("reconnecting"));
    EXPECT_EQ(last_.reason, StateReason::token_failed);
    EXPECT_THAT(tick_after(kLeast), ElementsAre("ask token"));
    EXPECT_THAT(words(lifecycle_.token_answered(ticket_, TokenResult::token(""), now_)),
                ElementsAre("reconnecting"))
        << "an empty token is none";
}

TEST_F(LifecycleTest, AsksOneTokenAtATime) {
    (void)words(lifecycle_.connect(now_));
    EXPECT_THAT(words(lifecycle_.disconnect()), ElementsAre("close", "disconnected"));
    EXPECT_THAT(words(lifecycle_.connect(now_)), ElementsAre("connecting")) << "the first is still asked for";
    EXPECT_THAT(give_token("t1"), ElementsAre("open"));
    EXPECT_THAT(give_token("t1"), IsEmpty()) << "a second answer counts for nothing";
}

TEST_F(LifecycleTest, DoesNotWaitForeverForATokenSource) {
    (void)words(lifecycle_.connect(now_));
    const auto late = ticket_;
    EXPECT_EQ(lifecycle_.deadline(), now_ + seconds{30});
    EXPECT_THAT(tick_after(seconds{30}), ElementsAre("reconnecting"));
    EXPECT_THAT(tick_after(kLeast), ElementsAre("ask token"));
    EXPECT_THAT(words(lifecycle_.token_answered(late, TokenResult::token("old"), now_)), IsEmpty());
    EXPECT_THAT(give_token("t2"), ElementsAre("open"));
}

TEST_F(LifecycleTest, GivesAnAttemptUpAfterItsTime) {
    (void)words(lifecycle_.connect(now_));
    (void)give_token("t1");
    EXPECT_EQ(lifecycle_.deadline(), now_ + seconds{15});
    (void)words(lifecycle_.opened());
    EXPECT_THAT(tick_after(seconds{15}), ElementsAre("close", "reconnecting"));
}

TEST_F(LifecycleTest, RefreshesTheTokenInPlaceAtFourFifthsOfItsLife) {
    come_up(seconds{100});
    EXPECT_EQ(lifecycle_.deadline(), now_ + seconds{80});
    EXPECT_THAT(tick_after(seconds{80}), ElementsAre("ask token"));
    EXPECT_THAT(words(lifecycle_.tick(now_)), IsEmpty());
    EXPECT_THAT(give_token("t2"), ElementsAre("refresh t2"));
    EXPECT_THAT(words(lifecycle_.refreshed(seconds{200}, now_)), IsEmpty());
    EXPECT_EQ(lifecycle_.deadline(), now_ + seconds{160});
    EXPECT_TRUE(lifecycle_.is_up());
}

TEST_F(LifecycleTest, AsksAgainForATokenToReplaceTheOneThatEnds) {
    come_up(seconds{100});
    (void)tick_after(seconds{80});
    EXPECT_THAT(words(lifecycle_.token_answered(ticket_, TokenResult::failed("503"), now_)), IsEmpty());
    EXPECT_TRUE(lifecycle_.is_up());
    EXPECT_THAT(tick_after(kLeast), ElementsAre("ask token"));
}

TEST_F(LifecycleTest, AsksForATokenOnReconnectWhereTheOldOneIsNearItsEnd) {
    come_up(seconds{100});
    now_ += seconds{79};
    (void)words(lifecycle_.closed(4000, "1000", now_));
    EXPECT_THAT(tick_after(seconds{1}), ElementsAre("ask token"));
}

TEST_F(LifecycleTest, AsksForATokenWhereTheServerSaysThatItEnded) {
    come_up();
    (void)words(lifecycle_.closed(4010, "0", now_));
    EXPECT_THAT(tick_after(milliseconds{0}), ElementsAre("ask token"));
}

TEST_F(LifecycleTest, StopsWhereARefreshIsRefusedTwice) {
    come_up(seconds{100});
    (void)tick_after(seconds{80});
    (void)give_token("t2");
    EXPECT_THAT(words(lifecycle_.refresh_refused(error(ErrorCode::unauthenticated), now_)),
                ElementsAre("ask fresh token"));
    EXPECT_THAT(give_token("t3"), ElementsAre("refresh t3"));
    EXPECT_THAT(words(lifecycle_.refresh_refused(error(ErrorCode::unauthenticated), now_)),
                ElementsAre("close", "disconnected"));
    EXPECT_EQ(last_.reason, StateReason::unauthorised);
}

TEST_F(LifecycleTest, WaitsAsLongAsABusyServerAsks) {
    (void)words(lifecycle_.connect(now_));
    (void)give_token("t1");
    (void)words(lifecycle_.opened());
    EXPECT_THAT(words(lifecycle_.hello_refused(error(ErrorCode::busy, true, seconds{9}), now_)),
                ElementsAre("close", "reconnecting"));
    EXPECT_EQ(last_.retry_in, seconds{9});
}

TEST_F(LifecycleTest, StopsWhereHelloIsRefusedForGood) {
    (void)words(lifecycle_.connect(now_));
    (void)give_token("t1");
    (void)words(lifecycle_.opened());
    EXPECT_THAT(words(lifecycle_.hello_refused(error(ErrorCode::not_allowed), now_)),
                ElementsAre("close", "disconnected"));
    EXPECT_EQ(last_.reason, StateReason::refused);
}

TEST_F(LifecycleTest, StartsTheBackOffAnewOnlyAfterAGoodConnection) {
    // The largest of the back-off's choices: 1 s, 2 s, 4 s ...
    std::uint64_t pick = 500;
    Lifecycle lifecycle(kLimits, [&pick] { return pick; });
    (void)words(lifecycle.connect(now_));
    (void)words(lifecycle.token_answered(ticket_, TokenResult::token("t"), now_));
    (void)words(lifecycle.opened());
    (void)words(lifecycle.welcomed(std::nullopt, now_));
    (void)words(lifecycle.closed(0, "", now_));
    EXPECT_EQ(last_.retry_in, seconds{1});

    now_ += seconds{1};
    (void)words(lifecycle.tick(now_));
    (void)words(lifecycle.opened());
    (void)words(lifecycle.welcomed(std::nullopt, now_));
    pick = 1'500;
    (void)words(lifecycle.closed(0, "", now_ + seconds{9}));
    EXPECT_EQ(last_.retry_in, seconds{2}) << "nine seconds are not good yet";

    now_ += seconds{11};
    (void)words(lifecycle.tick(now_));
    (void)words(lifecycle.opened());
    (void)words(lifecycle.welcomed(std::nullopt, now_));
    pick = 500;
    (void)words(lifecycle.closed(0, "", now_ + seconds{10}));
    EXPECT_EQ(last_.retry_in, seconds{1});
}

}  // namespace
}  // namespace courtside::internal
