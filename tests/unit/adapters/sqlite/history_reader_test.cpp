#include "adapters/sqlite/history_reader.hpp"

#include "company.hpp"
#include "support/hand_loop.hpp"

#include <gtest/gtest.h>

#include <future>

namespace courtside::sqlite::test {
namespace {

using courtside::test::HandLoop;

HistoryOptions options_for(const Company& company) {
    HistoryOptions options;
    options.file = company.file();
    return options;
}

core::Query messages_of(std::uint64_t session) {
    return {tenant_one, learner, core::QueryMessages{core::SessionId{session}, 0, 10, {}}};
}

TEST(HistoryReader, AnswersOnTheLoopWithWhatWasCommittedBefore) {
    Company company;
    HandLoop loop;
    HistoryReader history(options_for(company), loop.poster());
    for (std::uint64_t session = 1; session <= 3; ++session) {
        company.hold_session(session, {"a", "b"});
        std::optional<core::ReplyBody> reply;
        ASSERT_TRUE(
            history.query(messages_of(session), [&](core::ReplyBody body) { reply = std::move(body); }));
        EXPECT_FALSE(reply.has_value()) << "never before the loop runs it";
        loop.run_one();
        ASSERT_TRUE(reply.has_value());
        EXPECT_EQ(std::get<core::MessagesPage>(*reply).messages.size(), 2U);
    }
}

TEST(HistoryReader, LoadsEntities) {
    Company company;
    company.hold_session(1, {"a"});
    HandLoop loop;
    HistoryReader history(options_for(company), loop.poster());
    std::optional<core::LoadedIssue> issue;
    bool failed = true;
    ASSERT_TRUE(history.load(core::LoadIssue{tenant_one, core::IssueId{1}},
                             [&](core::LoadedEntity entity, bool not_read) {
                                 issue = std::get<core::LoadedIssue>(std::move(entity));
                                 failed = not_read;
                             }));
    loop.run_one();
    EXPECT_FALSE(failed);
    EXPECT_EQ(issue->issue, make_issue(core::IssueId{1}));
}

TEST(HistoryReader, ReadThatTakesTooLongAnswersBusy) {
    Company company;
    company.hold_session(1, std::vector<std::string>(2'000, "x"));
    HandLoop loop;
    HistoryOptions options = options_for(company);
    options.longest_read = std::chrono::milliseconds(0);
    HistoryReader history(options, loop.poster());
    std::optional<core::ReplyBody> reply;
    ASSERT_TRUE(history.query({tenant_one, learner, core::QuerySearch{"word", {}}},
                              [&](core::ReplyBody body) { reply = std::move(body); }));
    loop.run_one();
    const auto& error = std::get<core::Error>(*reply);
    EXPECT_EQ(error.code, core::ErrorCode::busy);
    EXPECT_TRUE(error.retry);
    EXPECT_GT(error.retry_after, core::Duration{});
}

TEST(HistoryReader, FileThatCannotBeReadAnswersUnavailableUntilItCan) {
    Company company;
    company.hold_session(1, {"a"});
    company.close();
    const std::filesystem::path away = company.file().parent_path() / "away.db";
    std::filesystem::rename(company.file(), away);
    HandLoop loop;
    HistoryReader history(options_for(company), loop.poster());
    std::optional<core::ReplyBody> reply;
    const auto keep = [&](core::ReplyBody body) { reply = std::move(body); };
    ASSERT_TRUE(history.query(messages_of(1), keep));
    loop.run_one();
    EXPECT_EQ(std::get<core::Error>(*reply).code, core::ErrorCode::unavailable);
    bool failed = false;
    ASSERT_TRUE(history.load(core::LoadIssue{tenant_one, core::IssueId{1}},
                             [&](const core::LoadedEntity& entity, bool not_read) {
                                 failed = not_read;
                                 EXPECT_FALSE(std::get<core::LoadedIssue>(entity).issue.has_value());
                             }));
    loop.run_one();
    EXPECT_TRUE(failed);
    std::filesystem::rename(away, company.file());
    company.open();
    ASSERT_TRUE(history.query(messages_of(1), keep));
    loop.run_one();
    EXPECT_TRUE(std::holds_alternative<core::MessagesPage>(*reply));
}

TEST(HistoryReader, RefusesWhatDoesNotFitIntoTheQueue) {
    Company company;
    std::promise<void> taken;
    std::promise<void> released;
    std::shared_future<void> release(released.get_future());
    bool first = true;
    HistoryOptions options = options_for(company);
    options.threads = 1;
    options.queue = 2;
    HistoryReader history(options, [&](const std::function<void()>&) {
        if (std::exchange(first, false)) {
            taken.set_value();
        }
        release.wait();
    });
    const auto ignore = [](const core::ReplyBody&) {};
    ASSERT_TRUE(history.query(messages_of(1), ignore));
    taken.get_future().wait();
    EXPECT_TRUE(history.query(messages_of(1), ignore));
    EXPECT_TRUE(history.query(messages_of(1), ignore));
    EXPECT_FALSE(history.query(messages_of(1), ignore));
    released.set_value();
}

TEST(HistoryReader, WhatWaitsAtItsEndIsDropped) {
    Company company;
    HandLoop loop;
    auto history = std::make_unique<HistoryReader>(options_for(company), loop.poster());
    bool called = false;
    for (int i = 0; i < 100; ++i) {
        ASSERT_TRUE(history->query(messages_of(1), [&](const core::ReplyBody&) { called = true; }));
    }
    history.reset();
    EXPECT_FALSE(called);
}

}  // namespace
}  // namespace courtside::sqlite::test
