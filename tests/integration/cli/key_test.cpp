// A company's keys, as an operator handles them.

#include "integration/cli/program.hpp"
#include "support/signing_key.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace courtside::cli_test {
namespace {

using support::SigningKey;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Keys : public ::testing::Test {
protected:
    Finished rotate(const Arguments& more) {
        Arguments arguments{"tenant", "rotate-key", "--tenant", issuer};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return workplace_.run(arguments);
    }
    Finished retire(const std::string& key_id) {
        return workplace_.run({"tenant", "retire-key", "--tenant", issuer, "--key-id", key_id});
    }
    std::string listed() { return workplace_.run({"tenant", "list", "--json"}).out; }
    /// Exit code of the check of a token that the company's key signs now.
    int check(const std::string& token) { return workplace_.run({"token", "check", token}).code; }
    std::string mint(const std::string& key_id) {
        const Finished minted =
            workplace_.run({"token", "mint", "--tenant", issuer, "--person", "kim", "--key-id", key_id});
        return minted.out.substr(0, minted.out.find('\n'));
    }

    Workplace workplace_;
};

TEST_F(Keys, AreReplacedWithATimeInWhichBothHold) {
    workplace_.add_company();
    const Finished rotated = rotate({});
    ASSERT_EQ(rotated.code, 0) << rotated.err;
    EXPECT_THAT(rotated.out, AllOf(HasSubstr("key id     key-2\n"), HasSubstr("HS256"), HasSubstr("secret  "),
                                   HasSubstr("retire-key --tenant 1 --key-id key-1")));
    const std::string secret = rotated.out.substr(rotated.out.find("secret  ") + 8, 43);
    EXPECT_THAT(listed(), AllOf(HasSubstr(R"({"id":"key-2","algorithm":"HS256"})"), Not(HasSubstr(secret))));
    const std::string old_token = mint("key-1");
    const std::string new_token = mint("key-2");
    EXPECT_EQ(check(old_token), 0);
    EXPECT_EQ(check(new_token), 0);

    const Finished retired = retire("key-1");
    ASSERT_EQ(retired.code, 0) << retired.err;
    EXPECT_EQ(check(old_token), 1);
    EXPECT_EQ(check(new_token), 0);
    EXPECT_THAT(listed(), Not(HasSubstr("key-1")));
    EXPECT_EQ(workplace_.run({"verify"}).code, 0);
}

TEST_F(Keys, AreReplacedInOneStepWhereOneHasLeaked) {
    workplace_.add_company();
    const std::string leaked = mint("key-1");
    const Finished rotated =
        rotate({"--retire", "key-1", "--secret-output", workplace_.path("new"), "--json"});
    ASSERT_EQ(rotated.code, 0) << rotated.err;
    EXPECT_EQ(rotated.out, std::string(R"({"id":1,"issuer":")") + issuer +
                               R"(","key_id":"key-2","algorithm":"HS256","retired":"key-1"})"
                               "\n");
    EXPECT_EQ(workplace_.content("new").size(), 44U);
    EXPECT_EQ(check(leaked), 1);
}

TEST_F(Keys, OfTheCompanyItselfAreTakenAsPemAndAsJwk) {
    const auto rsa = SigningKey::rsa();
    const auto ec = SigningKey::ec();
    const Finished added = workplace_.run({"tenant", "add", "--name", "Acme", "--issuer", issuer,
                                           "--public-key", workplace_.file("rsa.pem", rsa.public_pem())});
    ASSERT_EQ(added.code, 0) << added.err;
    EXPECT_THAT(added.out, AllOf(HasSubstr("RS256"), Not(HasSubstr("secret"))));
    const Finished second = rotate({"--algorithm", "ES256", "--public-key",
                                    workplace_.file("ec.jwk", ec.public_jwk(R"(,"kid":"2026-11")"))});
    ASSERT_EQ(second.code, 0) << second.err;
    EXPECT_THAT(listed(),
                AllOf(HasSubstr(R"({"id":"key-1","algorithm":"RS256"})"),
                      HasSubstr(R"({"id":"2026-11","algorithm":"ES256"})"), Not(HasSubstr("BEGIN"))));
    EXPECT_THAT(workplace_.run({"tenant", "list"}).out, HasSubstr("key-1(RS256) 2026-11(ES256)"));
    const Finished minted = workplace_.run({"token", "mint", "--tenant", "1", "--person", "kim"});
    EXPECT_EQ(minted.code, 1);
    EXPECT_THAT(minted.err, HasSubstr("public keys only"));
    EXPECT_THAT(
        workplace_.run({"token", "mint", "--tenant", "1", "--person", "kim", "--key-id", "key-1"}).err,
        HasSubstr("public key"));
}

TEST_F(Keys, ThatAreNotFitForItAreRefusedAndNothingIsStored) {
    workplace_.add_company();
    const std::string before = listed();
    const auto ec = SigningKey::ec();
    const std::string pem = workplace_.file("ec.pem", ec.public_pem());
    const std::string owned = workplace_.file("own.pem", ec.private_pem());
    struct Case {
        Arguments flags;
        std::string says;
    };
    for (const Case& each : {
             Case{{"--public-key", owned}, "own.pem: This is a private key, and nothing was stored"},
             Case{{"--public-key", workplace_.file("small", SigningKey::rsa(1024).public_pem())},
                  "1024 bits"},
             Case{{"--public-key", workplace_.file("other", SigningKey::ec("P-384").public_pem())}, "P-256"},
             Case{{"--public-key", pem, "--algorithm", "RS256"}, "is for ES256, not for RS256"},
             Case{{"--public-key", workplace_.path("missing")}, "cannot be opened"},
             Case{{"--algorithm", "RS256"}, "--public-key FILE"},
             Case{{"--algorithm", "none"}, "none"},
             Case{{"--public-key", pem, "--secret-output", workplace_.path("s")}, "--secret-output"},
             Case{{"--public-key", pem, "--key-id", "key-1"}, "is there already"},
             Case{{"--public-key", pem, "--retire", "key-9"}, "none of the tenant's keys"},
             Case{{"--secret-output", workplace_.path("s"), "--retire", "key-9"},
                  "none of the tenant's keys"},
             Case{{"--key-id", std::string(65, 'k')}, "1 to 64 bytes"},
         }) {
        const Finished refused = rotate(each.flags);
        EXPECT_EQ(refused.code, 2) << each.says;
        EXPECT_THAT(refused.err, HasSubstr(each.says));
    }
    EXPECT_EQ(listed(), before);
    EXPECT_THAT(workplace_.content("s"), IsEmpty()) << "a secret that counts for nothing is not left behind";
}

TEST_F(Keys, AreNeverAllTakenAway) {
    workplace_.add_company();
    const Finished last = retire("key-1");
    EXPECT_EQ(last.code, 2);
    EXPECT_THAT(last.err, HasSubstr("add another one first"));
    EXPECT_THAT(retire("key-2").err, AllOf(HasSubstr("none of the tenant's keys"), HasSubstr("tenant list")));
    EXPECT_EQ(workplace_.run({"tenant", "retire-key", "--tenant", "no", "--key-id", "k"}).code, 2);
    EXPECT_EQ(check(mint("key-1")), 0);
}

}  // namespace
}  // namespace courtside::cli_test
