#include "adapters/sqlite/checkpointer.hpp"
#include "adapters/sqlite/sqlite_handle.hpp"
#include "company.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace courtside::sqlite::test {
namespace {

constexpr int never = 1'000'000;

StoreOptions with_limits(int passive, int restart) {
    StoreOptions options;
    options.passive_after_pages = passive;
    options.restart_after_pages = restart;
    options.restart_retry_pages = 20;
    options.restart_patience = std::chrono::milliseconds(1);
    return options;
}

void fill_log(Company& company, std::uint64_t session, int at_least_pages) {
    company.begin_session(session);
    while (company.store().log_pages() < at_least_pages) {
        company.write({company.say(session, std::string(4000, 'x'))});
    }
}

TEST(Checkpoints, LongLogIsStartedAfresh) {
    Company company(with_limits(never, 100));
    fill_log(company, 1, 80);
    company.store().checkpoint_if_needed();
    EXPECT_GE(company.store().log_pages(), 80) << "not long enough yet";
    fill_log(company, 2, 100);
    company.store().checkpoint_if_needed();
    company.write({company.say(2, "after")});
    EXPECT_LT(company.store().log_pages(), 20);
    company.restart();
    EXPECT_EQ(company.load().sessions.size(), 2U);
}

TEST(Checkpoints, ReaderPreventsTheRestartAndItIsTriedAgainLater) {
    Company company(with_limits(never, 100));
    Database reader(company.file(), OpenMode::read_only);
    {
        const Transaction transaction(reader, Transaction::Kind::read);
        EXPECT_EQ(reader.integer("SELECT count(*) FROM message"), 0);
        fill_log(company, 1, 100);
        company.store().checkpoint_if_needed();
        company.write({company.say(1, "one")});
        EXPECT_GT(company.store().log_pages(), 100);
    }
    company.store().checkpoint_if_needed();
    company.write({company.say(1, "two")});
    EXPECT_GT(company.store().log_pages(), 100) << "too early to try again";
    fill_log(company, 2, 130);
    company.store().checkpoint_if_needed();
    company.write({company.say(2, "three")});
    EXPECT_LT(company.store().log_pages(), 20);
}

TEST(Checkpoints, HelperCopiesWhatTheLogHolds) {
    Company company(with_limits(never, never));
    fill_log(company, 1, 50);
    const auto before = std::filesystem::file_size(company.file());
    Checkpointer checkpointer(company.file(), "");
    checkpointer.request();
    checkpointer.wait_until_idle();
    EXPECT_GT(std::filesystem::file_size(company.file()), before);
    company.write({company.say(1, "the log begins afresh, since all of it was copied")});
    EXPECT_LT(company.store().log_pages(), 10);
}

TEST(Checkpoints, GrowthOfTheLogWakesTheHelper) {
    Company company(with_limits(50, never));
    const auto before = std::filesystem::file_size(company.file());
    fill_log(company, 1, 50);
    // Nothing else writes into the file itself; the log is a file beside it.
    const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (std::filesystem::file_size(company.file()) == before) {
        ASSERT_LT(std::chrono::steady_clock::now(), give_up);
        std::this_thread::yield();
    }
}

TEST(Checkpoints, HelperSurvivesAFileItCannotOpen) {
    const courtside::test::TempDir folder;
    Checkpointer checkpointer(folder.path() / "missing" / "a.db", "");
    checkpointer.request();
    checkpointer.wait_until_idle();
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "missing"));
}

}  // namespace
}  // namespace courtside::sqlite::test
