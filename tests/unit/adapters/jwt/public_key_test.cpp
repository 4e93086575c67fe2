#include "adapters/jwt/public_key.hpp"

#include "adapters/jwt/key_snapshot.hpp"
#include "support/signing_key.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <variant>

namespace courtside::jwt {
namespace {

using support::SigningKey;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

PublicKey accepted(const std::string& text) {
    auto read = read_public_key(text);
    if (const auto* problem = std::get_if<std::string>(&read)) {
        ADD_FAILURE() << *problem;
        return {};
    }
    return std::get<PublicKey>(std::move(read));
}

std::string refusal(const std::string& text) {
    const auto read = read_public_key(text);
    const auto* problem = std::get_if<std::string>(&read);
    return problem == nullptr ? "" : *problem;
}

/// With one part taken out or put in.
std::string with(std::string text, const std::string& old_part, const std::string& new_part) {
    return text.replace(text.find(old_part), old_part.size(), new_part);
}

TEST(PublicKeyText, OfRsaIsForRs256AndOfP256ForEs256) {
    const auto rsa = SigningKey::rsa();
    EXPECT_EQ(accepted(rsa.public_pem()).algorithm, core::KeyAlgorithm::rs256);
    EXPECT_EQ(accepted(rsa.public_pem()).pem, rsa.public_pem());
    const auto ec = SigningKey::ec();
    EXPECT_EQ(accepted("\n a comment\n" + ec.public_pem()).algorithm, core::KeyAlgorithm::es256);
    EXPECT_EQ(accepted(ec.public_pem()).pem, ec.public_pem());
    EXPECT_THAT(accepted(ec.public_pem()).key_id, IsEmpty());
}

TEST(PublicKeyText, AsJwkIsTheSameKeyAndMayNameItself) {
    for (const auto& key : {SigningKey::rsa(), SigningKey::ec()}) {
        const auto read = accepted(key.public_jwk(R"(,"kid":"2026-11","use":"sig","key_ops":["verify"])"));
        EXPECT_EQ(read.pem, key.public_pem());
        EXPECT_EQ(read.key_id, "2026-11");
        EXPECT_EQ(read.algorithm, key.stored("k").algorithm);
    }
}

TEST(PublicKeyText, ThatIsStoredCanBeUsed) {
    for (const auto& key : {SigningKey::rsa(), SigningKey::ec()}) {
        auto stored = key.stored("k");
        EXPECT_EQ(problem_with(stored), std::nullopt);
        stored.algorithm = stored.algorithm == core::KeyAlgorithm::rs256 ? core::KeyAlgorithm::es256
                                                                         : core::KeyAlgorithm::rs256;
        EXPECT_THAT(problem_with(stored).value(), HasSubstr("cannot be used for"));
        stored.material.resize(stored.material.size() / 2);
        EXPECT_THAT(problem_with(stored).value(), HasSubstr("cannot be used for"));
    }
}

TEST(PublicKeyText, IsNeverAPrivateKey) {
    for (const auto& key : {SigningKey::rsa(), SigningKey::ec()}) {
        EXPECT_THAT(refusal(key.private_pem()), AllOf(HasSubstr("private key"), HasSubstr("-pubout")));
        EXPECT_THAT(refusal(key.public_pem() + key.private_pem()), HasSubstr("private key"));
        EXPECT_THAT(refusal(key.public_jwk(R"(,"d":"AAAA")")),
                    AllOf(HasSubstr("private key"), HasSubstr("\"d\"")));
        auto stored = key.stored("k");
        stored.material = key.private_pem();
        EXPECT_THAT(problem_with(stored).value(), HasSubstr("cannot be used for"));
    }
    EXPECT_THAT(refusal(R"({"kty":"oct","k":"c2VjcmV0"})"), HasSubstr("--secret-file"));
}

TEST(PublicKeyText, OfRsaHasAtLeast2048BitsAndAnExponentThatIsNeitherSmallNorHuge) {
    EXPECT_THAT(refusal(SigningKey::rsa(1024).public_pem()), HasSubstr("has 1024 bits; use one of 2048"));
    EXPECT_THAT(refusal(SigningKey::rsa(1024).public_jwk()), HasSubstr("has 1024 bits"));
    EXPECT_THAT(refusal(SigningKey::rsa(2048, 3).public_pem()), HasSubstr("exponent"));
    const auto good = SigningKey::rsa();
    EXPECT_THAT(refusal(with(good.public_jwk(), R"("e":"AQAB")", R"("e":"AQAC")")), HasSubstr("exponent"));
    EXPECT_THAT(refusal(with(good.public_jwk(), R"("e":"AQAB")", R"("e":"AQAAAAAAAAAB")")),
                HasSubstr("exponent"));
}

TEST(PublicKeyText, OfAnotherCurveOrTypeIsRefused) {
    for (const char* curve : {"P-384", "P-521", "secp256k1"}) {
        EXPECT_THAT(refusal(SigningKey::ec(curve).public_pem()), HasSubstr("needs one on P-256")) << curve;
    }
    EXPECT_THAT(refusal(SigningKey::other("ED25519").public_pem()), HasSubstr("of the type \"ED25519\""));
    EXPECT_THAT(refusal(SigningKey::other("RSA-PSS").public_pem()), HasSubstr("of the type \"RSA-PSS\""));
    EXPECT_THAT(refusal(with(SigningKey::ec().public_jwk(), "P-256", "P-384")), HasSubstr("\"P-384\""));
    EXPECT_THAT(refusal(R"({"kty":"OKP","crv":"Ed25519","x":"AAAA"})"), HasSubstr("of the type \"OKP\""));
}

TEST(PublicKeyText, WhoseNumbersAreNoKeyIsRefused) {
    const auto one = SigningKey::ec().public_jwk();
    const auto other = SigningKey::ec().public_jwk();
    const auto y_at = [](const std::string& jwk) { return jwk.find(R"("y":")"); };
    // A point that is not on the curve: with such ones attackers choose what fits.
    EXPECT_THAT(refusal(one.substr(0, y_at(one)) + other.substr(y_at(other))), HasSubstr("cannot be read"));
    const auto rsa = SigningKey::rsa();
    for (const std::string& jwk :
         {with(one, R"("x":")", R"("x":"A)"), with(one, R"("x":")", R"("x":"AAAA)"),
          with(one, R"("x":")", R"("x":"+)"), with(one, R"("x":)", R"("z":)"),
          with(rsa.public_jwk(), R"("n":)", R"("m":)"), with(rsa.public_jwk(), R"("e":"AQAB")", R"("e":"")"),
          with(rsa.public_jwk(), R"("e":"AQAB")", R"("e":65537)")}) {
        EXPECT_THAT(refusal(jwk), HasSubstr("cannot be read")) << jwk;
    }
    // All its factors are small.
    EXPECT_THAT(refusal(R"({"kty":"RSA","e":"AQAB","n":")" + std::string(400, '_') + "\"}"),
                HasSubstr("do not fit together"));
}

TEST(PublicKeyText, MeantForSomethingElseIsRefused) {
    const auto rsa = SigningKey::rsa();
    EXPECT_THAT(refusal(rsa.public_jwk(R"(,"use":"enc")")), HasSubstr("meant for \"enc\""));
    EXPECT_THAT(refusal(rsa.public_jwk(R"(,"alg":"PS256")")), HasSubstr("give one for RS256"));
    EXPECT_THAT(refusal(SigningKey::ec().public_jwk(R"(,"alg":"HS256")")), HasSubstr("give one for ES256"));
    EXPECT_THAT(refusal(R"({"keys":[)" + rsa.public_jwk() + "]}"), HasSubstr("one key of it at a time"));
    EXPECT_THAT(refusal("[" + rsa.public_jwk() + "]"), HasSubstr("no JWK"));
    EXPECT_THAT(refusal(rsa.public_jwk(R"(,"kid":")" + std::string(201, 'k') + "\"")), HasSubstr("too long"));
}

TEST(PublicKeyText, InAnotherFormSaysHowToGetTheRightOne) {
    const auto rsa = SigningKey::rsa().public_pem();
    const auto relabelled = [&](const std::string& label) {
        return with(with(rsa, "BEGIN PUBLIC KEY", "BEGIN " + label), "END PUBLIC KEY", "END " + label);
    };
    EXPECT_THAT(refusal(relabelled("CERTIFICATE")), HasSubstr("openssl x509"));
    EXPECT_THAT(refusal(relabelled("RSA PUBLIC KEY")), HasSubstr("openssl rsa"));
    EXPECT_THAT(refusal(relabelled("SSH2 THING")), HasSubstr("\"SSH2 THING\""));
    EXPECT_THAT(refusal(rsa + rsa), HasSubstr("more than one"));
}

TEST(PublicKeyText, ThatIsDamagedOrNoneIsRefusedCalmly) {
    const auto pem = SigningKey::rsa().public_pem();
    for (std::size_t size = 0; size < pem.size(); size += 7) {
        EXPECT_THAT(refusal(pem.substr(0, size)), Not(IsEmpty())) << size;
    }
    for (const std::string& text :
         {std::string(), std::string(" \n"), std::string("ssh-rsa AAAA"), std::string("{"), std::string("{}"),
          std::string(100, '\0'), std::string("-----BEGIN PUBLIC KEY"), std::string(5'000, '[')}) {
        EXPECT_THAT(refusal(text), Not(IsEmpty())) << text.substr(0, 40);
    }
    EXPECT_THAT(refusal(pem + std::string(max_public_key_bytes, '\n')), HasSubstr("16384 bytes"));
}

}  // namespace
}  // namespace courtside::jwt
