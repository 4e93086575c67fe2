#include "adapters/ws/keep_alive.hpp"
#include "adapters/ws/send_buffer.hpp"
#include "adapters/ws/slot_map.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>

namespace courtside::ws {
namespace {

using namespace std::chrono_literals;

core::ConnectionId add(SlotMap<int>& map, int value) {
    return map.insert([&](core::ConnectionId) { return std::make_unique<int>(value); });
}

TEST(SlotMap, FindsWhatItHolds) {
    SlotMap<int> map;
    const auto one = add(map, 1);
    const auto two = add(map, 2);
    EXPECT_EQ(*map.find(one), 1);
    EXPECT_EQ(*map.find(two), 2);
    EXPECT_EQ(map.size(), 2U);
    EXPECT_EQ(map.find(core::ConnectionId{}), nullptr);
    EXPECT_EQ(map.find(core::ConnectionId{two.value + 1}), nullptr);
}

TEST(SlotMap, TellsTheObjectItsId) {
    SlotMap<core::ConnectionId> map;
    const auto id =
        map.insert([](core::ConnectionId own) { return std::make_unique<core::ConnectionId>(own); });
    EXPECT_EQ(*map.find(id), id);
}

TEST(SlotMap, UsesSlotsAgainButIdsNever) {
    SlotMap<int> map;
    std::set<std::uint64_t> seen;
    for (int round = 0; round < 1000; ++round) {
        const auto id = add(map, round);
        EXPECT_TRUE(id);
        EXPECT_TRUE(seen.insert(id.value).second);
        EXPECT_EQ(id.value & 0xFFFFFFFF, 0U);
        map.erase(id);
        EXPECT_EQ(map.find(id), nullptr);
        map.erase(id);
        EXPECT_EQ(map.size(), 0U);
    }
}

TEST(SlotMap, VisitsEachOnce) {
    SlotMap<int> map;
    add(map, 1);
    const auto two = add(map, 2);
    add(map, 3);
    map.erase(two);
    std::multiset<int> visited;
    map.for_each([&](int value) { visited.insert(value); });
    EXPECT_EQ(visited, (std::multiset<int>{1, 3}));
}

TEST(SendBuffer, KeepsTheOrderOverPartialWrites) {
    BufferPool pool;
    SendBuffer buffer;
    std::string expected;
    std::string received;
    for (int round = 0; round < 500; ++round) {
        const std::string piece(static_cast<std::size_t>(round % 37), static_cast<char>('a' + round % 26));
        buffer.tail(pool).append(piece);
        expected += piece;
        const std::size_t taken = std::min<std::size_t>(buffer.size(), static_cast<std::size_t>(round % 23));
        received += buffer.unsent().substr(0, taken);
        buffer.sent(taken, pool);
    }
    received += buffer.unsent();
    EXPECT_EQ(received, expected);
}

TEST(SendBuffer, HoldsNoMemoryWhenAllIsSent) {
    BufferPool pool;
    SendBuffer buffer;
    buffer.tail(pool).append(100'000, 'x');
    buffer.sent(99'999, pool);
    EXPECT_EQ(buffer.size(), 1U);
    buffer.sent(1, pool);
    EXPECT_TRUE(buffer.empty());
    EXPECT_LT(pool.take().capacity(), 4096U) << "large memory is not kept";
}

TEST(SendBuffer, UsesSmallMemoryAgain) {
    BufferPool pool;
    SendBuffer first;
    first.tail(pool).append(500, 'x');
    const char* const memory = first.unsent().data();
    first.sent(500, pool);
    SendBuffer second;
    second.tail(pool).append("y");
    EXPECT_EQ(second.unsent().data(), memory);
    EXPECT_EQ(second.unsent(), "y");
}

TEST(KeepAlive, PingsAfterSilenceAndGivesUpWithoutAnAnswer) {
    const KeepAlive::Instant start{};
    KeepAlive keep_alive;
    keep_alive.heard(start, 25s);
    EXPECT_EQ(keep_alive.check(start + 24s, 10s), KeepAlive::Action::none);
    EXPECT_EQ(keep_alive.check(start + 25s, 10s), KeepAlive::Action::ping);
    EXPECT_EQ(keep_alive.check(start + 34s, 10s), KeepAlive::Action::none);
    EXPECT_EQ(keep_alive.check(start + 35s, 10s), KeepAlive::Action::give_up);
}

TEST(KeepAlive, AnyBytesAreLife) {
    const KeepAlive::Instant start{};
    KeepAlive keep_alive;
    keep_alive.heard(start, 25s);
    EXPECT_EQ(keep_alive.check(start + 25s, 10s), KeepAlive::Action::ping);
    keep_alive.heard(start + 30s, 25s);
    EXPECT_EQ(keep_alive.check(start + 54s, 10s), KeepAlive::Action::none);
    EXPECT_EQ(keep_alive.check(start + 55s, 10s), KeepAlive::Action::ping);
}

}  // namespace
}  // namespace courtside::ws
