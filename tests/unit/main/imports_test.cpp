#include "main/imports.hpp"

#include "support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace courtside::server {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Imports : public ::testing::Test {
protected:
    std::string file(const std::string& content) {
        const std::string path = (folder_.path() / "import.csv").string();
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }

    std::string people_refused(const std::string& content) {
        const auto read = read_people(file(content));
        EXPECT_FALSE(read.has_value());
        return read ? "" : read.error().sentence;
    }

    std::string skills_refused(const std::string& content) {
        const auto read = read_skills(file(content));
        EXPECT_FALSE(read.has_value());
        return read ? "" : read.error().sentence;
    }

    test::TempDir folder_;
};

TEST_F(Imports, ReadAPersonWithEverything) {
    const auto read =
        read_people(file("subject,name,roles,skills,languages,time_zone,manager,unit\n"
                         "kim,\"Kim, J.\",learner;coach,S1.1:4;S5.6:3,en de,Europe/Berlin,boss,Sales\n"));
    ASSERT_TRUE(read) << read.error().sentence;
    ASSERT_EQ(read->entries.size(), 1U);
    const core::PersonImport& kim = read->entries.front();
    EXPECT_EQ(kim.subject, "kim");
    EXPECT_EQ(kim.profile.name, "Kim, J.");
    EXPECT_TRUE(kim.profile.roles->has(core::Role::learner));
    EXPECT_TRUE(kim.profile.roles->has(core::Role::coach));
    EXPECT_FALSE(kim.profile.roles->has(core::Role::manager));
    EXPECT_THAT(*kim.profile.skills, ElementsAre(core::SkillLevel{"S1.1", 4}, core::SkillLevel{"S5.6", 3}));
    EXPECT_THAT(*kim.profile.languages, ElementsAre("en", "de"));
    EXPECT_EQ(kim.profile.time_zone, "Europe/Berlin");
    EXPECT_EQ(kim.profile.manager, "boss");
    EXPECT_EQ(kim.profile.unit, "Sales");
    EXPECT_THAT(read->lines, ElementsAre(2U));
}

TEST_F(Imports, LeaveOutWhatIsEmptyOrHasNoColumnAndClearWhatIsADash) {
    const auto read = read_people(file("unit,subject,skills,manager,name\n-,kim,-,-,\n"));
    ASSERT_TRUE(read) << read.error().sentence;
    const core::Profile& profile = read->entries.front().profile;
    EXPECT_EQ(profile.name, std::nullopt);
    EXPECT_EQ(profile.roles, std::nullopt);
    EXPECT_EQ(profile.languages, std::nullopt);
    EXPECT_EQ(profile.unit, "");
    EXPECT_EQ(profile.manager, "");
    ASSERT_TRUE(profile.skills.has_value());
    EXPECT_TRUE(profile.skills->empty());
}

TEST_F(Imports, NameLineAndColumnOfAWrongCell) {
    const std::string header = "subject,roles,skills,languages\n\"a\n\nb\",learner,,\n";
    EXPECT_THAT(people_refused(header + "c,boss,,\n"),
                AllOf(HasSubstr("import.csv line 5, column roles"), HasSubstr("'boss' is no role")));
    EXPECT_THAT(people_refused(header + "c,,S1.1,\n"), HasSubstr("line 5, column skills"));
    EXPECT_THAT(people_refused(header + "c,,S1.1:6,\n"), HasSubstr("level from 1 to 5"));
    EXPECT_THAT(people_refused(header + "c,,S1.1:3;S1.1:4,\n"), HasSubstr("there twice"));
    EXPECT_THAT(people_refused(header + "c,,,d_e\n"), HasSubstr("line 5, column languages"));
    EXPECT_THAT(people_refused(header + ",,,\n"), HasSubstr("line 5, column subject"));
    EXPECT_THAT(people_refused(header + std::string(201, 's') + ",,,\n"),
                HasSubstr("line 5, column subject"));
}

TEST_F(Imports, RefuseASubjectThatIsThereTwice) {
    EXPECT_THAT(people_refused("subject\na\nb\na\n"),
                AllOf(HasSubstr("line 4"), HasSubstr("on line 2 already")));
}

TEST_F(Imports, RefuseAWrongHeader) {
    EXPECT_THAT(people_refused("subject,rolles\na,learner\n"), HasSubstr("did you mean 'roles'?"));
    EXPECT_THAT(people_refused("name\nKim\n"), HasSubstr("'subject' is missing"));
    EXPECT_THAT(people_refused("subject,name,name\na,b,c\n"), HasSubstr("there twice"));
    EXPECT_THAT(people_refused("subject;name\na;b\n"), HasSubstr("separate them by commas"));
    EXPECT_THAT(people_refused(""), HasSubstr("empty"));
    EXPECT_THAT(people_refused("subject\n"), HasSubstr("nothing below it"));
}

TEST_F(Imports, RefuseARowWithAnotherNumberOfCells) {
    EXPECT_THAT(people_refused("subject,name\nkim,Kim, J.\n"),
                AllOf(HasSubstr("line 2"), HasSubstr("3 cells and the header 2")));
}

TEST_F(Imports, RefuseTextThatIsNotUtf8) {
    EXPECT_THAT(people_refused("subject,name\nkim,J\xFCrgen\n"), HasSubstr("UTF-8"));
}

TEST_F(Imports, RefuseAFileThatIsNotThere) {
    const auto read = read_people((folder_.path() / "none.csv").string());
    ASSERT_FALSE(read.has_value());
    EXPECT_THAT(read.error().sentence, HasSubstr("none.csv"));
}

TEST_F(Imports, ReadSkills) {
    const auto read = read_skills(file("code,label,description\nS1,\"a, b\",\"c\"\nS1.1,d,\n"));
    ASSERT_TRUE(read) << read.error().sentence;
    EXPECT_THAT(read->entries, ElementsAre(core::Skill{"S1", "a, b", "c"}, core::Skill{"S1.1", "d", ""}));
}

TEST_F(Imports, RefuseSkillsWithoutLabelWithAnOddOrADoubledCode) {
    EXPECT_THAT(skills_refused("code,label\nS1,\n"), HasSubstr("line 2, column label"));
    EXPECT_THAT(skills_refused("code,label\nS1:2,x\n"), HasSubstr("line 2, column code"));
    EXPECT_THAT(skills_refused("code,label\nS1,x\nS1,y\n"), HasSubstr("line 3, column code"));
}

TEST_F(Imports, ReadTheEscoCatalogue) {
    const auto read = read_skills(COURTSIDE_DEMO "/esco-skills.csv");
    ASSERT_TRUE(read) << read.error().sentence;
    EXPECT_EQ(read->entries.size(), 385U);
}

TEST_F(Imports, ReadTheDemoPeople) {
    const auto read = read_people(COURTSIDE_DEMO "/people.csv");
    ASSERT_TRUE(read) << read.error().sentence;
    EXPECT_GE(read->entries.size(), 20U);
}

TEST(Roles, AreWrittenAsTheyAreRead) {
    const auto roles = parse_roles("admin; learner");
    ASSERT_TRUE(roles);
    EXPECT_EQ(roles_text(*roles), "learner admin");
}

}  // namespace
}  // namespace courtside::server
