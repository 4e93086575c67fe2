#include "integration/cli/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace courtside::cli_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class Import : public ::testing::Test {
protected:
    void SetUp() override { workplace_.add_company(); }

    Finished skills(const std::string& content) {
        return workplace_.run(
            {"skill", "import", "--tenant", issuer, workplace_.file("skills.csv", content)});
    }
    Finished people(const std::string& content) {
        return workplace_.run(
            {"person", "import", "--tenant", issuer, workplace_.file("people.csv", content)});
    }
    std::string listed() { return workplace_.run({"person", "list", "--tenant", issuer, "--json"}).out; }

    Workplace workplace_;
};

TEST_F(Import, BringsPeopleInAndUpdatesThem) {
    ASSERT_EQ(skills("code,label\nS1.1,negotiating\n").out, "1 added, 0 updated, 0 unchanged\n");
    const Finished added = people(
        "subject,name,roles,skills,languages,time_zone,manager,unit\n"
        "boss,Bo,manager,,en,,,\n"
        "kim,\"Kim, J.\",learner coach,S1.1:4,en;de,Europe/Berlin,boss,Sales\n");
    EXPECT_EQ(added.code, 0) << added.err;
    EXPECT_EQ(added.out, "2 added, 0 updated, 0 unchanged\n");
    EXPECT_THAT(
        listed(),
        HasSubstr(R"({"id":2,"subject":"kim","name":"Kim, J.","roles":"learner coach","skills":{"S1.1":4},)"
                  R"("languages":["en","de"],"time_zone":"Europe/Berlin","manager":"boss","unit":"Sales"})"));

    EXPECT_EQ(people("subject,name,unit\nkim,Kim,\nboss,Bo,\n").out, "0 added, 1 updated, 1 unchanged\n");
    EXPECT_THAT(listed(),
                AllOf(HasSubstr(R"("name":"Kim","roles":"learner coach")"), HasSubstr(R"("unit":"Sales")")));
}

TEST_F(Import, TakesAManagerWhoStandsFurtherDown) {
    EXPECT_EQ(people("subject,manager\nkim,boss\nboss,\n").code, 0);
    EXPECT_THAT(listed(),
                HasSubstr(R"("subject":"kim","name":"kim","roles":"learner","skills":{},"languages":[],)"
                          R"("time_zone":"UTC","manager":"boss")"));
}

TEST_F(Import, BringsNobodyInWhenOneCellIsWrong) {
    const Finished refused = people("subject,roles\nkim,learner\njo,boss\n");
    EXPECT_EQ(refused.code, 2);
    EXPECT_THAT(refused.err,
                AllOf(HasSubstr("people.csv line 3, column roles"), HasSubstr("'boss' is no role")));
    EXPECT_EQ(listed(), "[]\n");
}

TEST_F(Import, BringsNobodyInWhenTheServerKnowsASkillZoneOrManagerNot) {
    const Finished skill = people("subject,skills\nkim,\n\njo,S9.9:3\n");
    EXPECT_EQ(skill.code, 2);
    EXPECT_THAT(skill.err,
                AllOf(HasSubstr("people.csv line 4: "), HasSubstr("S9.9"), HasSubstr("catalogue")));
    EXPECT_THAT(people("subject,time_zone\nkim,Mars/Base\n").err, HasSubstr("line 2: time_zone"));
    EXPECT_THAT(people("subject,manager\nkim,nobody\n").err, HasSubstr("line 2: manager"));
    EXPECT_EQ(listed(), "[]\n");
}

TEST_F(Import, NamesTheCompaniesThatThereAre) {
    const Finished refused = workplace_.run({"person", "import", "--tenant", "https://id.other.example",
                                             workplace_.file("p.csv", "subject\nkim\n")});
    EXPECT_EQ(refused.code, 2);
    EXPECT_THAT(refused.err, HasSubstr("it has: 1 https://id.acme.example"));
}

TEST_F(Import, RefusesAFileThatIsNotThere) {
    const Finished refused =
        workplace_.run({"skill", "import", "--tenant", "1", workplace_.path("none.csv")});
    EXPECT_EQ(refused.code, 2);
    EXPECT_THAT(refused.err, HasSubstr("none.csv cannot be opened"));
}

TEST_F(Import, TakesTheDemoCompany) {
    const Finished catalogue =
        workplace_.run({"skill", "import", "--tenant", "1", COURTSIDE_DEMO "/esco-skills.csv", "--json"});
    EXPECT_EQ(catalogue.out, R"({"added":385,"updated":0,"unchanged":0})"
                             "\n")
        << catalogue.err;
    const Finished staff =
        workplace_.run({"person", "import", "--tenant", "1", COURTSIDE_DEMO "/people.csv"});
    EXPECT_EQ(staff.code, 0) << staff.err;
    EXPECT_THAT(workplace_.run({"person", "list", "--tenant", "1"}).out, HasSubstr("Lena Fischer"));
}

}  // namespace
}  // namespace courtside::cli_test
