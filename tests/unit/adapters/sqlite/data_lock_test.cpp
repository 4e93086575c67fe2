#include "adapters/sqlite/data_lock.hpp"

#include "company.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace courtside::sqlite::test {
namespace {

/// What a second process exits with when it opens a store in `folder`.
int second_process(const std::filesystem::path& folder, pid_t expected_holder) {
    const pid_t child = ::fork();
    if (child == 0) {
        int code = 1;
        try {
            StoreOptions options;
            options.folder = folder;
            const SqliteStore store(options);
            code = 2;
        } catch (const FolderInUse& error) {
            const bool told =
                std::string(error.what()).find(std::to_string(expected_holder)) != std::string::npos;
            code = error.holder() == expected_holder && told ? 3 : 4;
        } catch (const std::exception&) {
            code = 5;
        }
        ::_exit(code);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(DataLock, SecondProcessIsToldWhoHasTheFolder) {
    const Company company;
    EXPECT_EQ(second_process(company.options().folder, ::getpid()), 3);
}

TEST(DataLock, EndsWithTheStore) {
    Company company;
    company.close();
    EXPECT_EQ(second_process(company.options().folder, ::getpid()), 2);
    company.open();
}

TEST(DataLock, EndsWithAProcessThatIsKilled) {
    const courtside::test::TempDir folder;
    int ready[2];
    ASSERT_EQ(::pipe(ready), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const DataLock lock(folder.path());
        const bool told = ::write(ready[1], "x", 1) == 1;
        ::pause();
        ::_exit(told ? 0 : 1);
    }
    char byte = 0;
    ASSERT_EQ(::read(ready[0], &byte, 1), 1);
    EXPECT_THROW(const DataLock lock(folder.path()), FolderInUse);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    EXPECT_NO_THROW(const DataLock lock(folder.path()));
    ::close(ready[0]);
    ::close(ready[1]);
}

TEST(DataLock, FolderThatCannotBeWrittenIsNamed) {
    const courtside::test::TempDir folder;
    try {
        const DataLock lock(folder.path() / "missing");
        FAIL() << "there is no such folder";
    } catch (const std::runtime_error& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("missing/lock"));
    }
}

}  // namespace
}  // namespace courtside::sqlite::test
