// How a company's keys come and go while its people are connected.

#include "support/world.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <variant>

namespace courtside::core {
namespace {

using namespace support;

constexpr TenantId acme{1};
const std::string some_pem = "-----BEGIN PUBLIC KEY-----\n...\n-----END PUBLIC KEY-----\n";

TenantKey secret(const std::string& id) {
    return {id, KeyAlgorithm::hs256, std::string(32, 's')};
}

std::vector<std::string> key_ids(const World& world) {
    std::vector<std::string> ids;
    const Tenant first = world.engine().tenants().at(0);
    for (const TenantKey& key : first.keys) {
        ids.push_back(key.key_id);
    }
    return ids;
}

bool told(const World& world) {
    return std::ranges::any_of(
        world.effects(), [](const Effect& effect) { return std::holds_alternative<TenantsChanged>(effect); });
}

bool done(const AdminReply& reply) {
    return std::holds_alternative<AdminResult>(reply.result);
}

Error refused(const AdminReply& reply) {
    const auto* error = std::get_if<Error>(&reply.result);
    EXPECT_NE(error, nullptr);
    return error == nullptr ? Error{} : *error;
}

Client signed_by(World& world, const std::string& subject, const std::string& key_id) {
    Claims claims = world.claims(subject);
    claims.key_id = key_id;
    return world.connect(claims);
}

TEST(AddedKey, StandsBesideTheOthersAndTellsThoseWhoVerifyTokens) {
    World world;
    EXPECT_TRUE(done(world.admin(AddTenantKey{acme, {"k2", KeyAlgorithm::rs256, some_pem}, {}})));
    EXPECT_TRUE(told(world));
    EXPECT_EQ(key_ids(world), (std::vector<std::string>{"k1", "k2"}));
    world.restart();
    EXPECT_EQ(key_ids(world), (std::vector<std::string>{"k1", "k2"}));
    EXPECT_EQ(world.engine().tenants().at(0).keys.at(1).algorithm, KeyAlgorithm::rs256);
}

TEST(AddedKey, CanTakeThePlaceOfAnotherInOneStep) {
    World world;
    EXPECT_TRUE(done(world.admin(AddTenantKey{acme, secret("k2"), "k1"})));
    EXPECT_EQ(key_ids(world), std::vector<std::string>{"k2"});
}

TEST(AddedKey, IsRefusedWhereItCouldNotWork) {
    World world;
    const std::vector<AddTenantKey> wrong{
        {acme, secret(""), {}},
        {acme, secret(std::string(65, 'k')), {}},
        {acme, secret("k1"), {}},
        {acme, secret("k1"), "k1"},
        {acme, secret("k2"), "k3"},
        {acme, secret("k2"), "k2"},
        {acme, {"k2", KeyAlgorithm::hs256, std::string(31, 's')}, {}},
        {acme, {"k2", KeyAlgorithm::hs256, std::string(1025, 's')}, {}},
        {acme, {"k2", KeyAlgorithm::rs256, std::string(300, 's')}, {}},
        {acme, {"k2", KeyAlgorithm::es256, some_pem + std::string(4096, 's')}, {}},
        {acme, {"k2", KeyAlgorithm::rs256, "-----BEGIN PRIVATE KEY-----\n..."}, {}},
        {acme, {"k2", static_cast<KeyAlgorithm>(9), some_pem}, {}},
    };
    for (const AddTenantKey& change : wrong) {
        EXPECT_EQ(refused(world.admin(change)).code, ErrorCode::invalid_argument) << change.key.key_id;
        EXPECT_FALSE(told(world));
    }
    EXPECT_EQ(refused(world.admin(AddTenantKey{TenantId{9}, secret("k2"), {}})).code, ErrorCode::not_found);
    EXPECT_EQ(key_ids(world), std::vector<std::string>{"k1"});
}

TEST(AddedKey, IsOneOfEightAtTheMost) {
    World world;
    for (int i = 2; i <= 8; ++i) {
        EXPECT_TRUE(done(world.admin(AddTenantKey{acme, secret("k" + std::to_string(i)), {}})));
    }
    EXPECT_NE(refused(world.admin(AddTenantKey{acme, secret("k9"), {}})).text.find("retire one first"),
              std::string::npos);
    EXPECT_TRUE(done(world.admin(AddTenantKey{acme, secret("k9"), "k1"}))) << "it takes the place of one";
    AddTenant many{"many", "many", {}, {}};
    for (int i = 1; i <= 9; ++i) {
        many.keys.push_back(secret("k" + std::to_string(i)));
    }
    EXPECT_EQ(refused(world.admin(many)).code, ErrorCode::too_large);
}

TEST(AddedKey, LeavesThoseWhoAreConnectedAlone) {
    World world;
    const Client lea = signed_by(world, "lea", "k1");
    world.admin(AddTenantKey{acme, secret("k2"), {}});
    EXPECT_FALSE(lea.closed());
    Claims fresh = world.claims("lea");
    fresh.key_id = "k2";
    EXPECT_TRUE(std::holds_alternative<TokenRefreshed>(world.refresh(lea, fresh)));
}

TEST(RetiredKey, ClosesTheConnectionsThatItSignedSoThatTheyComeBackWithFreshTokens) {
    World world;
    const Client lea = signed_by(world, "lea", "k1");
    const Client carl = signed_by(world, "carl", "k2");
    const TenantId other = world.add_company("globex");
    Claims foreign = world.claims("gus", a_learner(), other);
    foreign.key_id = "k1";
    const Client gus = world.connect(foreign);
    world.admin(AddTenantKey{acme, secret("k2"), {}});
    EXPECT_TRUE(done(world.admin(RetireTenantKey{acme, "k1"})));
    EXPECT_TRUE(told(world));
    EXPECT_EQ(lea.closed(), CloseCode::token_expired);
    EXPECT_FALSE(carl.closed());
    EXPECT_FALSE(gus.closed()) << "another company's key of the same id";
    EXPECT_EQ(key_ids(world), std::vector<std::string>{"k2"});
}

TEST(RetiredKey, LeavesAConnectionThatWasRefreshedWithTheNewOne) {
    World world;
    const Client lea = signed_by(world, "lea", "k1");
    world.admin(AddTenantKey{acme, secret("k2"), {}});
    Claims fresh = world.claims("lea");
    fresh.key_id = "k2";
    world.refresh(lea, fresh);
    world.admin(RetireTenantKey{acme, "k1"});
    EXPECT_FALSE(lea.closed());
}

TEST(RetiredKey, InPlaceOfWhichAnotherComesClosesItsConnectionsToo) {
    World world;
    const Client lea = signed_by(world, "lea", "k1");
    world.admin(AddTenantKey{acme, secret("k2"), "k1"});
    EXPECT_EQ(lea.closed(), CloseCode::token_expired);
}

TEST(RetiredKey, IsNeverTheLastOne) {
    World world;
    EXPECT_NE(refused(world.admin(RetireTenantKey{acme, "k1"})).text.find("add another one first"),
              std::string::npos);
    EXPECT_EQ(refused(world.admin(RetireTenantKey{acme, "k2"})).code, ErrorCode::invalid_argument);
    EXPECT_EQ(refused(world.admin(RetireTenantKey{TenantId{9}, "k1"})).code, ErrorCode::not_found);
    EXPECT_EQ(key_ids(world), std::vector<std::string>{"k1"});
}

TEST(KeyChanges, AreWrittenIntoTheAuditLogWithoutTheKey) {
    World world;
    world.admin(AddTenantKey{acme, secret("k2"), {}});
    world.admin(RetireTenantKey{acme, "k1"});
    world.admin(AddTenantKey{acme, secret("k3"), "k2"});
    std::vector<std::string> lines;
    for (const AuditEntry& entry : world.rows().audit) {
        lines.push_back(entry.action + " " + entry.object);
        EXPECT_EQ(entry.object.find(std::string(32, 's')), std::string::npos);
    }
    ASSERT_GE(lines.size(), 3U);
    EXPECT_EQ(std::vector<std::string>(lines.end() - 3, lines.end()),
              (std::vector<std::string>{"tenant.add-key k2", "tenant.retire-key k1",
                                        "tenant.replace-key k3 for k2"}));
}

TEST(KeyChanges, AreSeenInTheDigest) {
    World world;
    const auto before = world.engine().digest();
    world.admin(AddTenantKey{acme, secret("k2"), {}});
    EXPECT_NE(world.engine().digest(), before);
    world.restart();
    const auto restarted = world.engine().digest();
    world.admin(RetireTenantKey{acme, "k2"});
    EXPECT_NE(world.engine().digest(), restarted);
}

}  // namespace
}  // namespace courtside::core
