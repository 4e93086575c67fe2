#include "adapters/jwt/token_verifier.hpp"
#include "unit/adapters/jwt/hand_signed.hpp"
#include "unit/adapters/jwt/jwt_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace courtside::jwt {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using namespace courtside::jwt::testing;

class Signature : public ::testing::Test {
protected:
    TokenVerifier verifier_{snapshot()};
};

TEST_F(Signature, OfAnotherLibraryIsAccepted) {
    const auto token = hand_signed(R"({"alg":"HS256","kid":"acme-1"})", claims_with(""), acme_key.material);
    EXPECT_THAT(refusal(verifier_, token), IsEmpty());
}

// RFC 7515, A.1. Its payload lacks what Courtside requires, so acceptance of the signature shows in
// that the claims are what is refused.
TEST_F(Signature, OfTheExampleInTheRfcIsAccepted) {
    const std::string secret =
        "\x03\x23\x35\x4b\x2b\x0f\xa5\xbc\x83\x7e\x06\x65\x77\x7b\xa6\x8f\x5a\xb3\x28\xe6\xf0\x54\xc9\x28"
        "\xa9\x0f\x84\xb2\xd2\x50\x2e\xbf\xd3\xfb\x5a\x92\xd2\x06\x47\xef\x96\x8a\xb4\xc3\x77\x62\x3d\x22"
        "\x3d\x2e\x21\x72\x05\x2e\x4f\x08\xc0\xcd\x9a\xf5\x67\xd0\x80\xa3";
    const TokenVerifier verifier(
        {"courtside-test", {{acme, "joe", {{"a1", core::KeyAlgorithm::hs256, secret}}}}});
    const std::string token =
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
        ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
        ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    EXPECT_THAT(refusal(verifier, token), HasSubstr("no audience"));

    std::string forged = token;
    forged[token.size() - 10] = 'A';
    EXPECT_THAT(refusal(verifier, forged), HasSubstr("signature does not fit"));
}

TEST_F(Signature, MadeWithAnotherSecretIsRefused) {
    auto wrong = acme_key;
    wrong.material = globex_key.material;
    EXPECT_EQ(refusal(verifier_, mint(wrong, request())),
              "The token's signature does not fit key \"acme-1\" of issuer \"https://acme.example\"; sign "
              "with exactly the secret registered for it.");
}

TEST_F(Signature, OverOtherClaimsIsRefused) {
    const std::string header = R"({"alg":"HS256","kid":"acme-1"})";
    const auto token = hand_signed(header, claims_with(""), acme_key.material);
    const auto signature = token.substr(token.rfind('.'));
    const auto forged = base64url(header) + "." + base64url(claims_with(R"(,"roles":["admin"])")) + signature;
    EXPECT_THAT(refusal(verifier_, forged), HasSubstr("signature does not fit"));
}

TEST_F(Signature, CutShortOrEmptyIsRefused) {
    const auto token = mint(acme_key, request());
    const auto signature = token.rfind('.') + 1;
    for (auto size = signature; size < token.size(); ++size) {
        // No base64url text has a length of 4n + 1.
        const bool possible = (size - signature) % 4 != 1;
        EXPECT_THAT(refusal(verifier_, token.substr(0, size)),
                    HasSubstr(possible ? "signature does not fit" : "no JSON web token"))
            << size - signature;
    }
}

TEST_F(Signature, OfATokenWithAnyPartCutShortIsRefused) {
    const auto token = mint(acme_key, request());
    for (std::size_t from = 0; from < token.size(); ++from) {
        for (const std::size_t count : {1U, 2U, 3U, 5U}) {
            auto cut = token;
            cut.erase(from, count);
            EXPECT_THAT(refusal(verifier_, cut), Not(IsEmpty())) << from << " " << count;
        }
    }
}

TEST_F(Signature, OutsideTheAlphabetIsRefused) {
    for (const char odd : {'=', '+', '/', ' ', '\n', '\0', '\x80'}) {
        for (const std::size_t part : {1U, 2U, 3U}) {
            auto token = mint(acme_key, request());
            const auto first = token.find('.');
            const auto second = token.find('.', first + 1);
            token[(part == 1 ? first : part == 2 ? second : token.size()) - 1] = odd;
            EXPECT_THAT(refusal(verifier_, token), HasSubstr("no JSON web token")) << odd << part;
        }
    }
}

TEST_F(Signature, OfAlgorithmNoneIsRefused) {
    const auto unsigned_text = base64url(R"({"alg":"none"})") + "." + base64url(claims_with("")) + ".";
    EXPECT_THAT(refusal(verifier_, unsigned_text), HasSubstr("not signed"));
    EXPECT_THAT(refusal(verifier_, hand_signed(R"({"alg":"none"})", claims_with(""), acme_key.material)),
                HasSubstr("not signed"));
    // Another spelling is just an algorithm that no key has.
    EXPECT_THAT(refusal(verifier_, base64url(R"({"alg":"nOnE"})") + "." + base64url(claims_with("")) + "."),
                HasSubstr("signed with \"nOnE\" but key \"acme-1\" is for \"HS256\""));
}

