#include "protocol/message_feed.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace courtside::internal {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

const TimePoint kNow{seconds{100}};

Message message(MessageNumber number) {
    Message out;
    out.session_id = 1;
    out.number = number;
    return out;
}

std::vector<Message> messages(std::initializer_list<MessageNumber> numbers) {
    std::vector<Message> out;
    for (const auto number : numbers) {
        out.push_back(message(number));
    }
    return out;
}

std::vector<MessageNumber> ready(MessageFeed& feed) {
    std::vector<MessageNumber> numbers;
    for (const auto& each : feed.take_ready()) {
        numbers.push_back(each.number);
    }
    return numbers;
}

TEST(MessageFeed, PassesPushesInOrderOnAndFetchesNothing) {
    MessageFeed feed;
    feed.pushed(message(1));
    feed.pushed(message(2));
    EXPECT_THAT(ready(feed), ElementsAre(1, 2));
    EXPECT_FALSE(feed.begin_fetch(kNow));
    EXPECT_TRUE(feed.is_complete());
}

TEST(MessageFeed, GivesEachMessageOnce) {
    MessageFeed feed;
    feed.pushed(message(1));
    feed.pushed(message(1));
    EXPECT_THAT(ready(feed), ElementsAre(1));
    feed.pushed(message(1));
    EXPECT_THAT(ready(feed), IsEmpty());
}

TEST(MessageFeed, FetchesAHoleBeforeItGivesWhatCameAfterIt) {
    MessageFeed feed;
    feed.pushed(message(1));
    feed.pushed(message(4));
    feed.pushed(message(5));
    EXPECT_THAT(ready(feed), ElementsAre(1));
    EXPECT_TRUE(feed.begin_fetch(kNow));
    EXPECT_EQ(feed.last(), 1U);
    EXPECT_FALSE(feed.begin_fetch(kNow)) << "one at a time";
    feed.page(messages({2, 3, 4, 5}));
    EXPECT_THAT(ready(feed), ElementsAre(2, 3, 4, 5));
    EXPECT_TRUE(feed.is_complete());
}

TEST(MessageFeed, CatchesUpPageByPageWhilePushesGoOn) {
    MessageFeed feed;
    feed.exists_up_to(4);
    ASSERT_TRUE(feed.begin_fetch(kNow));
    feed.pushed(message(5));
    feed.page(messages({1, 2}));
    EXPECT_THAT(ready(feed), ElementsAre(1, 2));
    ASSERT_TRUE(feed.begin_fetch(kNow));
    EXPECT_EQ(feed.last(), 2U);
    feed.page(messages({3, 4}));
    EXPECT_THAT(ready(feed), ElementsAre(3, 4, 5));
    EXPECT_FALSE(feed.begin_fetch(kNow));
}

TEST(MessageFeed, FetchesAgainAfterALostConnection) {
    MessageFeed feed;
    feed.exists_up_to(2);
    ASSERT_TRUE(feed.begin_fetch(kNow));
    feed.connection_lost();
    EXPECT_TRUE(feed.begin_fetch(kNow));
}

TEST(MessageFeed, WaitsBeforeItFetchesAgainWhereTheServerSaysSo) {
    MessageFeed feed;
    feed.exists_up_to(2);
    ASSERT_TRUE(feed.begin_fetch(kNow));
    feed.fetch_failed(kNow + seconds{2});
    EXPECT_EQ(feed.deadline(), kNow + seconds{2});
    EXPECT_FALSE(feed.begin_fetch(kNow + seconds{1}));
    EXPECT_TRUE(feed.begin_fetch(kNow + seconds{2}));
    EXPECT_EQ(feed.deadline(), std::nullopt);
}

TEST(MessageFeed, TakesNumbersThatAPageLeavesOutAsGone) {
    MessageFeed feed;
    feed.exists_up_to(4);
    ASSERT_TRUE(feed.begin_fetch(kNow));
    feed.page(messages({3, 4}));
    EXPECT_THAT(ready(feed), ElementsAre(3, 4));
    EXPECT_TRUE(feed.is_complete());
}

TEST(MessageFeed, DoesNotAskForEverWhereTheServerHasNothing) {
    MessageFeed feed;
    feed.exists_up_to(4);
    ASSERT_TRUE(feed.begin_fetch(kNow));
    feed.page({});
    EXPECT_FALSE(feed.begin_fetch(kNow));
    EXPECT_TRUE(feed.is_complete());
    feed.pushed(message(5));
    EXPECT_THAT(ready(feed), ElementsAre(5));
}

TEST(MessageFeed, LeavesOutWhatItIsRefused) {
    MessageFeed feed;
    feed.pushed(message(3));
    feed.pushed(message(6));
    ASSERT_TRUE(feed.begin_fetch(kNow));
    feed.give_up();
    EXPECT_THAT(ready(feed), ElementsAre(3, 6));
    EXPECT_TRUE(feed.is_complete());
}

TEST(MessageFeed, FetchesWhatItHadNoRoomToKeep) {
    MessageFeed feed;
    for (MessageNumber number = 1'000; number > 1; --number) {
        feed.pushed(message(number));
    }
    ASSERT_TRUE(feed.begin_fetch(kNow));
    feed.page(messages({1}));
    // The highest 256 were kept; what lies between is fetched.
    EXPECT_THAT(ready(feed), ElementsAre(1));
    ASSERT_TRUE(feed.begin_fetch(kNow));
    std::vector<Message> rest;
    for (MessageNumber number = 2; number <= 744; ++number) {
        rest.push_back(message(number));
    }
    feed.page(std::move(rest));
    const auto numbers = ready(feed);
    ASSERT_EQ(numbers.size(), 999U);
    EXPECT_EQ(numbers.front(), 2U);
    EXPECT_EQ(numbers.back(), 1'000U);
    EXPECT_TRUE(feed.is_complete());
}

}  // namespace
}  // namespace courtside::internal
