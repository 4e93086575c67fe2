// Each way in which the program ends, and that --help tells of it. That 5 is an unknown outcome is shown by
// control_test.cpp.

#include "adapters/sqlite/data_lock.hpp"
#include "integration/cli/program.hpp"
#include "main/failure.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace courtside::cli_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::StartsWith;

/// One sentence or more for people, behind the program's name.
auto is_a_sentence() {
    return AllOf(StartsWith("courtside: "), MatchesRegex("courtside: [A-Z'/0-9].*[.?]\n"));
}

TEST(ExitCodes, AreListedInTheHelp) {
    const std::string help = run({"--help"}).out;
    int next = 0;
    for (const server::ExitCodeMeaning& each : server::exit_codes) {
        EXPECT_EQ(static_cast<int>(each.code), next++);
        EXPECT_THAT(help, HasSubstr("\n  " + std::to_string(static_cast<int>(each.code)) + "  " +
                                    std::string(each.meaning)));
    }
}

TEST(ExitCodes, ZeroIsDone) {
    EXPECT_EQ(run({"version"}).code, 0);
}

TEST(ExitCodes, OneIsTriedInVain) {
    const Workplace workplace;
    workplace.add_company();
    EXPECT_NE(workplace.file("data/courtside.db", std::string(10'000, 'x')), "");
    for (const Arguments& command :
         {Arguments{"tenant", "list"}, Arguments{"tenant", "add", "--name", "B", "--issuer", "b"},
          Arguments{"verify"}, Arguments{"serve", "--port", "0"},
          Arguments{"token", "mint", "--tenant", "1", "--person", "kim"}}) {
        const Finished finished = workplace.run(command);
        EXPECT_EQ(finished.code, 1) << command.front() << ": " << finished.err;
        EXPECT_THAT(finished.err, is_a_sentence());
    }
}

TEST(ExitCodes, TwoIsWrongInput) {
    const Workplace workplace;
    workplace.add_company();
    const std::string csv = workplace.file("p.csv", "name\nKim\n");
    for (const Arguments& command :
         {Arguments{"no-such-command"}, Arguments{},
          Arguments{"tenant", "add", "--name", "", "--issuer", "x"},
          Arguments{"tenant", "list", "--no-such-flag"}, Arguments{"person", "import", "--tenant", "1", csv},
          Arguments{"person", "import", "--tenant", "1", workplace.path("no-such-file")},
          Arguments{"person", "import", "--tenant", "1", workplace.data()},
          Arguments{"person", "list", "--tenant", "no-such-company"},
          Arguments{"token", "mint", "--tenant", "1", "--person", "kim", "--key-id", "no-such-key"},
          Arguments{"serve", "--port", "70000"}, Arguments{"check-config", "--port", "70000"}}) {
        const Finished finished = workplace.run(command);
        EXPECT_EQ(finished.code, 2) << finished.err;
        EXPECT_THAT(finished.err, is_a_sentence());
    }
}

TEST(ExitCodes, TwoIsADataFolderThatIsAFile) {
    const Workplace workplace;
    const Finished finished = run({"tenant", "list", "--data", workplace.file("file", "")});
    EXPECT_EQ(finished.code, 2);
    EXPECT_THAT(finished.err, AllOf(is_a_sentence(), HasSubstr("is no folder")));
}

TEST(ExitCodes, ThreeIsAFolderThatAnotherProcessHolds) {
    const Workplace workplace;
    std::filesystem::create_directories(workplace.data());
    const sqlite::DataLock held(workplace.data());
    for (const Arguments& command :
         {Arguments{"serve", "--port", "0"}, Arguments{"tenant", "add", "--name", "A", "--issuer", "a"}}) {
        const Finished finished = workplace.run(command);
        EXPECT_EQ(finished.code, 3);
        EXPECT_THAT(finished.err, AllOf(is_a_sentence(), HasSubstr("stop it first")));
    }
}

TEST(ExitCodes, FourIsAnAddressThatCannotBeListenedOn) {
    const Workplace workplace;
    const Finished finished = workplace.run({"serve", "--port", "0", "--listen", "192.0.2.1"});
    EXPECT_EQ(finished.code, 4);
    EXPECT_THAT(finished.err,
                AllOf(HasSubstr("courtside: 192.0.2.1:0 cannot be listened on"), HasSubstr("--listen")));
}

}  // namespace
}  // namespace courtside::cli_test
