#include "adapters/jwt/token_verifier.hpp"
#include "unit/adapters/jwt/jwt_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace courtside::jwt {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using namespace courtside::jwt::testing;

class Claims : public ::testing::Test {
protected:
    /// The refusal of properly signed claims.
    [[nodiscard]] std::string refusal_of(const std::string& claims, core::Instant at = now) const {
        return refusal(verifier_, sign_claims(acme_key, claims), at);
    }

    /// The profile in the required claims and `more`; fails the test if they are refused.
    [[nodiscard]] core::Profile profile_of(const std::string& more) const {
        const auto result = verifier_.verify(sign_claims(acme_key, claims_with(more)), now);
        if (const auto* error = std::get_if<ports::IdentityError>(&result)) {
            ADD_FAILURE() << error->reason;
            return {};
        }
        return std::get<core::Claims>(result).profile;
    }

    TokenVerifier verifier_{snapshot()};
};

TEST_F(Claims, AreReadFromAValidToken) {
    const auto result = verifier_.verify(sign_claims(acme_key, claims_with("")), now);
    ASSERT_TRUE(std::holds_alternative<core::Claims>(result));
    const auto& claims = std::get<core::Claims>(result);
    EXPECT_EQ(claims.tenant, acme);
    EXPECT_EQ(claims.subject, "ana");
    EXPECT_EQ(claims.issued_at, now);
    EXPECT_EQ(claims.expires_at, now + core::hours(1));
    EXPECT_EQ(claims.profile, core::Profile{});
}

TEST_F(Claims, ExpireAfterTheLeeway) {
    const core::Instant expiry = now + core::hours(1);
    EXPECT_THAT(refusal_of(claims_with(""), expiry), IsEmpty());
    EXPECT_THAT(refusal_of(claims_with(""), expiry + clock_leeway - core::Duration{1}), IsEmpty());
    EXPECT_THAT(refusal_of(claims_with(""), expiry + clock_leeway),
                HasSubstr("The token expired 30 s ago; get a fresh one"));
}

TEST_F(Claims, MayBeIssuedInTheFutureWithinTheLeeway) {
    EXPECT_THAT(refusal_of(claims_with(""), now - clock_leeway), IsEmpty());
    EXPECT_THAT(refusal_of(claims_with(""), now - clock_leeway - core::seconds(1)),
                HasSubstr("iat is 31 s in the future"));
}

TEST_F(Claims, HoldFromTheirNotBefore) {
    EXPECT_THAT(refusal_of(claims_with(R"(,"nbf":1770000030)")), IsEmpty());
    EXPECT_THAT(refusal_of(claims_with(R"(,"nbf":1770000031)")), HasSubstr("not valid for another 31 s"));
    EXPECT_THAT(refusal_of(claims_with(R"(,"nbf":"now")")), HasSubstr("\"nbf\" must be a number"));
}

TEST_F(Claims, MustBeForThisServer) {
    auto wrong = request();
    wrong.audience = "courtside-live";
    EXPECT_EQ(refusal(verifier_, mint(acme_key, wrong)),
              "The token's audience is \"courtside-live\" but this server is \"courtside-test\"; set aud to "
              "the server's audience.");
}

TEST_F(Claims, MayNameSeveralAudiences) {
    const auto with_audience = [](const std::string& audience) {
        return R"({"iss":"https://acme.example","sub":"ana","iat":1770000000,"exp":1770003600,"aud":)" +
               audience + "}";
    };
    EXPECT_THAT(refusal_of(with_audience(R"(["hr", "courtside-test"])")), IsEmpty());
    EXPECT_THAT(refusal_of(with_audience(R"(["hr", "wiki"])")), HasSubstr("audience is \"hr\""));
    EXPECT_THAT(refusal_of(with_audience("[]")), HasSubstr("no audience"));
    EXPECT_THAT(refusal_of(with_audience("[1]")), HasSubstr("must be a string or an array of strings"));
    EXPECT_THAT(refusal_of(with_audience("{}")), HasSubstr("must be a string or an array of strings"));
    EXPECT_THAT(refusal_of(with_audience(R"("Courtside-Test")")), HasSubstr("audience is"));
}

