#include "adapters/jwt/key_snapshot.hpp"

#include "unit/adapters/jwt/jwt_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace courtside::jwt {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using namespace courtside::jwt::testing;

TEST(TenantKeyCheck, WantsAnHs256SecretAsLongAsTheHash) {
    EXPECT_EQ(problem_with({"k", core::KeyAlgorithm::hs256, std::string(32, 'x')}), std::nullopt);
    EXPECT_EQ(problem_with({"k", core::KeyAlgorithm::hs256, std::string(1024, 'x')}), std::nullopt);
    EXPECT_EQ(problem_with({"k", core::KeyAlgorithm::hs256, std::string(31, 'x')}),
              "The HS256 secret of key \"k\" has 31 bytes; use 32 to 1024 random bytes.");
    EXPECT_THAT(problem_with({"k", core::KeyAlgorithm::hs256, std::string(1025, 'x')}).value(),
                HasSubstr("1025 bytes"));
}

TEST(TenantKeyCheck, BoundsTheKeyIdAndKnowsItsAlgorithms) {
    EXPECT_EQ(problem_with(key(std::string(200, 'k'), 'x')), std::nullopt);
    EXPECT_THAT(problem_with(key(std::string(201, 'k'), 'x')).value(), HasSubstr("at most 200 bytes"));
    EXPECT_THAT(problem_with({"k", static_cast<core::KeyAlgorithm>(99), std::string(32, 'x')}).value(),
                HasSubstr("use HS256, RS256 or ES256"));
}

TEST(KeySnapshotUse, RefusesWhatIsAmbiguousOrUnusable) {
    const auto broken = [](auto change) {
        auto keys = snapshot();
        change(keys);
        return keys;
    };
    EXPECT_NO_THROW(TokenVerifier{snapshot()});
    EXPECT_THROW(TokenVerifier{broken([](auto& keys) { keys.audience.clear(); })}, std::invalid_argument);
    EXPECT_THROW(TokenVerifier{broken([](auto& keys) { keys.tenants[0].issuer.clear(); })},
                 std::invalid_argument);
    EXPECT_THROW(TokenVerifier{broken([](auto& keys) { keys.tenants[0].issuer.assign(201, 'i'); })},
                 std::invalid_argument);
    EXPECT_THROW(TokenVerifier{broken([](auto& keys) { keys.tenants[1].issuer = keys.tenants[0].issuer; })},
                 std::invalid_argument);
    EXPECT_THROW(TokenVerifier{broken([](auto& keys) { keys.tenants[1].keys[1].key_id = "globex-1"; })},
                 std::invalid_argument);
    EXPECT_THROW(TokenVerifier{broken([](auto& keys) { keys.tenants[0].keys[0].material = "short"; })},
                 std::invalid_argument);
}

TEST(KeySnapshotUse, RefusesEveryTokenOfATenantWithoutKeys) {
    auto keys = snapshot();
    keys.tenants[0].keys.clear();
    const TokenVerifier verifier(keys);
    EXPECT_THAT(refusal(verifier, mint(acme_key, request())), HasSubstr("has no key \"acme-1\""));
    auto nameless = acme_key;
    nameless.key_id.clear();
    EXPECT_THAT(refusal(verifier, mint(nameless, request())), HasSubstr("has no keys here"));
}

TEST(KeySnapshotUse, IsReplacedWhole) {
    TokenVerifier verifier(snapshot());
    const auto old_token = mint(acme_key, request());
    const auto new_key = key("acme-2", 'n');
    verifier.replace({"courtside-test", {{acme, "https://acme.example", {new_key}}}});
    EXPECT_THAT(refusal(verifier, old_token), HasSubstr("has no key \"acme-1\""));
    EXPECT_THAT(refusal(verifier, mint(new_key, request())), IsEmpty());
}

TEST(KeySnapshotUse, StaysAsItWasWhenAReplacementIsRefused) {
    TokenVerifier verifier(snapshot());
    EXPECT_THROW(verifier.replace({"", {}}), std::invalid_argument);
    EXPECT_THAT(refusal(verifier, mint(acme_key, request())), IsEmpty());
}

}  // namespace
}  // namespace courtside::jwt
