#include "adapters/jwt/token_mint.hpp"

#include "unit/adapters/jwt/hand_signed.hpp"
#include "unit/adapters/jwt/jwt_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace courtside::jwt {
namespace {

using namespace courtside::jwt::testing;

core::Claims verified(const std::string& token) {
    const TokenVerifier verifier(snapshot());
    return std::get<core::Claims>(verifier.verify(token, now));
}

TEST(TokenMint, ComesBackAsItWasAsked) {
    auto asked = request();
    core::Roles roles;
    roles.add(core::Role::learner);
    roles.add(core::Role::admin);
    asked.profile = {.name = "Zo\xc3\xab \"Z\" \\ O'Neil",
                     .roles = roles,
                     .skills = {{{"S1.1", 3}, {"S2", 5}}},
                     .languages = {{"de", "en-GB"}},
                     .time_zone = "Asia/Kolkata",
                     .manager = "max",
                     .unit = ""};
    const auto claims = verified(mint(acme_key, asked));
    EXPECT_EQ(claims.tenant, acme);
    EXPECT_EQ(claims.subject, asked.subject);
    EXPECT_EQ(claims.issued_at, asked.issued_at);
    EXPECT_EQ(claims.expires_at, asked.expires_at);
    EXPECT_EQ(claims.profile, asked.profile);
}

TEST(TokenMint, SaysNothingOfWhatIsAbsent) {
    EXPECT_EQ(verified(mint(acme_key, request())).profile, core::Profile{});
}

TEST(TokenMint, CutsInstantsToSeconds) {
    auto asked = request();
    asked.issued_at = now - core::Duration{1};
    EXPECT_EQ(verified(mint(acme_key, asked)).issued_at, now - core::seconds(1));
}

TEST(TokenMint, SignsAsAnyLibraryWould) {
    const auto token = mint(acme_key, request());
    const auto dot = token.rfind('.');
    EXPECT_EQ(token.substr(dot + 1), base64url(hmac(EVP_sha256(), acme_key.material, token.substr(0, dot))));
}

TEST(TokenMint, RefusesAnUnusableKeyAndTextThatIsNoUtf8) {
    EXPECT_THROW(static_cast<void>(mint({"k", core::KeyAlgorithm::hs256, "short"}, request())),
                 std::invalid_argument);
    auto asked = request();
    asked.subject = "\xff";
    EXPECT_THROW(static_cast<void>(mint(acme_key, asked)), std::invalid_argument);
    asked = request();
    asked.profile.languages = {{"\xff"}};
    EXPECT_THROW(static_cast<void>(mint(acme_key, asked)), std::invalid_argument);
    asked = request();
    asked.profile.skills = {{{"\xff", 3}}};
    EXPECT_THROW(static_cast<void>(mint(acme_key, asked)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(mint(key("\xff", 'x'), request())), std::invalid_argument);
}

}  // namespace
}  // namespace courtside::jwt