TEST_F(Signature, OfAnotherAlgorithmThanTheKeysIsRefused) {
    const auto genuine =
        hand_signed(R"({"alg":"HS512","kid":"acme-1"})", claims_with(""), acme_key.material, EVP_sha512());
    EXPECT_EQ(refusal(verifier_, genuine),
              "The token is signed with \"HS512\" but key \"acme-1\" is for \"HS256\"; sign with the key's "
              "algorithm.");
    EXPECT_THAT(refusal(verifier_, hand_signed(R"({"alg":"RS256"})", claims_with(""), acme_key.material)),
                HasSubstr("\"RS256\""));
}

TEST_F(Signature, WithTheKeyOfAnotherTenantIsRefused) {
    // Globex signs, truthfully by its own key, a token that says it is Acme's.
    EXPECT_THAT(refusal(verifier_, mint(globex_key, request())),
                HasSubstr("Issuer \"https://acme.example\" has no key \"globex-1\""));
    auto nameless = globex_key;
    nameless.key_id.clear();
    EXPECT_THAT(refusal(verifier_, mint(nameless, request())), HasSubstr("signature does not fit"));
}

TEST_F(Signature, WithoutKeyIdIsAcceptedOnlyFromATenantWithOneKey) {
    auto nameless = acme_key;
    nameless.key_id.clear();
    EXPECT_THAT(refusal(verifier_, mint(nameless, request())), IsEmpty());

    auto globex_request = request();
    globex_request.issuer = "https://globex.example";
    nameless = globex_key;
    nameless.key_id.clear();
    EXPECT_THAT(refusal(verifier_, mint(nameless, globex_request)), HasSubstr("set \"kid\" in its header"));
}

TEST_F(Signature, ByEitherKeyOfATenantIsAccepted) {
    auto globex_request = request();
    globex_request.issuer = "https://globex.example";
    for (const auto& one : {globex_key, globex_second_key}) {
        const auto result = verifier_.verify(mint(one, globex_request), now);
        ASSERT_TRUE(std::holds_alternative<core::Claims>(result)) << one.key_id;
        EXPECT_EQ(std::get<core::Claims>(result).tenant, globex);
    }
}

TEST_F(Signature, OfAnUnknownIssuerIsRefused) {
    auto unknown = request();
    unknown.issuer = "https://nobody.example";
    EXPECT_EQ(refusal(verifier_, mint(acme_key, unknown)),
              "No company here has the issuer \"https://nobody.example\"; set iss to the registered issuer, "
              "or register this one.");
}

TEST_F(Signature, WithACriticalOrMalformedHeaderIsRefused) {
    const auto sign = [](std::string_view header) {
        return hand_signed(header, claims_with(""), acme_key.material);
    };
    EXPECT_THAT(refusal(verifier_, sign(R"({"alg":"HS256","crit":["b64"],"b64":false})")), HasSubstr("crit"));
    EXPECT_THAT(refusal(verifier_, sign(R"({"alg":"HS256","kid":7})")), HasSubstr("\"kid\" as a string"));
    EXPECT_THAT(refusal(verifier_, sign(R"({"kid":"acme-1"})")), HasSubstr("no \"alg\""));
    EXPECT_THAT(refusal(verifier_, sign(R"({"alg":"HS256","alg":"none"})")), HasSubstr("no JSON web token"));
    EXPECT_THAT(refusal(verifier_, sign(R"(["HS256"])")), HasSubstr("no JSON web token"));
}

TEST_F(Signature, OfWhatIsNoTokenIsRefused) {
    const auto token = mint(acme_key, request());
    for (const std::string& text :
         {std::string(), std::string("."), std::string(".."), std::string("abc"), std::string("a.b"),
          std::string("a.b.c"), token + ".x", "." + token, std::string(3, '\0'), std::string("{}.{}.{}"),
          std::string(max_token_bytes, 'A'), std::string(max_token_bytes, '.')}) {
        EXPECT_THAT(refusal(verifier_, text), HasSubstr("no JSON web token")) << text.substr(0, 40);
    }
}

TEST_F(Signature, OfATokenNestedToTheLimitIsRefusedCalmly) {
    const std::string deep(5'000, '[');
    EXPECT_THAT(refusal(verifier_, hand_signed(R"({"alg":"HS256"})", deep, acme_key.material)),
                HasSubstr("no JSON web token"));
}

TEST_F(Signature, OfATokenThatIsTooLongIsRefused) {
    const auto filled = [](std::size_t padding) {
        return hand_signed(R"({"alg":"HS256"})", claims_with(",\"x\":\"" + std::string(padding, 'x') + "\""),
                           acme_key.material);
    };
    std::size_t most = 0;
    while (filled(most + 1).size() <= max_token_bytes) {
        most += filled(most + 1000).size() <= max_token_bytes ? 1000 : 1;
    }
    EXPECT_THAT(refusal(verifier_, filled(most)), IsEmpty());
    EXPECT_THAT(refusal(verifier_, filled(most + 1)), HasSubstr("send at most 8192"));
}

}  // namespace
}  // namespace courtside::jwt
