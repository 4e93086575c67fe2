#include "integration/cli/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace courtside::cli_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;

TEST(Usage, HelpListsCommandsAndExitCodes) {
    const Finished help = run({"--help"});
    EXPECT_EQ(help.code, 0);
    EXPECT_THAT(help.out,
                AllOf(HasSubstr("serve"), HasSubstr("verify"), HasSubstr("3  another process holds")));
}

TEST(Usage, HelpOfServeListsTheSettingsWithTheirDefaults) {
    const Finished help = run({"serve", "--help"});
    EXPECT_EQ(help.code, 0);
    EXPECT_THAT(help.out, AllOf(HasSubstr("--offer-answer-s N=20"), HasSubstr("--port N=8080"),
                                HasSubstr("--listen TEXT=127.0.0.1"), HasSubstr("Offers and presence")));
}

TEST(Usage, NamesTheFlagThatWasProbablyMeant) {
    const Finished refused = run({"serve", "--offer-answr-s", "20"});
    EXPECT_EQ(refused.code, 2);
    EXPECT_THAT(refused.err, HasSubstr("did you mean '--offer-answer-s'?"));
}

TEST(Usage, NamesTheCommandThatWasProbablyMeant) {
    const Finished refused = run({"tenant", "ad"});
    EXPECT_EQ(refused.code, 2);
    EXPECT_THAT(refused.err, HasSubstr("did you mean 'add'?"));
}

TEST(Usage, SaysWhatIsMissing) {
    const Finished refused = run({"tenant", "add", "--name", "A"});
    EXPECT_EQ(refused.code, 2);
    EXPECT_THAT(refused.err, AllOf(HasSubstr("--issuer is required"), HasSubstr("--help")));
    EXPECT_THAT(refused.out, IsEmpty());
}

TEST(Usage, TakesSettingsFromFileEnvironmentAndFlags) {
    const Workplace workplace;
    const std::string file =
        workplace.file("courtside.toml", "data = \"" + workplace.path("of-file") + "\"\n");
    const std::string flag = workplace.data();
    workplace.add_company();
    EXPECT_THAT(run({"tenant", "list", "--config", file}).out, HasSubstr("no company yet"));
    EXPECT_THAT(run({"tenant", "list", "--config", file}, {{"COURTSIDE_DATA", flag}}).out, HasSubstr("Acme"));
    EXPECT_THAT(run({"tenant", "list", "--data", flag}, {{"COURTSIDE_CONFIG", file}}).out, HasSubstr("Acme"));
}

TEST(Usage, RefusesAFileWithAnUnknownSetting) {
    const Workplace workplace;
    const Finished refused =
        run({"serve", "--config", workplace.file("courtside.toml", "offer_anser_s = 20\n")});
    EXPECT_EQ(refused.code, 2);
    EXPECT_THAT(refused.err, HasSubstr("did you mean 'offer_answer_s'?"));
}

TEST(Usage, PrintsItsVersion) {
    EXPECT_THAT(run({"version"}).out, MatchesRegex("courtside [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

}  // namespace
}  // namespace courtside::cli_test
