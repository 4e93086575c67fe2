#include "app/connection_registry.hpp"

#include <gtest/gtest.h>

namespace courtside::app {
namespace {

constexpr TokenBucket::Rate rate{20, 60};
constexpr core::Instant start{1'000'000};

Connection connection() {
    return {.bucket = TokenBucket(rate, start)};
}

TEST(ConnectionRegistry, FindsWhatIsOpen) {
    ConnectionRegistry registry;
    registry.add({1}, connection(), "", start);
    ASSERT_NE(registry.find({1}), nullptr);
    registry.find({1})->signed_in = true;
    EXPECT_TRUE(registry.find({1})->signed_in);
    registry.remove({1});
    EXPECT_EQ(registry.find({1}), nullptr);
    EXPECT_EQ(registry.size(), 0U);
}

TEST(ConnectionRegistry, HandsTheOriginOutOnce) {
    ConnectionRegistry registry;
    registry.add({1}, connection(), "https://a.example", start);
    registry.add({2}, connection(), "", start);
    EXPECT_EQ(registry.take_origin({1}), "https://a.example");
    EXPECT_EQ(registry.take_origin({1}), "");
    EXPECT_EQ(registry.take_origin({2}), "");
}

TEST(ConnectionRegistry, NamesThoseThatOweAHelloOnceAndInOrder) {
    ConnectionRegistry registry;
    for (std::uint64_t id = 1; id <= 5; ++id) {
        registry.add({id}, connection(), "", start + core::seconds(static_cast<std::int64_t>(id)));
    }
    registry.find({2})->signed_in = true;
    registry.find({3})->closing = true;
    registry.remove({4});
    EXPECT_EQ(registry.next_hello_deadline(), start + core::seconds(1));
    EXPECT_EQ(registry.take_overdue(start), std::nullopt);
    EXPECT_EQ(registry.take_overdue(start + core::seconds(10)), core::ConnectionId{1});
    EXPECT_EQ(registry.take_overdue(start + core::seconds(10)), core::ConnectionId{5});
    EXPECT_EQ(registry.take_overdue(start + core::seconds(10)), std::nullopt);
    EXPECT_EQ(registry.next_hello_deadline(), std::nullopt);
}

}  // namespace
}  // namespace courtside::app
