#include "unit/app/shard_fixture.hpp"

namespace courtside::app {
namespace {

class FromHistory : public ShardTest {
protected:
    pb::ClientFrame fetch_issues() {
        auto out = frame();
        out.clear_command_id();
        out.mutable_fetch_issues();
        return out;
    }
    /// Asks on an issue that is not in memory.
    pb::ClientFrame ask(std::uint64_t issue) {
        auto out = frame();
        out.mutable_ask()->set_issue_id(issue);
        out.mutable_ask()->set_minutes(15);
        out.mutable_ask()->set_skill("S1");
        return out;
    }
    void answer_load(std::size_t load, bool failed) {
        const auto [key, done] = history.loads.at(load);
        done(failed ? core::LoadedIssue{std::get<core::LoadIssue>(key), std::nullopt} : store.world.load(key),
             failed);
    }
};

TEST_F(FromHistory, AsksForAPageOnlyAfterTheTurnsCommit) {
    const auto ada = sign_in("ada");
    EXPECT_EQ(send(ada, open_issue("x")), ports::Intake::taken);
    EXPECT_EQ(send(ada, fetch_issues()), ports::Intake::taken);
    EXPECT_TRUE(history.queries.empty());
    turn();
    ASSERT_EQ(history.queries.size(), 1U);
    EXPECT_EQ(history.queries[0].first.tenant, core::TenantId{1});
}

TEST_F(FromHistory, AnswersWithThePageAtTheEndOfTheTurnThatBroughtIt) {
    const auto ada = sign_in("ada");
    const auto fetch = fetch_issues();
    EXPECT_EQ(send(ada, fetch), ports::Intake::taken);
    turn();
    EXPECT_TRUE(received(ada).empty());
    history.queries.at(0).second(core::IssuesPage{{}, {7}});
    EXPECT_TRUE(received(ada).empty());
    turn();
    const auto frames = received(ada);
    ASSERT_EQ(frames.size(), 1U);
    EXPECT_EQ(frames[0].request_id(), fetch.request_id());
    EXPECT_EQ(frames[0].issues_page().next(), 7U);
}

TEST_F(FromHistory, IsBusyWhenTooMuchIsWaiting) {
    const auto ada = sign_in("ada");
    history.full = true;
    const auto reply = call(ada, fetch_issues());
    EXPECT_EQ(reply.error().code(), pb::ERROR_CODE_BUSY);
    EXPECT_TRUE(reply.error().retry());
    EXPECT_EQ(reply.error().retry_after_ms(), 1000U);
}

TEST_F(FromHistory, CarriesAParkedCommandOutOnceItsIssueIsThere) {
    const auto ada = sign_in("ada");
    const auto issue = call(ada, open_issue("x")).issue_opened().issue().issue_id();
    const auto command = ask(issue);
    EXPECT_EQ(send(ada, command), ports::Intake::taken);
    turn();
    EXPECT_TRUE(received(ada).empty());
    ASSERT_EQ(history.loads.size(), 1U);
    answer_load(0, false);
    turn();
    const auto frames = received(ada);
    ASSERT_FALSE(frames.empty());
    EXPECT_EQ(frames[0].request_id(), command.request_id());
    EXPECT_EQ(frames[0].asked().request().issue_id(), issue);
}

TEST_F(FromHistory, TriesALoadAgainThatFoundTheQueueFull) {
    const auto ada = sign_in("ada");
    const auto issue = call(ada, open_issue("x")).issue_opened().issue().issue_id();
    history.full = true;
    EXPECT_EQ(send(ada, ask(issue)), ports::Intake::taken);
    turn();
    EXPECT_EQ(shard->next_deadline(), now + core::Duration{100});
    history.full = false;
    pass(core::Duration{100});
    turn();
    ASSERT_EQ(history.loads.size(), 1U);
    answer_load(0, false);
    turn();
    EXPECT_TRUE(received(ada).at(0).has_asked());
}

TEST_F(FromHistory, CountsAsAFailedStoreWhenALoadFailsAgainAndAgain) {
    const auto ada = sign_in("ada");
    const auto issue = call(ada, open_issue("x")).issue_opened().issue().issue_id();
    EXPECT_EQ(send(ada, ask(issue)), ports::Intake::taken);
    turn();
    for (std::size_t attempt = 0; attempt < options.load_attempts; ++attempt) {
        ASSERT_EQ(history.loads.size(), attempt + 1);
        EXPECT_FALSE(is_closed(ada));
        answer_load(attempt, true);
        turn();
        pass(core::Duration{100});
        if (attempt + 1 < options.load_attempts) {
            turn();
        }
    }
    EXPECT_EQ(close_code(ada), 4000);
    EXPECT_FALSE(shard->serving());
    pass(core::seconds(1));
    turn();
    EXPECT_TRUE(shard->serving());
}

TEST_F(FromHistory, DropsAnswersForAnEngineThatIsGone) {
    const auto ada = sign_in("ada");
    const auto issue = call(ada, open_issue("x")).issue_opened().issue().issue_id();
    EXPECT_EQ(send(ada, ask(issue)), ports::Intake::taken);
    EXPECT_EQ(send(ada, fetch_issues()), ports::Intake::taken);
    turn();
    const auto [key, loaded] = history.loads.at(0);
    const auto queried = history.queries.at(0).second;
    store.fail_next_commit(support::ScriptedStore::Failure::not_written);
    EXPECT_EQ(send(ada, open_issue("y")), ports::Intake::taken);
    turn();
    loaded(store.world.load(key), false);
    queried(core::IssuesPage{});
    pass(core::seconds(1));
    turn();
    ASSERT_TRUE(shard->serving());
    loaded(store.world.load(key), false);
    queried(core::IssuesPage{});
    turn();
    EXPECT_TRUE(received(ada).empty());
    EXPECT_EQ(shard->totals().open_requests, 0U);
}

}  // namespace
}  // namespace courtside::app
