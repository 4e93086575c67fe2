#include "integration/cli/program.hpp"
#include "support/comes_true.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace courtside::cli_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class OnePerson : public ::testing::Test {
protected:
    void SetUp() override {
        workplace_.add_company();
        const std::string skills = workplace_.file("skills.csv", "code,label\nS1.1,negotiating\n");
        ASSERT_EQ(workplace_.run({"skill", "import", "--tenant", issuer, skills}).code, 0);
    }
    Finished person(const std::string& command, const Arguments& more) {
        Arguments arguments{"person", command, "--tenant", issuer};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return workplace_.run(arguments);
    }

    Workplace workplace_;
};

TEST_F(OnePerson, IsAddedAndUpdatedByFlags) {
    const Finished boss = person("add", {"--person", "boss"});
    EXPECT_EQ(boss.code, 0) << boss.err;
    EXPECT_EQ(boss.out, "boss added\n");
    EXPECT_EQ(person("add", {"--person", "kim", "--name", "Kim Jö", "--roles", "learner coach", "--skills",
                             "S1.1:4", "--languages", "en de", "--time-zone", "Europe/Berlin", "--manager",
                             "boss", "--unit", "Sales", "--json"})
                  .out,
              "{\"subject\":\"kim\",\"result\":\"added\"}\n");
    EXPECT_EQ(workplace_.run({"person", "list", "--tenant", "1", "--json"}).out,
              R"([{"id":1,"subject":"boss","name":"boss","roles":"learner","skills":{},"languages":[],)"
              R"("time_zone":"UTC","manager":"","unit":""},{"id":2,"subject":"kim","name":"Kim Jö",)"
              R"("roles":"learner coach","skills":{"S1.1":4},"languages":["en","de"],)"
              R"("time_zone":"Europe/Berlin","manager":"boss","unit":"Sales"}])"
              "\n");
    EXPECT_EQ(person("add", {"--person", "kim", "--unit", "Service"}).out, "kim updated\n");
    EXPECT_EQ(person("add", {"--person", "kim", "--unit", "Service"}).out, "kim unchanged\n");
}

TEST_F(OnePerson, IsRefusedWithWhatIsWrong) {
    for (const auto& [flags, says] :
         {std::pair{Arguments{"--person", ""}, "1 to 200 bytes"},
          std::pair{Arguments{"--person", "kim", "--roles", "boss"}, "'boss' is no role"},
          std::pair{Arguments{"--person", "kim", "--skills", "S9:1"}, "was added or changed: skills holds"},
          std::pair{Arguments{"--person", "kim", "--manager", "nobody"}, "who is not among the people"},
          std::pair{Arguments{"--person", "kim", "--time-zone", "Mars"}, "use an IANA name"}}) {
        const Finished refused = person("add", flags);
        EXPECT_EQ(refused.code, 2) << says;
        EXPECT_THAT(refused.err, HasSubstr(says));
    }
    EXPECT_EQ(workplace_.run({"person", "list", "--tenant", "1", "--json"}).out, "[]\n");
}

TEST_F(OnePerson, IsRevokedAndSignsInAgainWithAFreshToken) {
    ASSERT_EQ(person("add", {"--person", "kim"}).code, 0);
    const auto mint = [&] {
        const Finished minted = workplace_.run({"token", "mint", "--tenant", issuer, "--person", "kim"});
        return minted.out.substr(0, minted.out.find('\n'));
    };
    const std::string before = mint();
    EXPECT_EQ(workplace_.run({"token", "check", before}).code, 0);
    const Finished revoked = person("revoke", {"--person", "kim"});
    EXPECT_EQ(revoked.code, 0) << revoked.err;
    EXPECT_THAT(revoked.out, HasSubstr("are refused"));
    const Finished checked = workplace_.run({"token", "check", before});
    EXPECT_EQ(checked.code, 1);
    EXPECT_THAT(checked.err, AllOf(HasSubstr("Tokens of kim issued before"), HasSubstr("were revoked")));
    // A token of the second in which that was counts as an older one, so the first ones may be refused.
    EXPECT_TRUE(support::comes_true([&] { return workplace_.run({"token", "check", mint()}).code == 0; }));
    EXPECT_EQ(workplace_.run({"verify"}).code, 0);
}

TEST_F(OnePerson, WhoIsNotThereCannotBeRevoked) {
    const Finished refused = person("revoke", {"--person", "kim"});
    EXPECT_EQ(refused.code, 2);
    EXPECT_THAT(refused.err, AllOf(HasSubstr("has no person 'kim'"), HasSubstr("person list")));
    EXPECT_EQ(person("revoke", {"--person", ""}).code, 2);
}

}  // namespace
}  // namespace courtside::cli_test
