// What is due in the store is done between turns, a part at a time.

#include "unit/app/shard_fixture.hpp"

#include <algorithm>

namespace courtside::app {
namespace {

using Upkeep = ShardTest;

TEST_F(Upkeep, WaitsForItsTimeAndWakesTheLoopForIt) {
    store.upkeep_at = now + core::seconds(5);
    EXPECT_EQ(shard->next_deadline(), now + core::seconds(5));
    turn();
    EXPECT_EQ(std::ranges::count(journal, "upkeep"), 0);
    pass(core::seconds(5));
    turn();
    EXPECT_EQ(std::ranges::count(journal, "upkeep"), 1);
    EXPECT_EQ(shard->next_deadline(), std::nullopt);
}

TEST_F(Upkeep, IsOnePartATurnSoThatClientsComeInBetween) {
    const auto ada = sign_in("ada");
    store.upkeep_at = now;
    store.parts_left = 3;
    for (int part = 1; part <= 3; ++part) {
        EXPECT_EQ(send(ada, open_issue("in between")), ports::Intake::taken);
        turn();
        EXPECT_EQ(std::ranges::count(journal, "upkeep"), part);
        EXPECT_EQ(received(ada).size(), 1U);
        turn();
        EXPECT_EQ(std::ranges::count(journal, "upkeep"), part) << "not before its time";
        pass(core::Duration{20});
    }
    EXPECT_EQ(store.upkeep_at, std::nullopt);
}

TEST_F(Upkeep, ThatFailsIsLikeACommitThatFailed) {
    const auto ada = sign_in("ada");
    store.upkeep_at = now;
    store.upkeep_failure = ports::StoreError{"the disk is full"};
    turn();
    EXPECT_EQ(close_code(ada), 4000);
    EXPECT_FALSE(shard->serving());
    EXPECT_EQ(observer.failures, std::vector<std::string>{"the disk is full"});
}

}  // namespace
}  // namespace courtside::app
