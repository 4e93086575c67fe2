#include "adapters/sqlite/sqlite_handle.hpp"
#include "company.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace courtside::sqlite::test {
namespace {

const core::LiveSessionState& session_of(const core::TenantLiveState& live, std::uint64_t id) {
    for (const core::LiveSessionState& each : live.sessions) {
        if (each.session.id.value == id) {
            return each;
        }
    }
    throw std::runtime_error("no live session " + std::to_string(id));
}

core::LogEntry entry_of(const core::AppendMessage& record) {
    const core::Message& message = *record.message;
    return {message.row, message.sender, message.command,
            core::content_hash(message.kind, message.moment, message.reply_to, message.text),
            message.sent_at};
}

TEST(LiveLog, HoldsTheMessagesOfLiveSessionsInOrder) {
    Company company;
    company.begin_session(1);
    company.begin_session(2);
    const std::vector<core::AppendMessage> said{company.say(1, "a"), company.say(2, "b"), company.say(1, ""),
                                                company.say(2, "d"), company.say(1, "e")};
    company.write({said.begin(), said.end()});
    company.restart();
    const core::TenantLiveState live = company.load();
    EXPECT_EQ(session_of(live, 1).log,
              (std::vector{entry_of(said[0]), entry_of(said[2]), entry_of(said[4])}));
    EXPECT_EQ(session_of(live, 2).log, (std::vector{entry_of(said[1]), entry_of(said[3])}));
    EXPECT_EQ(session_of(live, 1).session.last_number, 3U);
}

TEST(LiveLog, LeavesOutSessionsThatEnded) {
    Company company;
    company.begin_session(1);
    company.hold_session(2, {"over", "too"});
    company.write({company.say(1, "still here")});
    const core::TenantLiveState live = company.load();
    ASSERT_EQ(live.sessions.size(), 1U);
    EXPECT_EQ(session_of(live, 1).log.size(), 1U);
}

TEST(LiveLog, IsReadFromTheFirstRowThatALiveSessionCanHave) {
    Company company;
    company.hold_session(1, {"one", "two", "three"});
    company.begin_session(2);
    company.write({company.say(2, "four")});
    company.close();
    Database database(company.file(), OpenMode::read_write_create);
    EXPECT_EQ(database.integer("SELECT first_row FROM session WHERE id = 1"), 1);
    EXPECT_EQ(database.integer("SELECT first_row FROM session WHERE id = 2"), 4);
    // Were the log read from its beginning, this row would be a hole in session 2.
    database.run("UPDATE message SET session = 2 WHERE row_id = 1");
    company.open();
    EXPECT_EQ(session_of(company.load(), 2).log.size(), 1U);
}

TEST(LiveLog, FirstRowStaysWhereALiveSessionBegan) {
    Company company;
    company.begin_session(1);
    company.write({company.say(1, "one")});
    company.write({core::Put<core::Session>{tenant_one, make_session(1)}});
    company.restart();
    EXPECT_EQ(session_of(company.load(), 1).log.size(), 1U);
}

TEST(LiveLog, SessionAndItsFirstMessagesInOneCommit) {
    Company company;
    company.hold_session(1, {"before"});
    company.write(
        {core::Put<core::Issue>{tenant_one, make_issue(core::IssueId{2})},
         core::Put<core::Request>{
             tenant_one, make_request(core::RequestId{2}, core::IssueId{2}, core::RequestState::matched)},
         core::Put<core::Session>{tenant_one, make_session(2)}, company.say(2, "a"), company.say(2, "b")});
    EXPECT_EQ(session_of(company.load(), 2).log.size(), 2U);
}

TEST(LiveLog, NextRowIsAboveTheLog) {
    Company company;
    EXPECT_EQ(company.store().load().next_row, core::RowId{1});
    company.hold_session(1, {"one", "two"});
    EXPECT_EQ(company.store().load().next_row, core::RowId{3});
    company.restart();
    EXPECT_EQ(company.store().load().next_row, core::RowId{3});
}

TEST(LiveLog, NextRowIsAboveEveryListedRowEvenWhenTheRowsAreGone) {
    Company company;
    company.hold_session(1, {"one", "two"});
    company.close();
    Database(company.file(), OpenMode::read_write_create).run("DELETE FROM message");
    company.open();
    EXPECT_EQ(company.store().load().next_row, core::RowId{3});
}

TEST(LiveLog, HoleInALiveSessionIsRefused) {
    Company company;
    company.begin_session(1);
    company.write({company.say(1, "one"), company.say(1, "two"), company.say(1, "three")});
    company.close();
    Database(company.file(), OpenMode::read_write_create).run("DELETE FROM message WHERE row_id = 2");
    company.open();
    EXPECT_THROW((void)company.store().load(), std::runtime_error);
}

TEST(LiveLog, RowThatWasGivenTwiceFailsTheCommit) {
    Company company;
    company.begin_session(1);
    const core::AppendMessage message = company.say(1, "once");
    company.write({message});
    const std::vector<core::Record> again{message};
    EXPECT_TRUE(company.store().commit(again).has_value());
    EXPECT_TRUE(company.store().commit(again).has_value()) << "closed until it is opened again";
    EXPECT_THROW((void)company.store().load(), std::runtime_error);
    EXPECT_FALSE(company.store().reopen().has_value());
    EXPECT_EQ(session_of(company.load(), 1).log.size(), 1U);
}

}  // namespace
}  // namespace courtside::sqlite::test
