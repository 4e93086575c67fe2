// check-config and default-config, by the real program.

#include "integration/cli/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <string>

namespace courtside::cli_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(CheckConfig, SaysThatAllIsFine) {
    const Workplace workplace;
    const Finished checked = workplace.run({"check-config"});
    EXPECT_EQ(checked.code, 0) << checked.out;
    EXPECT_EQ(checked.out, "The configuration is fine.\n");
}

TEST(CheckConfig, TellsEveryProblemOfEverySourceAtOnce) {
    const Workplace workplace;
    const std::string file = workplace.file("courtside.toml",
                                            "# of one day\n"
                                            "port = 70000\n"
                                            "grase_s = 20\n"
                                            "offer_shown_s = 30\n");
    const Finished checked =
        run({"check-config", "--config", file, "--joining-s", "1", "--data", workplace.data()},
            {{"COURTSIDE_LOG_LEVEL", "loud"}, {"COURTSIDE_PROT", "1"}});
    EXPECT_EQ(checked.code, 2);
    EXPECT_THAT(checked.out,
                AllOf(HasSubstr(file + " line 2: port must be a whole number from 0 to 65535"),
                      HasSubstr(file + " line 3: there is no setting 'grase_s'; did you mean 'grace_s'?"),
                      HasSubstr("COURTSIDE_LOG_LEVEL must be one of"),
                      HasSubstr("COURTSIDE_PROT is no setting; did you mean COURTSIDE_PORT?"),
                      HasSubstr("--joining-s must be"), HasSubstr("offer_shown_s must not be longer")));
    EXPECT_EQ(std::count(checked.out.begin(), checked.out.end(), '\n'), 6);
    EXPECT_THAT(checked.err, HasSubstr("6 problems"));
    // What the server says of the same, with a hint at the rest.
    const Finished served = run({"serve", "--config", file, "--data", workplace.data()});
    EXPECT_EQ(served.code, 2);
    EXPECT_THAT(served.err, AllOf(HasSubstr("line 2: port"), HasSubstr("check-config")));
}

TEST(CheckConfig, SaysThatTheDataFolderCannotBeUsed) {
    const Workplace workplace;
    const std::string file = workplace.file("a-file", "");
    for (const std::string& data : {file, file + "/below"}) {
        const Finished checked = run({"check-config", "--data", data});
        EXPECT_EQ(checked.code, 2) << data;
        EXPECT_THAT(checked.out, AllOf(HasSubstr("The data folder " + data), HasSubstr("name another one")));
    }
}

TEST(CheckConfig, SaysThatTheStoreCannotBeRead) {
    const Workplace workplace;
    workplace.add_company();
    EXPECT_EQ(workplace.run({"check-config"}).code, 0);
    EXPECT_NE(workplace.file("data/courtside.db", std::string(10'000, 'x')), "");
    const Finished checked = workplace.run({"check-config"});
    EXPECT_EQ(checked.code, 2);
    EXPECT_THAT(checked.out, HasSubstr("cannot be read"));
}

TEST(CheckConfig, StartsNothingAndWorksBesideAServer) {
    const Workplace workplace;
    Program server({"serve", "--port", "0", "--data", workplace.data()});
    ASSERT_THAT(server.read_line(), HasSubstr("listening on"));
    EXPECT_EQ(workplace.run({"check-config"}).code, 0);
    server.send_signal(SIGTERM);
    EXPECT_EQ(server.finish().code, 0);
}

TEST(DefaultConfig, IsAcceptedAsItIs) {
    const Workplace workplace;
    const Finished printed = run({"default-config"});
    EXPECT_EQ(printed.code, 0);
    EXPECT_THAT(printed.out, AllOf(HasSubstr("\nport = 8080\n"), HasSubstr("From 0 to 65535."),
                                   HasSubstr("\nlisten = \"127.0.0.1\"\n"), Not(HasSubstr("\r"))));
    const std::string file = workplace.file("courtside.toml", printed.out);
    const Finished checked = workplace.run({"check-config", "--config", file});
    EXPECT_EQ(checked.code, 0) << checked.out;
}

}  // namespace
}  // namespace courtside::cli_test