TEST_F(Claims, AreEachMissedByName) {
    const std::vector<std::pair<std::string, std::string>> required{
        {"iss", R"("iss":"https://acme.example")"},
        {"aud", R"("aud":"courtside-test")"},
        {"sub", R"("sub":"ana")"},
        {"iat", R"("iat":1770000000)"},
        {"exp", R"("exp":1770003600)"},
    };
    for (const auto& [left_out, unused] : required) {
        std::string claims = "{\"x\":0";
        for (const auto& [name, member] : required) {
            claims += name == left_out ? "" : "," + member;
        }
        const auto reason = refusal_of(claims + "}");
        EXPECT_THAT(reason, AllOf(HasSubstr("The token has no "), HasSubstr(left_out))) << reason;
    }
}

TEST_F(Claims, OfTimeAreSecondsAndMayHaveFractions) {
    const auto with_expiry = [](const std::string& expiry) {
        return R"({"iss":"https://acme.example","aud":"courtside-test","sub":"ana","iat":1769999999.5,"exp":)" +
               expiry + "}";
    };
    EXPECT_THAT(refusal_of(with_expiry("1770003600.75")), IsEmpty());
    EXPECT_THAT(refusal_of(with_expiry("253402300799")), IsEmpty());
    for (const auto* bad : {"1770003600000", "1e300", "-1", "0", "\"1770003600\"", "true", "null", "[]",
                            "9223372036854775807"}) {
        EXPECT_THAT(refusal_of(with_expiry(bad)), HasSubstr("\"exp\" must be a number of seconds")) << bad;
    }
}

TEST_F(Claims, OfTheSubjectHaveOneToTwoHundredBytes) {
    const auto with_subject = [](const std::string& subject) {
        return R"({"iss":"https://acme.example","aud":"courtside-test","iat":1770000000,"exp":1770003600,)"
               R"("sub":)" +
               subject + "}";
    };
    EXPECT_THAT(refusal_of(with_subject('"' + std::string(200, 's') + '"')), IsEmpty());
    for (const auto& bad : {'"' + std::string(201, 's') + '"', std::string("\"\""), std::string("7"),
                            std::string(R"("a\nb")")}) {
        EXPECT_THAT(refusal_of(with_subject(bad)),
                    HasSubstr("\"sub\" must be a string of 1 to 200 bytes without control characters"))
            << bad;
    }
}

TEST_F(Claims, DescribeThePerson) {
    const auto profile =
        profile_of(R"(,"name":"Ana Mu\u00f1oz","roles":["peer","learner"],"skills":{"S2":5,"S1.1":3},)"
                   R"("lang":["de","en"],"tz":"Europe/Berlin","manager":"max","unit":"Sales/North")");
    EXPECT_EQ(profile.name, "Ana Mu\xc3\xb1oz");
    ASSERT_TRUE(profile.roles);
    EXPECT_TRUE(profile.roles->has(core::Role::learner));
    EXPECT_TRUE(profile.roles->has(core::Role::peer));
    EXPECT_FALSE(profile.roles->has(core::Role::coach));
    ASSERT_TRUE(profile.skills);
    EXPECT_THAT(*profile.skills, ElementsAre(core::SkillLevel{"S1.1", 3}, core::SkillLevel{"S2", 5}));
    ASSERT_TRUE(profile.languages);
    EXPECT_THAT(*profile.languages, ElementsAre("de", "en"));
    EXPECT_EQ(profile.time_zone, "Europe/Berlin");
    EXPECT_EQ(profile.manager, "max");
    EXPECT_EQ(profile.unit, "Sales/North");
}

TEST_F(Claims, OfRolesKnowAllFive) {
    for (const auto& [name, role] :
         std::vector<std::pair<std::string, core::Role>>{{"learner", core::Role::learner},
                                                         {"coach", core::Role::coach},
                                                         {"peer", core::Role::peer},
                                                         {"manager", core::Role::manager},
                                                         {"admin", core::Role::admin}}) {
        core::Roles only;
        only.add(role);
        EXPECT_EQ(profile_of(R"(,"roles":[")" + name + "\"]").roles, only) << name;
    }
}

TEST_F(Claims, TakeAwayWithEmptyValues) {
    const auto profile = profile_of(R"(,"roles":[],"skills":{},"lang":[],"manager":"","unit":"")");
    EXPECT_EQ(profile.roles, core::Roles{});
    EXPECT_TRUE(profile.skills && profile.skills->empty());
    EXPECT_TRUE(profile.languages && profile.languages->empty());
    EXPECT_EQ(profile.manager, "");
    EXPECT_EQ(profile.unit, "");
}

TEST_F(Claims, OfSkillsAndLanguagesHaveASecondForm) {
    const auto profile =
        profile_of(R"(,"skills":[{"code":"S2","level":1},{"code":"S1","level":2}],"lang":"pt-BR")");
    EXPECT_THAT(profile.skills.value(), ElementsAre(core::SkillLevel{"S1", 2}, core::SkillLevel{"S2", 1}));
    EXPECT_THAT(profile.languages.value(), ElementsAre("pt-BR"));
    EXPECT_THAT(profile_of(R"(,"lang":["en","de","en"])").languages.value(), ElementsAre("en", "de"));
}

