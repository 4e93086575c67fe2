#include "sim/company.hpp"

#include "sim/company_files.hpp"
#include "sim/company_report.hpp"
#include "sim/what_if_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace courtside::sim {
namespace {

using testing::HasSubstr;

class CompanyTest : public testing::Test {
protected:
    std::string file(const std::string& content) {
        const auto* const test = testing::UnitTest::GetInstance()->current_test_info();
        path_ = std::filesystem::temp_directory_path() / (std::string("courtside-sim-") + test->name());
        std::ofstream(path_, std::ios::trunc) << content;
        return path_.string();
    }
    void TearDown() override { std::filesystem::remove(path_); }

    /// One coach knows what everybody asks for; another could learn it.
    static Company company() {
        Company company;
        company.coaches = {{"ada", {{"S1", 4}}, {"de"}, 1, {}}, {"bo", {{"S2", 3}}, {"de", "en"}, 1, {}}};
        for (int i = 0; i < 24; ++i) {
            RequestPlan request;
            request.at = midnight + core::minutes(540 + 10 * i);
            request.skill = "S1";
            request.language = "de";
            company.requests.push_back(request);
        }
        company.ready = {midnight + core::hours(8), midnight + core::hours(18)};
        return company;
    }

private:
    std::filesystem::path path_;
};

TEST_F(CompanyTest, ReadsThePeopleOfAnImport) {
    const auto coaches = read_coaches(COURTSIDE_DEMO "/people.csv");
    ASSERT_TRUE(coaches) << coaches.error().sentence;
    EXPECT_FALSE(coaches->empty());
    for (const CoachPlan& coach : *coaches) {
        EXPECT_FALSE(coach.levels.empty());
    }
}

TEST_F(CompanyTest, ReadsThePeopleOfAList) {
    const auto coaches =
        read_coaches(file(R"([{"subject":"ada","roles":"peer","skills":{"S1":4},"languages":["de"]},)"
                          R"({"subject":"cy","roles":"learner","skills":{},"languages":[]}])"));
    ASSERT_TRUE(coaches) << coaches.error().sentence;
    ASSERT_EQ(coaches->size(), 1U);
    EXPECT_TRUE(coaches->front().serves("S1", "de", 4));
}

TEST_F(CompanyTest, SaysWhatIsWrongWithAFile) {
    EXPECT_THAT(read_coaches(file("[{}]")).error().sentence, HasSubstr("person list --json"));
    EXPECT_THAT(read_coaches(file("subject,roles\nada,learner\n")).error().sentence,
                HasSubstr("coach or peer"));
    EXPECT_THAT(read_demand(file("minute,skill,language,minutes\n1440,S1,de,15\n")).error().sentence,
                HasSubstr("0 to 1439"));
    EXPECT_THAT(read_demand(file("minute,skill,language,minutes\n60,S1,de,20\n")).error().sentence,
                HasSubstr("15 or 30"));
    EXPECT_THAT(parse_hours("9-17").error().sentence, HasSubstr("08:30-17:00"));
}

TEST_F(CompanyTest, ReadsADayInTimeOrder) {
    const auto requests = read_demand(file("minute,skill,language,minutes\n600,S1,de,30\n540,S2,en,15\n"));
    ASSERT_TRUE(requests) << requests.error().sentence;
    ASSERT_EQ(requests->size(), 2U);
    EXPECT_EQ(requests->front().skill, "S2");
    EXPECT_EQ(requests->back().at, midnight + core::hours(10));
}

TEST_F(CompanyTest, UnderstandsWhatIf) {
    const auto change = parse_what_if("2 coaches with S1.2 level 4 in de");
    ASSERT_TRUE(change) << change.error().sentence;
    EXPECT_EQ(change->count, 2U);
    EXPECT_FALSE(change->newcomers);
    EXPECT_EQ(change->skill, "S1.2");
    EXPECT_EQ(change->level, 4);
    EXPECT_THAT(change->languages, testing::ElementsAre("de"));
    const auto newcomer = parse_what_if("1 new coach with S1 in de,en");
    ASSERT_TRUE(newcomer) << newcomer.error().sentence;
    EXPECT_TRUE(newcomer->newcomers);
    EXPECT_EQ(newcomer->languages.size(), 2U);
}

TEST_F(CompanyTest, SaysHowToWriteWhatIf) {
    EXPECT_THAT(parse_what_if("more coaches").error().sentence, HasSubstr("2 coaches with S1.2"));
    EXPECT_THAT(parse_what_if("2 coaches with S1 level 9").error().sentence, HasSubstr("1 to 5"));
    EXPECT_THAT(parse_what_if("1 new coach with S1").error().sentence, HasSubstr("in de"));
    const WhatIf too_many{2, false, "S1", 3, {"de"}};
    EXPECT_FALSE(live(company(), too_many, 1));
    EXPECT_THAT(too_few_to_learn(too_many, company()).sentence, HasSubstr("Only 1 of the coaches"));
}

TEST_F(CompanyTest, OneMoreWhoKnowsItMakesTheWaitShorter) {
    const auto now = live(company(), std::nullopt, 3);
    const auto after = live(company(), WhatIf{1, false, "S1", 3, {"de"}}, 3);
    ASSERT_TRUE(now && after);
    EXPECT_LT(after->all.mean_wait, now->all.mean_wait);
    EXPECT_LE(after->all.lost, now->all.lost);
}

TEST_F(CompanyTest, TellsWhereOneMoreHelpsAndNamesNobody) {
    const Company place = company();
    CompanyAnswer answer;
    answer.now = *live(place, std::nullopt, 2);
    answer.levers = levers({&place, 1}, {.seeds = 2});
    ASSERT_EQ(answer.levers.size(), 1U);
    EXPECT_GT(answer.levers.front().saved, 0);
    std::ostringstream text;
    print(text, place, answer);
    EXPECT_THAT(text.str(), HasSubstr("S1"));
    EXPECT_THAT(text.str(), testing::Not(HasSubstr("ada")));
}

TEST_F(CompanyTest, WhereNobodyIsThereANewcomerHelps) {
    Company deserted = company();
    deserted.coaches.clear();
    const std::vector<Lever> found = levers({&deserted, 1}, {});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_GT(found.front().saved, 0);
    EXPECT_TRUE(levers({&deserted, 1}, {.may_be = [](const Type&) { return false; }}).empty());
    EXPECT_TRUE(levers({&deserted, 1}, {.stopped = [] { return true; }}).empty());
}

TEST_F(CompanyTest, WhoeverKnowsANarrowerSkillServesTheWiderOne) {
    Company narrow = company();
    narrow.coaches.front().levels = {{"S1.2", 4}};
    const auto now = live(narrow, std::nullopt, 1);
    ASSERT_TRUE(now);
    EXPECT_EQ(now->types.at({"S1", "de"}).could_serve, 1U);
    EXPECT_LT(now->all.lost, 1);
    EXPECT_DOUBLE_EQ(now->all.fit, 0.9);
}

TEST_F(CompanyTest, WhatFewAskForIsShownTogether) {
    Company small = company();
    small.requests.resize(3);
    CompanyAnswer answer;
    answer.now = *live(small, std::nullopt, 1);
    std::ostringstream text;
    print(text, small, answer);
    EXPECT_THAT(text.str(), HasSubstr("others"));
    EXPECT_THAT(text.str(), testing::Not(HasSubstr("S1")));
}

}  // namespace
}  // namespace courtside::sim
