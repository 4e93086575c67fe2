#include "adapters/jwt/token_verifier.hpp"
#include "integration/cli/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <variant>

namespace courtside::cli_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

core::Instant now() {
    return core::Instant{std::chrono::duration_cast<std::chrono::milliseconds>(
                             std::chrono::system_clock::now().time_since_epoch())
                             .count()};
}

class TokenMint : public ::testing::Test {
protected:
    void SetUp() override { workplace_.add_company(); }

    Finished mint(const Arguments& more) {
        Arguments arguments{"token", "mint", "--tenant", issuer};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return workplace_.run(arguments);
    }

    /// What a server with this audience reads in the token.
    core::Claims claims(const Finished& minted, const std::string& audience) {
        EXPECT_EQ(minted.code, 0) << minted.err;
        const std::string secret = workplace_.content("secret");
        const jwt::TokenVerifier verifier(
            {audience,
             {{core::TenantId{1},
               issuer,
               {{"key-1", core::KeyAlgorithm::hs256, secret.substr(0, secret.size() - 1)}}}}});
        const auto verified = verifier.verify(minted.out.substr(0, minted.out.size() - 1), now());
        if (const auto* error = std::get_if<ports::IdentityError>(&verified)) {
            ADD_FAILURE() << error->reason;
            return {};
        }
        return std::get<core::Claims>(verified);
    }

    Workplace workplace_;
};

TEST_F(TokenMint, SignsAPersonInForAnHour) {
    const core::Claims read = claims(mint({"--person", "kim"}), "courtside");
    EXPECT_EQ(read.subject, "kim");
    EXPECT_EQ(read.tenant, core::TenantId{1});
    EXPECT_EQ((read.expires_at - read.issued_at).ms, core::minutes(60).ms);
    EXPECT_EQ(read.profile, core::Profile{});
}

TEST_F(TokenMint, CarriesTheClaimsThatAreAskedFor) {
    const core::Claims read =
        claims(mint({"--person",      "kim",       "--minutes",   "5",       "--audience",
                     "desk",          "--name",    "Kim Jö",      "--roles", "learner;coach",
                     "--skills",      "S1.1:4",    "--languages", "en de",   "--time-zone",
                     "Europe/Berlin", "--manager", "boss",        "--unit",  "Sales"}),
               "desk");
    EXPECT_EQ((read.expires_at - read.issued_at).ms, core::minutes(5).ms);
    EXPECT_EQ(read.profile.name, "Kim Jö");
    EXPECT_TRUE(read.profile.roles->has(core::Role::coach));
    EXPECT_THAT(*read.profile.skills, ElementsAre(core::SkillLevel{"S1.1", 4}));
    EXPECT_THAT(*read.profile.languages, ElementsAre("en", "de"));
    EXPECT_EQ(read.profile.time_zone, "Europe/Berlin");
    EXPECT_EQ(read.profile.manager, "boss");
    EXPECT_EQ(read.profile.unit, "Sales");
}

TEST_F(TokenMint, RefusesWrongClaims) {
    EXPECT_THAT(mint({"--person", "kim", "--roles", "boss"}).err, HasSubstr("'boss' is no role"));
    EXPECT_THAT(mint({"--person", ""}).err, HasSubstr("1 to 200 bytes"));
    EXPECT_THAT(mint({"--person", "kim", "--key-id", "key-2"}).err, HasSubstr("has no key 'key-2'"));
    EXPECT_EQ(mint({"--person", "kim", "--minutes", "0"}).code, 2);
    EXPECT_EQ(mint({"--person", "k\xFFm"}).code, 2);
}

}  // namespace
}  // namespace courtside::cli_test
