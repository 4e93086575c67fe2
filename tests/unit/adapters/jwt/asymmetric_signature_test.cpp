// Tokens signed with a company's private key, and what passes itself off as one.

#include "adapters/jwt/base64url.hpp"
#include "adapters/jwt/token_verifier.hpp"
#include "support/signing_key.hpp"
#include "unit/adapters/jwt/hand_signed.hpp"
#include "unit/adapters/jwt/jwt_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <variant>

namespace courtside::jwt {
namespace {

using support::SigningKey;
using testing::acme;
using testing::acme_key;
using testing::claims_with;
using testing::globex;
using testing::hand_signed;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::now;
using testing::refusal;

class AsymmetricSignature : public ::testing::Test {
protected:
    const SigningKey rsa_ = SigningKey::rsa();
    const SigningKey ec_ = SigningKey::ec();
    const SigningKey foreign_ = SigningKey::ec();
    /// Acme has a key of each algorithm, Globex one that Acme does not have.
    TokenVerifier verifier_{
        {"courtside-test",
         {{acme, "https://acme.example", {rsa_.stored("rsa"), ec_.stored("ec"), acme_key}},
          {globex, "https://globex.example", {foreign_.stored("globex-ec")}}}}};
};

/// `token` with another last part.
std::string resigned(const std::string& token, std::string_view signature) {
    return token.substr(0, token.rfind('.') + 1) + support::base64url(signature);
}

TEST_F(AsymmetricSignature, OfTheCompanysKeyIsAccepted) {
    for (const auto& [key, id] : {std::pair{rsa_, "rsa"}, std::pair{ec_, "ec"}}) {
        const auto result = verifier_.verify(key.token_of(id, claims_with(R"(,"name":"Ana")")), now);
        ASSERT_TRUE(std::holds_alternative<core::Claims>(result)) << id;
        const auto& claims = std::get<core::Claims>(result);
        EXPECT_EQ(claims.tenant, acme);
        EXPECT_EQ(claims.subject, "ana");
        EXPECT_EQ(claims.profile.name, "Ana");
        EXPECT_EQ(claims.key_id, id);
    }
}

TEST_F(AsymmetricSignature, OfAnotherKeyIsRefused) {
    for (const auto& [token, id] : {std::pair{SigningKey::rsa().token_of("rsa", claims_with("")), "rsa"},
                                    std::pair{SigningKey::ec().token_of("ec", claims_with("")), "ec"}}) {
        EXPECT_EQ(refusal(verifier_, token),
                  "The token's signature does not fit key \"" + std::string(id) +
                      "\" of issuer \"https://acme.example\"; sign with exactly the private key registered "
                      "for it.");
    }
}

TEST_F(AsymmetricSignature, OverOtherClaimsIsRefused) {
    for (const auto& token : {rsa_.token_of("rsa", claims_with("")), ec_.token_of("ec", claims_with(""))}) {
        const auto header = token.substr(0, token.find('.'));
        const auto forged = header + "." + support::base64url(claims_with(R"(,"roles":["admin"])")) +
                            token.substr(token.rfind('.'));
        EXPECT_THAT(refusal(verifier_, forged), HasSubstr("signature does not fit"));
    }
}

// Whoever knows the public key, and everybody may, must not be able to use it as a shared secret.
TEST_F(AsymmetricSignature, IsNotReplacedByAnHmacWithThePublicKey) {
    for (const auto& [key, id] : {std::pair{rsa_, "rsa"}, std::pair{ec_, "ec"}}) {
        const std::string header = std::string(R"({"alg":"HS256","kid":")") + id + "\"}";
        EXPECT_THAT(refusal(verifier_, hand_signed(header, claims_with(""), key.public_pem())),
                    HasSubstr("signed with \"HS256\" but key \"" + std::string(id) + "\" is for"));
        const std::string own = std::string(R"({"alg":")") +
                                (key.public_pem() == rsa_.public_pem() ? "RS" : "ES") + R"(256","kid":")" +
                                id + "\"}";
        EXPECT_THAT(refusal(verifier_, hand_signed(own, claims_with(""), key.public_pem())),
                    HasSubstr("signature does not fit"));
    }
}

TEST_F(AsymmetricSignature, IsForTheAlgorithmOfItsKeyAlone) {
    EXPECT_THAT(refusal(verifier_, rsa_.token(R"({"alg":"RS256","kid":"ec"})", claims_with(""))),
                HasSubstr("\"RS256\" but key \"ec\" is for \"ES256\""));
    EXPECT_THAT(refusal(verifier_, rsa_.token(R"({"alg":"ES256","kid":"ec"})", claims_with(""))),
                HasSubstr("signature does not fit"));
    EXPECT_THAT(refusal(verifier_, ec_.token(R"({"alg":"RS256","kid":"rsa"})", claims_with(""))),
                HasSubstr("signature does not fit"));
    EXPECT_THAT(refusal(verifier_, ec_.token(R"({"alg":"HS256","kid":"acme-1"})", claims_with(""))),
                HasSubstr("signature does not fit"));
    for (const char* algorithm : {"RS384", "PS256", "ES384", "rs256", "RS256 "}) {
        EXPECT_THAT(
            refusal(verifier_, rsa_.token(std::string(R"({"alg":")") + algorithm + R"(","kid":"rsa"})",
                                          claims_with(""))),
            HasSubstr("is for \"RS256\""))
            << algorithm;
    }
    EXPECT_THAT(refusal(verifier_, rsa_.token(R"({"alg":"none","kid":"rsa"})", claims_with(""))),
                HasSubstr("not signed"));
}

TEST_F(AsymmetricSignature, OfEs256HasItsRawFormAndLength) {
    const auto token = ec_.token_of("ec", claims_with(""));
    const auto text = token.substr(0, token.rfind('.'));
    EXPECT_THAT(refusal(verifier_, resigned(token, ec_.plain_signature(text))),
                HasSubstr("signature does not fit"))
        << "DER";
    for (const std::size_t size : {0U, 1U, 32U, 63U, 65U, 66U, 96U, 128U}) {
        EXPECT_THAT(refusal(verifier_, resigned(token, std::string(size, '\x01'))),
                    HasSubstr("signature does not fit"))
            << size;
    }
    // Numbers that are 0, or as large as can be.
    EXPECT_THAT(refusal(verifier_, resigned(token, std::string(64, '\0'))), HasSubstr("does not fit"));
    EXPECT_THAT(refusal(verifier_, resigned(token, std::string(64, '\xff'))), HasSubstr("does not fit"));
    // The right numbers, each with a zero before it: the same to a library that splits in the middle.
    const auto raw = *decode_base64url(token.substr(token.rfind('.') + 1));
    ASSERT_EQ(raw.size(), 64U);
    const std::string zero(1, '\0');
    EXPECT_THAT(refusal(verifier_, resigned(token, zero + raw.substr(0, 32) + zero + raw.substr(32))),
                HasSubstr("does not fit"));
}

TEST_F(AsymmetricSignature, CutShortIsRefused) {
    for (const auto& token : {rsa_.token_of("rsa", claims_with("")), ec_.token_of("ec", claims_with(""))}) {
        for (auto size = token.rfind('.') + 1; size < token.size(); size += 5) {
            EXPECT_THAT(refusal(verifier_, token.substr(0, size)), Not(IsEmpty())) << size;
        }
    }
}

TEST_F(AsymmetricSignature, WithAnUnknownKeyIdOrAnotherTenantsIsRefused) {
    EXPECT_THAT(refusal(verifier_, foreign_.token_of("globex-ec", claims_with(""))),
                HasSubstr("Issuer \"https://acme.example\" has no key \"globex-ec\""));
    EXPECT_THAT(refusal(verifier_, ec_.token_of("gone", claims_with(""))), HasSubstr("has no key \"gone\""));
    EXPECT_THAT(refusal(verifier_, ec_.token(R"({"alg":"ES256"})", claims_with(""))),
                HasSubstr("set \"kid\" in its header"));
}

TEST_F(AsymmetricSignature, LeavesTheOtherRulesAsTheyAre) {
    const auto of = [&](std::string_view aud, int iat, int exp) {
        return ec_.token_of("ec", R"({"iss":"https://acme.example","sub":"ana","aud":)" + std::string(aud) +
                                      R"(,"iat":)" + std::to_string(1'770'000'000 + iat) + R"(,"exp":)" +
                                      std::to_string(1'770'000'000 + exp) + "}");
    };
    EXPECT_THAT(refusal(verifier_, of(R"("courtside-test")", 0, 60)), IsEmpty());
    EXPECT_THAT(refusal(verifier_, of(R"(["other","courtside-test"])", 0, 60)), IsEmpty());
    EXPECT_THAT(refusal(verifier_, of(R"("other")", 0, 60)), HasSubstr("audience is \"other\""));
    EXPECT_THAT(refusal(verifier_, of(R"(["other","third"])", 0, 60)), HasSubstr("audience is \"other\""));
    EXPECT_THAT(refusal(verifier_, of(R"("courtside-test")", 30, 60)), IsEmpty());
    EXPECT_THAT(refusal(verifier_, of(R"("courtside-test")", 31, 60)), HasSubstr("in the future"));
    EXPECT_THAT(refusal(verifier_, of(R"("courtside-test")", -60, -29)), IsEmpty());
    EXPECT_THAT(refusal(verifier_, of(R"("courtside-test")", -60, -30)), HasSubstr("expired"));
}

TEST_F(AsymmetricSignature, OfARetiredKeyIsRefusedAndOfANewOneAccepted) {
    const auto fresh = SigningKey::ec();
    verifier_.replace(
        {"courtside-test", {{acme, "https://acme.example", {ec_.stored("ec"), fresh.stored("new")}}}});
    EXPECT_THAT(refusal(verifier_, rsa_.token_of("rsa", claims_with(""))), HasSubstr("has no key \"rsa\""));
    EXPECT_THAT(refusal(verifier_, ec_.token_of("ec", claims_with(""))), IsEmpty());
    EXPECT_THAT(refusal(verifier_, fresh.token_of("new", claims_with(""))), IsEmpty());
    // Another key under the old one's id.
    verifier_.replace({"courtside-test", {{acme, "https://acme.example", {fresh.stored("ec")}}}});
    EXPECT_THAT(refusal(verifier_, ec_.token_of("ec", claims_with(""))), HasSubstr("does not fit"));
    EXPECT_THAT(refusal(verifier_, fresh.token_of("ec", claims_with(""))), IsEmpty());
}

}  // namespace
}  // namespace courtside::jwt
