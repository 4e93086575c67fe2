#include "unit/app/shard_fixture.hpp"

#include <algorithm>
#include <set>

namespace courtside::app {
namespace {

using Failure = support::ScriptedStore::Failure;

class Recovery : public ShardTest {
protected:
    void fail_a_commit(core::ConnectionId by, Failure failure = Failure::not_written) {
        store.fail_next_commit(failure);
        EXPECT_EQ(send(by, open_issue("lost?")), ports::Intake::taken);
        turn();
    }
};

TEST_F(Recovery, SendsNothingOfAFailedTurnAndClosesEverybody) {
    const auto ada = sign_in("ada");
    const auto carl = sign_in("carl", ports::Format::json);
    const auto silent = open();
    fail_a_commit(ada);
    std::set<int> delays;
    for (const auto id : {ada, carl, silent}) {
        EXPECT_TRUE(received(id).empty());
        EXPECT_EQ(close_code(id), 4000);
        EXPECT_GE(close_delay(id), 500);
        EXPECT_LE(close_delay(id), 5000);
        delays.insert(close_delay(id));
    }
    EXPECT_EQ(delays.size(), 3U);
    EXPECT_FALSE(shard->serving());
    EXPECT_EQ(observer.failures, std::vector<std::string>{"the disk is full"});
    EXPECT_EQ(shard->next_deadline(), now + core::seconds(1));
}

TEST_F(Recovery, IsNotTriedWithTheSameEngineAgain) {
    const auto ada = sign_in("ada");
    fail_a_commit(ada);
    journal.clear();
    EXPECT_EQ(send(ada, open_issue("after the close")), ports::Intake::taken);
    shard->on_close(ada);
    turn();
    EXPECT_EQ(journal, support::Journal{"flush"});
}

TEST_F(Recovery, ProbesEachSecondUntilTheStoreOpens) {
    const auto ada = sign_in("ada");
    fail_a_commit(ada);
    store.fail_reopens(2);
    journal.clear();
    for (int half_seconds = 1; half_seconds <= 6; ++half_seconds) {
        pass(core::Duration{500});
        turn();
    }
    EXPECT_EQ(std::ranges::count(journal, "reopen fails"), 2);
    EXPECT_EQ(std::ranges::count(journal, "reopen"), 1);
    EXPECT_TRUE(shard->serving());
    EXPECT_EQ(observer.recoveries, 1);
    EXPECT_EQ(observer.failures.size(), 1U);
    EXPECT_EQ(shard->counters().rebuilds, 1U);
}

TEST_F(Recovery, GoesOnProbingWhenTheFileOpensButCannotBeRead) {
    const auto ada = sign_in("ada");
    fail_a_commit(ada);
    store.fail_loads(1);
    pass(core::seconds(1));
    turn();
    EXPECT_FALSE(shard->serving());
    pass(core::seconds(1));
    turn();
    EXPECT_TRUE(shard->serving());
}

TEST_F(Recovery, AnswersNewConnectionsThatItIsUnavailable) {
    fail_a_commit(sign_in("ada"));
    const auto id = open();
    const auto reply = call(id, hello("1:ada"));
    EXPECT_EQ(reply.error().code(), pb::ERROR_CODE_UNAVAILABLE);
    EXPECT_TRUE(reply.error().retry());
    EXPECT_EQ(static_cast<int>(reply.error().retry_after_ms()), close_delay(id));
    EXPECT_EQ(close_code(id), 4000);
}

TEST_F(Recovery, CarriesARepeatedCommandOutOnceWhenItWasNotWritten) {
    const auto open = open_issue("mine");
    const auto first = sign_in("ada");
    store.fail_next_commit(Failure::not_written);
    EXPECT_EQ(send(first, open), ports::Intake::taken);
    turn();
    pass(core::seconds(1));
    turn();
    const auto reply = call(sign_in("ada"), open);
    EXPECT_EQ(reply.issue_opened().issue().issue_id(), 1U);
    EXPECT_EQ(stored_issues(), 1U);
}

TEST_F(Recovery, GivesARepeatedCommandItsFirstResultWhenItWasWrittenAfterAll) {
    const auto open = open_issue("mine");
    const auto first = sign_in("ada");
    store.fail_next_commit(Failure::written);
    EXPECT_EQ(send(first, open), ports::Intake::taken);
    turn();
    EXPECT_TRUE(received(first).empty());
    pass(core::seconds(1));
    turn();
    const auto again = sign_in("ada");
    EXPECT_EQ(send(again, open), ports::Intake::taken);
    turn();
    // The issue is on disk and not live, so the store answers.
    ASSERT_EQ(history.queries.size(), 1U);
    EXPECT_EQ(std::get<core::QueryIssue>(history.queries[0].first.what).issue.value, 1U);
    EXPECT_EQ(stored_issues(), 1U);
}

TEST_F(Recovery, KeepsASessionAndItsMessagesWithoutHoleOrDouble) {
    const auto ada = sign_in("ada");
    const auto carl = sign_in("carl");
    const auto session = begin_session(ada, carl);
    EXPECT_EQ(call(ada, text(session, "one")).message_sent().number(), 1U);
    for (const auto failure : {Failure::not_written, Failure::written}) {
        const auto talker = sign_in("ada");
        const auto number = stored_messages(session).size() + 1;
        const auto message = text(session, "number " + std::to_string(number));
        store.fail_next_commit(failure);
        EXPECT_EQ(send(talker, message), ports::Intake::taken);
        turn();
        EXPECT_TRUE(received(talker).empty());
        pass(core::seconds(1));
        turn();
        const auto reply = call(sign_in("ada"), message);
        EXPECT_EQ(reply.message_sent().session_id(), session);
        EXPECT_EQ(reply.message_sent().number(), number);
        EXPECT_EQ(stored_messages(session).size(), number);
        EXPECT_EQ(stored_messages(session).back().number, number);
    }
}

TEST_F(Recovery, TreatsAnUnreadableCommandTableAsAFailure) {
    const auto ada = sign_in("ada");
    journal.clear();
    store.fail_next_find();
    EXPECT_EQ(send(ada, open_issue("x")), ports::Intake::taken);
    turn();
    EXPECT_EQ(std::ranges::count(journal, "commit"), 0);
    EXPECT_TRUE(received(ada).empty());
    EXPECT_EQ(close_code(ada), 4000);
    EXPECT_FALSE(shard->serving());
}

TEST_F(Recovery, StartsOnlyWhenTheStoreCanBeReadAndWritten) {
    Shard other(options, {store, history, identity, network, observer}, zones, policy,
                [this] { return now; });
    store.fail_loads(1);
    const auto error = other.start();
    ASSERT_TRUE(error);
    EXPECT_EQ(error->text, "the file cannot be read");
    EXPECT_FALSE(other.serving());
}

}  // namespace
}  // namespace courtside::app
