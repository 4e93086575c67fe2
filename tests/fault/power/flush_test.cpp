// What the store serves is on the disk: also after a process that was killed before its flush, and
// after a flush that failed, both of which leave a log that reads well and is lost with the power.

#include "adapters/sqlite/verify.hpp"
#include "support/volatile_disk.hpp"
#include "unit/adapters/sqlite/company.hpp"

#include <gtest/gtest.h>

namespace courtside::sqlite::test {
namespace {

using courtside::test::Survival;
using courtside::test::VolatileDisk;

StoreOptions on(const VolatileDisk& disk) {
    StoreOptions options;
    options.vfs = disk.name();
    options.passive_after_pages = 1'000'000;  // the calls that are counted are those of commits only
    return options;
}

/// How many messages session 1 has in the store, as a start sees them.
std::size_t said(Company& company) {
    return company.load().sessions.at(0).log.size();
}

void cut_power(VolatileDisk& disk, Company& company, Survival survival) {
    company.close();
    disk.restore_power(survival);
    company.open();
}

int changes_of_a_commit() {
    VolatileDisk disk;
    Company company(on(disk));
    company.begin_session(1);
    const int before = disk.changes();
    company.write({company.say(1, "a")});
    return disk.changes() - before;
}

TEST(ProcessKilledInACommit, LeavesNothingThatIsServedAndLostWithThePower) {
    const int changes = changes_of_a_commit();
    ASSERT_GE(changes, 3) << "frames and their flush";
    int served = 0;
    for (int nth = 1; nth <= changes; ++nth) {
        SCOPED_TRACE("change " + std::to_string(nth));
        VolatileDisk disk;
        Company company(on(disk));
        company.begin_session(1);
        disk.cut_power_at(nth);
        const std::vector<core::Record> turn{company.say(1, "a")};
        ASSERT_TRUE(company.store().commit(turn).has_value());
        cut_power(disk, company, Survival::all);
        const std::size_t seen = said(company);
        disk.cut_power_at(1);
        EXPECT_TRUE(company.store().commit(turn).has_value());
        cut_power(disk, company, Survival::none);
        EXPECT_EQ(said(company), seen);
        served += seen == 1 ? 1 : 0;
    }
    EXPECT_GT(served, 0) << "at the flush all is written";
}

int calls_of_a_commit() {
    VolatileDisk disk;
    Company company(on(disk));
    company.begin_session(1);
    disk.repair();
    company.write({company.say(1, "a")});
    return disk.calls();
}

/// Each call of a commit fails, once or until the store was closed. The log outlives its writer either
/// way: somebody else reads it, or it cannot be taken away.
class CommitFails : public testing::TestWithParam<VolatileDisk::After> {};

TEST_P(CommitFails, AndWhatIsAcknowledgedAfterwardsOutlastsThePower) {
    const bool once = GetParam() == VolatileDisk::After::works_again;
    int flushes = 0;
    for (int nth = calls_of_a_commit(); nth > 0; --nth) {
        SCOPED_TRACE("call " + std::to_string(nth));
        VolatileDisk disk;
        Company company(on(disk));
        company.begin_session(1);
        std::optional<Database> reader;
        if (once) {
            reader.emplace(company.file(), OpenMode::read_only, disk.name());
            ASSERT_EQ(reader->integer("SELECT count(*) FROM message"), 0);
        }
        disk.fail_at(nth, VolatileDisk::Error::broken, GetParam());
        const std::vector<core::Record> turn{company.say(1, "a")};
        const bool failed = company.store().commit(turn).has_value();
        flushes += disk.failed_call() == "flush" ? 1 : 0;
        disk.repair();
        if (failed) {
            const auto error = company.store().reopen();
            ASSERT_FALSE(error.has_value()) << error->text;
        }
        if (said(company) == 0) {
            company.write(turn);
        }
        company.write({company.say(1, "b")});
        disk.cut_power_at(1);
        EXPECT_TRUE(company.store().commit(std::vector<core::Record>{company.say(1, "c")}).has_value());
        reader.reset();
        cut_power(disk, company, Survival::none);
        EXPECT_EQ(said(company), 2U);
    }
    EXPECT_GT(flushes, 0);
}

INSTANTIATE_TEST_SUITE_P(OnceOrForGood, CommitFails,
                         testing::Values(VolatileDisk::After::works_again,
                                         VolatileDisk::After::stays_broken));

TEST(StoreThatFailed, IsNotUsableWhileAReaderKeepsTheLog) {
    VolatileDisk disk;
    Company company(on(disk));
    company.begin_session(1);
    Database reader(company.file(), OpenMode::read_only, disk.name());
    reader.run("BEGIN");
    ASSERT_EQ(reader.integer("SELECT count(*) FROM message"), 0);
    company.write({company.say(1, "a")});
    disk.fail_at(1, VolatileDisk::Error::full, VolatileDisk::After::works_again);
    ASSERT_TRUE(company.store().commit(std::vector<core::Record>{company.say(1, "b")}).has_value());
    const auto error = company.store().reopen();
    ASSERT_TRUE(error.has_value());
    EXPECT_NE(error->text.find("somebody reads the file"), std::string::npos) << error->text;
    reader.run("ROLLBACK");
    EXPECT_FALSE(company.store().reopen().has_value());
    EXPECT_EQ(said(company), 1U);
}

TEST(DiskIsFullAtTheStart, SaysWhatToDo) {
    VolatileDisk disk;
    Company company(on(disk));
    company.begin_session(1);
    disk.cut_power_at(1'000'000);
    company.write({company.say(1, "a")});
    disk.cut_power_at(1);
    EXPECT_TRUE(company.store().commit(std::vector<core::Record>{company.say(1, "b")}).has_value());
    company.close();
    disk.restore_power(Survival::all);
    disk.fail_at(1, VolatileDisk::Error::full, VolatileDisk::After::stays_broken);
    try {
        company.open();
        ADD_FAILURE() << "it opens on a full disk";
    } catch (const std::runtime_error& error) {
        EXPECT_NE(std::string(error.what()).find("has room and works"), std::string::npos) << error.what();
    }
    disk.repair();
    company.open();
    EXPECT_EQ(said(company), 1U);
}

}  // namespace
}  // namespace courtside::sqlite::test
