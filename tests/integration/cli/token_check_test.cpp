#include "integration/cli/program.hpp"
#include "support/signing_key.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace courtside::cli_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class TokenCheck : public ::testing::Test {
protected:
    void SetUp() override { workplace_.add_company(); }

    std::string mint(const Arguments& more = {}) {
        Arguments arguments{"token", "mint", "--tenant", issuer, "--person", "kim"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Finished minted = workplace_.run(arguments);
        return minted.out.substr(0, minted.out.find('\n'));
    }

    Workplace workplace_;
};

TEST_F(TokenCheck, SaysWhomItSignsInAndUntilWhen) {
    ASSERT_EQ(workplace_
                  .run({"person", "add", "--tenant", issuer, "--person", "kim", "--name", "Kim Jö", "--roles",
                        "coach"})
                  .code,
              0);
    const Finished checked = workplace_.run({"token", "check", mint()});
    EXPECT_EQ(checked.code, 0) << checked.err;
    EXPECT_THAT(checked.out,
                AllOf(StartsWith("The token signs in kim (Kim Jö, coach) of Acme (https://id.acme.example) "
                                 "until 20"),
                      HasSubstr("signed with key-1")));
    EXPECT_THAT(workplace_.run({"token", "check", mint(), "--json"}).out,
                StartsWith(R"({"tenant":1,"issuer":"https://id.acme.example","subject":"kim","known":true,)"
                           R"("key_id":"key-1","issued_at":"20)"));
}

TEST_F(TokenCheck, KnowsSomebodyNew) {
    EXPECT_THAT(workplace_.run({"token", "check", mint()}).out, HasSubstr("kim (somebody new"));
}

TEST_F(TokenCheck, ReadsTheTokenFromAFile) {
    const std::string file = workplace_.file("token", "  " + mint() + "\n\n");
    EXPECT_EQ(workplace_.run({"token", "check", "--file", file}).code, 0);
    EXPECT_EQ(workplace_.run({"token", "check", "--file", workplace_.path("none")}).code, 2);
    EXPECT_EQ(workplace_.run({"token", "check", mint(), "--file", file}).code, 2);
    EXPECT_THAT(workplace_.run({"token", "check"}).err, HasSubstr("There is no token to check"));
    EXPECT_EQ(workplace_.run({"token", "check"}).code, 2);
}

TEST_F(TokenCheck, SaysWhyATokenIsRefused) {
    const auto key = support::SigningKey::ec();
    for (const auto& [token, says] :
         {std::pair{mint({"--audience", "other"}), std::string("audience is \"other\"")},
          std::pair{mint() + "x", std::string("The token")},
          std::pair{std::string("garbage"), std::string("no JSON web token")},
          std::pair{key.token_of("ec", R"({"iss":"https://id.acme.example"})"),
                    std::string("has no key \"ec\"")},
          std::pair{key.token_of("ec", R"({"iss":"nobody"})"), std::string("has the issuer \"nobody\"")}}) {
        const Finished checked = workplace_.run({"token", "check", token});
        EXPECT_EQ(checked.code, 1) << says;
        EXPECT_EQ(checked.out, "");
        EXPECT_THAT(checked.err, AllOf(HasSubstr("The token is refused: "), HasSubstr(says)));
    }
    EXPECT_EQ(workplace_.run({"token", "check", mint({"--audience", "other"}), "--audience", "other"}).code,
              0);
}

}  // namespace
}  // namespace courtside::cli_test
