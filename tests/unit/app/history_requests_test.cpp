#include "app/history_requests.hpp"

#include "support/fake_history.hpp"

#include <gtest/gtest.h>

#include <variant>
#include <vector>

namespace courtside::app {
namespace {

constexpr core::Instant begin{1'000'000};
constexpr core::Duration pause{100};

class HistoryRequestsTest : public testing::Test {
protected:
    static core::LoadKey key(std::uint64_t issue) { return core::LoadIssue{{1}, {issue}}; }

    void answer(std::size_t load, bool failed) {
        const auto [asked, done] = history.loads.at(load);
        done(core::LoadedIssue{std::get<core::LoadIssue>(asked), std::nullopt}, failed);
    }

    support::FakeHistory history;
    std::vector<std::uint64_t> loaded;
    int gave_up = 0;
    HistoryRequests requests{history,
                             pause,
                             3,
                             {.loaded =
                                  [this](core::LoadedEntity entity) {
                                      loaded.push_back(std::get<core::LoadedIssue>(entity).key.issue.value);
                                  },
                              .gave_up = [this] { ++gave_up; }}};
};

TEST_F(HistoryRequestsTest, HandsOverWhatWasLoaded) {
    requests.load(key(5), begin);
    answer(0, false);
    EXPECT_EQ(loaded, std::vector<std::uint64_t>{5});
    EXPECT_EQ(requests.next_retry(), std::nullopt);
}

TEST_F(HistoryRequestsTest, TriesAgainLaterWhenTheQueueIsFull) {
    history.full = true;
    requests.load(key(5), begin);
    requests.load(key(6), begin);
    EXPECT_EQ(requests.next_retry(), begin + pause);
    requests.retry(begin + core::Duration{99});
    history.full = false;
    EXPECT_TRUE(history.loads.empty());
    requests.retry(begin + pause);
    ASSERT_EQ(history.loads.size(), 2U);
    EXPECT_EQ(requests.next_retry(), std::nullopt);
    answer(1, false);
    answer(0, false);
    EXPECT_EQ(loaded, (std::vector<std::uint64_t>{6, 5}));
}

TEST_F(HistoryRequestsTest, GivesUpAfterTheLastAttempt) {
    requests.load(key(5), begin);
    for (std::size_t attempt = 0; attempt < 2; ++attempt) {
        answer(attempt, true);
        EXPECT_EQ(gave_up, 0);
        requests.retry(*requests.next_retry());
        ASSERT_EQ(history.loads.size(), attempt + 2);
    }
    answer(2, true);
    EXPECT_EQ(gave_up, 1);
    EXPECT_EQ(requests.next_retry(), std::nullopt);
    EXPECT_TRUE(loaded.empty());
}

TEST_F(HistoryRequestsTest, ForgetsWhatWasAbandoned) {
    int answered = 0;
    requests.load(key(5), begin);
    ASSERT_TRUE(requests.query({{1}, {1}, core::QueryIssues{}}, [&](const core::ReplyBody&) { ++answered; }));
    requests.abandon();
    answer(0, false);
    answer(0, true);
    history.queries.at(0).second(core::Done{});
    EXPECT_TRUE(loaded.empty());
    EXPECT_EQ(answered, 0);
    EXPECT_EQ(requests.next_retry(), std::nullopt);
}

TEST_F(HistoryRequestsTest, SaysWhenAQueryFindsTheQueueFull) {
    history.full = true;
    EXPECT_FALSE(requests.query({{1}, {1}, core::QueryIssues{}}, [](const core::ReplyBody&) {}));
}

}  // namespace
}  // namespace courtside::app
