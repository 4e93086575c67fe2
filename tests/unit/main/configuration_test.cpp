#include "main/configuration.hpp"

#include "main/commands.hpp"
#include "main/setting_table.hpp"
#include "support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <variant>

namespace courtside::server {
namespace {

using ::testing::HasSubstr;

class Configuration : public ::testing::Test {
protected:
    void file(const std::string& content) {
        path_ = (folder_.path() / "courtside.toml").string();
        std::ofstream(path_) << content;
        sources_.file = path_;
    }

    Settings accepted() {
        const auto settings = configure(sources_);
        EXPECT_TRUE(settings.has_value()) << (settings ? "" : settings.error().sentence);
        return settings ? *settings : Settings{};
    }

    std::string refused() {
        const auto settings = configure(sources_);
        EXPECT_FALSE(settings.has_value());
        if (settings) {
            return "";
        }
        EXPECT_EQ(settings.error().code, ExitCode::usage);
        return settings.error().sentence;
    }

    test::TempDir folder_;
    std::string path_;
    ConfigurationSources sources_;
};

TEST_F(Configuration, HasDefaultsWithoutAnySource) {
    EXPECT_EQ(accepted().port, 8080);
    EXPECT_EQ(accepted().shard.rules.offer_answer, core::seconds(20));
}

TEST_F(Configuration, TakesTheFileOverTheDefaults) {
    file("offer_answer_s = 30\nlisten = \"0.0.0.0\"\nwrong_match_min = 5\n");
    EXPECT_EQ(accepted().shard.rules.offer_answer, core::seconds(30));
    EXPECT_EQ(accepted().shard.rules.wrong_match, core::minutes(5));
    EXPECT_EQ(accepted().listen, "0.0.0.0");
    EXPECT_EQ(accepted().port, 8080);
}

TEST_F(Configuration, TakesTheEnvironmentOverTheFileAndFlagsOverBoth) {
    file("port = 1\ngrace_s = 11\njoining_s = 11\n");
    sources_.environment = {{"COURTSIDE_PORT", "2"}, {"COURTSIDE_GRACE_S", "22"}, {"HOME", "/"}};
    sources_.flags = {{"port", "3"}};
    EXPECT_EQ(accepted().port, 3);
    EXPECT_EQ(accepted().shard.rules.grace, core::seconds(22));
    EXPECT_EQ(accepted().shard.rules.joining, core::seconds(11));
}

TEST_F(Configuration, FindsTheFileThatTheEnvironmentNames) {
    file("port = 7\n");
    sources_.file.reset();
    sources_.environment = {{"COURTSIDE_CONFIG", path_}};
    EXPECT_EQ(accepted().port, 7);
}

TEST_F(Configuration, TakesTheFileOfTheFlagOverTheOneOfTheEnvironment) {
    file("port = 7\n");
    sources_.environment = {{"COURTSIDE_CONFIG", "/nowhere/at/all.toml"}};
    EXPECT_EQ(accepted().port, 7);
}

TEST_F(Configuration, NamesTheNearestSettingForAnUnknownOneInTheFile) {
    file("port = 7\noffer_anwser_s = 30\n");
    const std::string sentence = refused();
    EXPECT_THAT(sentence, HasSubstr("courtside.toml line 2"));
    EXPECT_THAT(sentence, HasSubstr("did you mean 'offer_answer_s'?"));
}

TEST_F(Configuration, NamesTheNearestVariableForAnUnknownOne) {
    sources_.environment = {{"COURTSIDE_PROT", "7"}};
    EXPECT_THAT(refused(), HasSubstr("COURTSIDE_PROT is no setting; did you mean COURTSIDE_PORT?"));
}

TEST_F(Configuration, LeavesTheVariablesOfClientsAlone) {
    sources_.environment = {{"COURTSIDE_TOKEN", "x"}, {"COURTSIDE_URL", "ws://127.0.0.1:8080"}};
    EXPECT_EQ(accepted().port, 8080);
}

TEST_F(Configuration, SaysWhichSourceHasAValueOutOfBounds) {
    file("port = 70000\n");
    EXPECT_THAT(refused(), HasSubstr("line 1: port must be a whole number from 0 to 65535, not 70000"));
    sources_ = {};
    sources_.environment = {{"COURTSIDE_PORT", "70000"}};
    EXPECT_THAT(refused(), HasSubstr("variable COURTSIDE_PORT must be"));
    sources_ = {};
    sources_.flags = {{"port", "70000"}};
    EXPECT_THAT(refused(), HasSubstr("flag --port must be"));
}

TEST_F(Configuration, RefusesTheWrongTypeInTheFile) {
    file("port = \"8080\"\n");
    EXPECT_THAT(refused(), HasSubstr("without quotes"));
    file("listen = 127\n");
    EXPECT_THAT(refused(), HasSubstr("text in quotes"));
    file("grace_s = 1.5\n");
    EXPECT_THAT(refused(), HasSubstr("whole number"));
    file("[port]\nnumber = 1\n");
    EXPECT_THAT(refused(), HasSubstr("port must be a whole number or a text"));
}

TEST_F(Configuration, SaysWhereTheFileStopsBeingToml) {
    file("port = 1\ngrace_s 5\n");
    EXPECT_THAT(refused(), HasSubstr("line 2"));
}

TEST_F(Configuration, RefusesAFileThatIsNotThere) {
    sources_.file = (folder_.path() / "none.toml").string();
    EXPECT_THAT(refused(), HasSubstr("none.toml"));
}

TEST_F(Configuration, RefusesSettingsThatContradictEachOther) {
    sources_.flags = {{"offer_answer_s", "5"}, {"offer_shown_s", "6"}};
    EXPECT_THAT(refused(), HasSubstr("offer_shown_s must not be longer than offer_answer_s"));
    sources_.flags = {{"commands_per_second", "100"}, {"command_burst", "99"}};
    EXPECT_THAT(refused(), HasSubstr("command_burst"));
    sources_.flags = {{"frame_bytes", "20480"}, {"frame_bytes_before_welcome", "20481"}};
    EXPECT_THAT(refused(), HasSubstr("frame_bytes_before_welcome"));
}

TEST_F(Configuration, TellsAllProblemsInTheOrderOfTheLinesAndSources) {
    file("port = 70000\nlisten = 1\nan_unknown = 1\nport_too = 1\n");
    sources_.environment = {{"COURTSIDE_PORT", "x"}};
    sources_.flags = {{"port", "y"}, {"offer_answer_s", "5"}, {"offer_shown_s", "6"}};
    const auto problems = examine(sources_).problems;
    ASSERT_EQ(problems.size(), 7U);
    EXPECT_THAT(problems[0], HasSubstr("line 1: port must"));
    EXPECT_THAT(problems[1], HasSubstr("line 2: listen must"));
    EXPECT_THAT(problems[2], HasSubstr("line 3: there is no setting 'an_unknown'"));
    EXPECT_THAT(problems[3], HasSubstr("line 4: there is no setting 'port_too'; did you mean 'port'?"));
    EXPECT_THAT(problems[4], HasSubstr("COURTSIDE_PORT"));
    EXPECT_THAT(problems[5], HasSubstr("--port"));
    EXPECT_THAT(problems[6], HasSubstr("offer_shown_s must not be longer"));
    EXPECT_THAT(refused(), HasSubstr("(6)"));
}

TEST_F(Configuration, SaysNothingOfAContradictionWithAValueThatWasRefused) {
    sources_.flags = {{"offer_answer_s", "0"}, {"offer_shown_s", "30"}};
    const auto problems = examine(sources_).problems;
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_THAT(problems[0], HasSubstr("--offer-answer-s"));
}

TEST_F(Configuration, RefusesAFileThatIsNoConfiguration) {
    file(std::string(2 * 1024 * 1024, '#'));
    EXPECT_THAT(refused(), HasSubstr("larger than 1048576 bytes"));
    file("port = 1 # \xFF\n");
    EXPECT_THAT(refused(), HasSubstr("UTF-8"));
}

TEST_F(Configuration, TakesThePrintedDefaultsAndIsTheSame) {
    std::ostringstream printed;
    ASSERT_TRUE(default_config(printed));
    file(printed.str());
    const Settings read = accepted();
    const Settings defaults;
    for (const Setting& setting : setting_table()) {
        EXPECT_THAT(printed.str(), HasSubstr("\n" + std::string(setting.name) + " = ")) << setting.name;
        if (const auto* number = std::get_if<NumberSetting>(&setting.kind)) {
            EXPECT_EQ(number->get(read), number->get(defaults)) << setting.name;
            EXPECT_THAT(printed.str(), HasSubstr(range_text(setting)));
        } else {
            const auto& text = std::get<TextSetting>(setting.kind);
            EXPECT_EQ(text.get(read), text.get(defaults)) << setting.name;
        }
    }
}

TEST(ProcessEnvironment, SplitsAtTheFirstEqualsSign) {
    const char* const variables[] = {"A=b=c", "EMPTY=", "odd", nullptr};
    const auto environment = process_environment(variables);
    ASSERT_EQ(environment.size(), 2U);
    EXPECT_EQ(environment[0], (std::pair<std::string, std::string>{"A", "b=c"}));
    EXPECT_EQ(environment[1], (std::pair<std::string, std::string>{"EMPTY", ""}));
}

}  // namespace
}  // namespace courtside::server
