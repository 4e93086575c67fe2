#include "adapters/sqlite/entity_rows.hpp"
#include "adapters/sqlite/verify.hpp"
#include "company.hpp"
#include "support/fault_vfs.hpp"

#include <gtest/gtest.h>

namespace courtside::sqlite::test {
namespace {

using courtside::test::FaultVfs;

/// What one turn writes: a message in each of two sessions, and the end of the second.
std::vector<core::Record> a_turn(Company& company) {
    return {company.say(1, std::string(6000, 'a')), company.say(2, "b"), company.end(2),
            core::Put<core::CommandRecord>{tenant_one, {learner, command_id(500), 1, 2, 3, noon}}};
}

StoreOptions through(const FaultVfs& disk) {
    StoreOptions options;
    options.vfs = disk.name();
    options.passive_after_pages = 1'000'000;  // the calls that are counted are those of commits only
    return options;
}

/// Two sessions with acknowledged messages; the next thing to write is a_turn().
std::unique_ptr<Company> company_on(const FaultVfs& disk) {
    auto company = std::make_unique<Company>(through(disk));
    company->begin_session(1);
    company->begin_session(2);
    company->write({company->say(1, "acknowledged"), company->say(2, "acknowledged")});
    return company;
}

/// Whether the turn of a_turn() is there. Fails the test if it is there in part.
bool turn_is_there(Company& company) {
    const core::TenantLiveState live = company.load();
    const bool session_ended = live.sessions.size() == 1;
    const std::size_t said = live.sessions.at(0).log.size();
    const bool command = company.store().find_command(tenant_one, learner, command_id(500)).has_value();
    EXPECT_EQ(said, session_ended ? 2U : 1U);
    EXPECT_EQ(command, session_ended);
    Database reader(company.file(), OpenMode::read_only);
    EXPECT_EQ(reader.integer("SELECT count(*) FROM message"), session_ended ? 4 : 2);
    EXPECT_EQ(reader.integer("SELECT count(*) FROM message WHERE CAST(body AS TEXT) = 'acknowledged'"), 2);
    return session_ended;
}

int calls_of_a_turn() {
    FaultVfs disk;
    const auto company = company_on(disk);
    disk.repair();
    company->write(a_turn(*company));
    return disk.calls();
}

class DiskFails : public testing::TestWithParam<FaultVfs::After> {};

TEST_P(DiskFails, CommitGivesAnErrorAndLeavesAllOrNothing) {
    const int calls = calls_of_a_turn();
    ASSERT_GE(calls, 5) << "pages, their headers, and the flush";
    for (int nth = 1; nth <= calls; ++nth) {
        SCOPED_TRACE("call " + std::to_string(nth) + " of " + std::to_string(calls));
        FaultVfs disk;
        const auto company = company_on(disk);
        const std::vector<core::Record> turn = a_turn(*company);
        disk.fail_at(nth, GetParam());
        const std::optional<ports::StoreError> error = company->store().commit(turn);
        ASSERT_TRUE(error.has_value());
        EXPECT_NE(error->text.find("a commit failed"), std::string::npos);
        disk.repair();
        const std::optional<ports::StoreError> still = company->store().reopen();
        ASSERT_FALSE(still.has_value()) << still->text;
        const bool there = turn_is_there(*company);
        EXPECT_TRUE(verify(company->file()).empty());
        if (!there) {
            // As after a rebuild, when the clients send again what was never acknowledged.
            company->write(turn);
        }
        company->restart();
        EXPECT_TRUE(turn_is_there(*company));
        EXPECT_TRUE(verify(company->file()).empty());
    }
}

TEST_P(DiskFails, ProcessThatEndsAfterAFailedCommitLeavesAllOrNothing) {
    const int calls = calls_of_a_turn();
    for (int nth = 1; nth <= calls; ++nth) {
        SCOPED_TRACE("call " + std::to_string(nth));
        FaultVfs disk;
        const auto company = company_on(disk);
        const std::vector<core::Record> turn = a_turn(*company);
        disk.fail_at(nth, GetParam());
        ASSERT_TRUE(company->store().commit(turn).has_value());
        company->close();
        disk.repair();
        company->open();
        (void)turn_is_there(*company);
        EXPECT_TRUE(verify(company->file()).empty());
    }
}

INSTANTIATE_TEST_SUITE_P(OnceOrForGood, DiskFails,
                         testing::Values(FaultVfs::After::works_again, FaultVfs::After::stays_broken));

TEST(DiskStaysBroken, StoreCannotBeOpenedAgainUntilItIsRepaired) {
    FaultVfs disk;
    const auto company = company_on(disk);
    const std::vector<core::Record> turn = a_turn(*company);
    disk.fail_at(1, FaultVfs::After::stays_broken);
    ASSERT_TRUE(company->store().commit(turn).has_value());
    const auto error = company->store().reopen();
    ASSERT_TRUE(error.has_value());
    EXPECT_NE(error->text.find("cannot be opened again yet"), std::string::npos);
    EXPECT_THROW((void)company->store().find_command(tenant_one, learner, command_id(500)),
                 std::runtime_error);
    EXPECT_TRUE(company->store().commit(turn).has_value());
    disk.repair();
    EXPECT_FALSE(company->store().reopen().has_value());
    EXPECT_FALSE(turn_is_there(*company));
}

TEST(DiskFailsAtACheckpoint, NothingIsLostAndTheNextOneSucceeds) {
    for (int nth = 1; nth <= 4; ++nth) {
        SCOPED_TRACE("call " + std::to_string(nth));
        FaultVfs disk;
        StoreOptions options = through(disk);
        options.restart_after_pages = 1;
        options.restart_retry_pages = 1;
        Company company(options);
        company.begin_session(1);
        company.write({company.say(1, "acknowledged")});
        const int before = company.store().log_pages();
        disk.fail_at(nth, FaultVfs::After::stays_broken);
        company.store().checkpoint_if_needed();
        EXPECT_GE(disk.failures(), 1);
        disk.repair();
        company.write({company.say(1, "more")});
        EXPECT_GT(company.store().log_pages(), before);
        company.store().checkpoint_if_needed();
        company.write({company.say(1, "and more")});
        EXPECT_LT(company.store().log_pages(), before);
        company.restart();
        EXPECT_EQ(company.load().sessions.at(0).log.size(), 3U);
        EXPECT_TRUE(verify(company.file()).empty());
    }
}

}  // namespace
}  // namespace courtside::sqlite::test
