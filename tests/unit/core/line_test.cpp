// A line of requests against a sorted set, over seeded histories.

#include "core/matching/line.hpp"

#include "core/state.hpp"
#include "crowd.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <deque>
#include <iterator>
#include <map>
#include <vector>

namespace courtside::core::matching {
namespace {

class LineAsASet : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(LineAsASet, IsOne) {
    Dice dice(GetParam());
    Line line;
    std::deque<RequestEntry> entries;
    std::map<Turn, RequestEntry*> expected;
    for (std::uint64_t i = 1; i <= 3'000; ++i) {
        // Long lines first, then short ones.
        if (dice.percent(i < 1'500 ? 80 : 30) || expected.empty()) {
            const Turn turn{Instant{static_cast<std::int64_t>(dice.below(400))}, RequestId{i}};
            line.insert(turn, entries.emplace_back());
            expected.emplace(turn, &entries.back());
        } else {
            const auto place =
                std::next(expected.begin(), static_cast<std::ptrdiff_t>(dice.below(expected.size())));
            line.erase(place->first);
            expected.erase(place);
        }
        ASSERT_EQ(line.size(), expected.size());
        ASSERT_EQ(line.empty(), expected.empty());
        if (!expected.empty()) {
            ASSERT_EQ(line.front().turn, expected.begin()->first);
            ASSERT_EQ(line.front().entry, expected.begin()->second);
        }
        const Turn asked{Instant{static_cast<std::int64_t>(dice.below(400))}, RequestId{dice.below(i) + 1}};
        ASSERT_EQ(line.before(asked),
                  static_cast<std::size_t>(std::distance(expected.begin(), expected.lower_bound(asked))));
    }
    std::vector<const RequestEntry*> in_order;
    line.each([&](const RequestEntry& entry) { in_order.push_back(&entry); });
    ASSERT_EQ(in_order.size(), expected.size());
    EXPECT_TRUE(std::equal(in_order.begin(), in_order.end(), expected.begin(),
                           [](const RequestEntry* a, const auto& b) { return a == b.second; }));
}

INSTANTIATE_TEST_SUITE_P(Seeds, LineAsASet, ::testing::Values(1, 2, 3));

TEST(Line, FindsTheFirstThatFits) {
    Line line;
    std::deque<RequestEntry> entries(300);
    for (std::uint64_t i = 0; i < entries.size(); ++i) {
        entries[i].request.id = RequestId{i + 1};
        line.insert({Instant{static_cast<std::int64_t>(i)}, RequestId{i + 1}}, entries[i]);
    }
    const auto* found = line.first([](const RequestEntry& entry) { return entry.request.id.value > 200; });
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->turn.id, RequestId{201});
    EXPECT_EQ(line.first([](const RequestEntry&) { return false; }), nullptr);
}

}  // namespace
}  // namespace courtside::core::matching