TEST_F(Claims, OfBoundedSizeAreAcceptedAtTheirBounds) {
    std::string skills;
    for (int i = 0; i < 100; ++i) {
        skills += (i == 0 ? "\"S" : ",\"S") + std::to_string(i) + "\":5";
    }
    EXPECT_EQ(profile_of(",\"skills\":{" + skills + "}").skills.value().size(), 100U);
    EXPECT_THAT(refusal_of(claims_with(",\"skills\":{" + skills + ",\"more\":1}")),
                HasSubstr("at most 100 skills"));

    std::string tags;
    for (int i = 10; i < 26; ++i) {
        tags += (i == 10 ? "\"l" : ",\"l") + std::to_string(i) + "\"";
    }
    EXPECT_EQ(profile_of(",\"lang\":[" + tags + "]").languages.value().size(), 16U);
    EXPECT_THAT(refusal_of(claims_with(",\"lang\":[" + tags + ",\"en\"]")), HasSubstr("at most 16 tags"));

    for (const auto& [claim, most] : std::vector<std::pair<std::string, std::size_t>>{
             {"name", 200}, {"tz", 64}, {"manager", 200}, {"unit", 200}, {"lang", 35}}) {
        const auto member = ",\"" + claim + "\":\"";
        EXPECT_THAT(refusal_of(claims_with(member + std::string(most, 'x') + "\"")), IsEmpty()) << claim;
        EXPECT_THAT(refusal_of(claims_with(member + std::string(most + 1, 'x') + "\"")),
                    HasSubstr("\"" + claim + "\""))
            << claim;
    }
}

TEST_F(Claims, ThatAreWrongAreRefusedWithWhatToDo) {
    const std::vector<std::pair<std::string, std::string>> wrong{
        {R"("name":"")", "\"name\" must be a string of 1 to 200 bytes"},
        {R"("name":null)", "\"name\" must be a string"},
        {R"("name":"a\u0007b")", "without control characters"},
        {R"("roles":["boss"])", "\"roles\" holds \"boss\"; use only \"learner\""},
        {R"("roles":["Coach"])", "\"roles\" holds \"Coach\""},
        {R"("roles":[4])", "\"roles\" holds something else"},
        {R"("roles":[""])", "\"roles\" holds \"\""},
        {R"("roles":"coach")", "must be an array such as"},
        {R"("skills":"S1")", "must be an object such as"},
        {R"("skills":{"S1":0})", "level of skill \"S1\" must be a whole number from 1"},
        {R"("skills":{"S1":6})", "level of skill \"S1\" must be"},
        {R"("skills":{"S1":257})", "level of skill \"S1\" must be"},
        {R"("skills":{"S1":2.5})", "level of skill \"S1\" must be"},
        {R"("skills":{"S1":"3"})", "level of skill \"S1\" must be"},
        {R"("skills":{"":3})", "must have a code of 1 to 64 bytes"},
        {R"("skills":{"a\nb":3})", "must have a code"},
        {"\"skills\":{\"" + std::string(65, 's') + "\":3}", "must have a code"},
        {R"("skills":["S1"])", "must have a code"},
        {R"("skills":[{"level":3}])", "must have a code"},
        {R"("skills":[{"code":"S1"}])", "level of skill \"S1\" must be"},
        {R"("skills":[{"code":"S1","level":1},{"code":"S1","level":2}])", "names \"S1\" twice"},
        {R"("lang":"e")", "such as \"en\" or \"pt-BR\""},
        {R"("lang":["en",7])", "such as \"en\" or \"pt-BR\""},
        {R"("lang":["en_US"])", "such as \"en\" or \"pt-BR\""},
        {R"("lang":{})", "must be a language tag"},
        {R"("tz":"")", "\"tz\" must be a string of 1 to 64 bytes"},
        {R"("tz":1)", "\"tz\" must be a string"},
        {R"("manager":[])", "\"manager\" must be a string of 0 to 200 bytes"},
        {R"("unit":{})", "\"unit\" must be a string of 0 to 200 bytes"},
    };
    for (const auto& [member, reason] : wrong) {
        EXPECT_THAT(refusal_of(claims_with("," + member)), AllOf(HasSubstr(reason), EndsWith("."))) << member;
    }
}

TEST_F(Claims, NamedTwiceAreRefused) {
    EXPECT_THAT(refusal_of(claims_with(R"(,"sub":"bob")")), HasSubstr("name nothing twice"));
}

TEST_F(Claims, ThatNobodyKnowsAreIgnored) {
    EXPECT_EQ(profile_of(R"(,"email":"ana@acme.example","scope":["x"],"jti":7)"), core::Profile{});
}

TEST_F(Claims, AreNotJudgedBeforeTheSignature) {
    auto wrong_secret = acme_key;
    wrong_secret.material = globex_key.material;
    EXPECT_THAT(refusal(verifier_, sign_claims(wrong_secret, claims_with(R"(,"roles":["boss"])"))),
                HasSubstr("signature does not fit"));
}

TEST_F(Claims, AppearInReasonsShortAndHarmless) {
    const std::string issuer = std::string(79, 'i') + "\xc3\xa9" + std::string(100, 'i');
    const auto long_reason = refusal_of(R"({"iss":")" + issuer + "\"}");
    EXPECT_THAT(long_reason, HasSubstr("\"" + std::string(79, 'i') + "...\""));
    const auto odd_reason = refusal_of(claims_with(R"(,"roles":["a\r\nb"])"));
    EXPECT_THAT(odd_reason, AllOf(HasSubstr("\"a??b\""), Not(HasSubstr("\n"))));
}

}  // namespace
}  // namespace courtside::jwt
