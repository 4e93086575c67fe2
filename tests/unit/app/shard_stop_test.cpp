#include "unit/app/shard_fixture.hpp"

namespace courtside::app {
namespace {

using Stop = ShardTest;

TEST_F(Stop, FinishesTheTurnAndTellsEverybodyToComeBack) {
    const auto ada = sign_in("ada");
    const auto carl = sign_in("carl");
    const auto silent = open();
    journal.clear();
    EXPECT_EQ(send(ada, open_issue("the last one")), ports::Intake::taken);
    shard->stop();
    EXPECT_FALSE(network.accepting);
    EXPECT_FALSE(shard->stopped());
    turn();
    EXPECT_EQ(journal.front(), "commit");
    EXPECT_EQ(received(ada).at(0).issue_opened().issue().title(), "the last one");
    for (const auto id : {ada, carl, silent}) {
        EXPECT_EQ(close_code(id), 4001);
        EXPECT_GE(close_delay(id), 500);
        EXPECT_LE(close_delay(id), 5000);
        EXPECT_FALSE(shard->stopped());
        shard->on_close(id);
    }
    EXPECT_TRUE(shard->stopped());
}

TEST_F(Stop, LeavesSessionsForTheNextStart) {
    const auto ada = sign_in("ada");
    const auto carl = sign_in("carl");
    const auto session = begin_session(ada, carl);
    shard->stop();
    turn();
    shard->on_close(ada);
    shard->on_close(carl);
    turn();
    restart();
    EXPECT_EQ(shard->totals().live_sessions, 1U);
    EXPECT_TRUE(call(sign_in("ada"), text(session, "still there")).has_message_sent());
}

TEST_F(Stop, SendsLatecomersAway) {
    shard->stop();
    const auto before_the_turn = open();
    turn();
    const auto after_it = open();
    EXPECT_EQ(send(after_it, hello("1:ada")), ports::Intake::taken);
    turn();
    EXPECT_EQ(close_code(before_the_turn), 4001);
    EXPECT_EQ(close_code(after_it), 4001);
    EXPECT_TRUE(received(after_it).empty());
}

TEST_F(Stop, WorksWhileTheStoreIsFailed) {
    const auto ada = sign_in("ada");
    store.fail_next_commit(support::ScriptedStore::Failure::not_written);
    EXPECT_EQ(send(ada, open_issue("x")), ports::Intake::taken);
    shard->stop();
    turn();
    EXPECT_EQ(close_code(ada), 4000);
    shard->on_close(ada);
    EXPECT_TRUE(shard->stopped());
}

}  // namespace
}  // namespace courtside::app
