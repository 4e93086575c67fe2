// A person's tokens are taken back: what was issued so far counts no longer, whoever holds it.

#include "support/world.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <variant>

namespace courtside::core {
namespace {

using namespace support;

AdminReply revoke(World& world, const std::string& subject, TenantId company = TenantId{1}) {
    return world.admin(RevokePerson{company, subject});
}

Claims issued(const World& world, const std::string& subject, Instant at) {
    Claims claims = world.claims(subject);
    claims.issued_at = at;
    return claims;
}

TEST(Revocation, ClosesEveryConnectionOfThePersonAtOnceAndForGood) {
    World world;
    const Client desk = world.connect("lea");
    const Client phone = world.connect("lea");
    const Client carl = world.connect("carl", a_coach_of_s1());
    EXPECT_TRUE(std::holds_alternative<AdminResult>(revoke(world, "lea").result));
    for (const Client& client : {desk, phone}) {
        ASSERT_TRUE(client.closed());
        EXPECT_EQ(static_cast<int>(*client.closed()), 4501);
        EXPECT_FALSE(world.engine().speaker(client.connection()));
    }
    EXPECT_FALSE(carl.closed());
}

TEST(Revocation, LetsNothingThroughToTheConnectionAfterItsClose) {
    World world;
    Pair pair = world.talk();
    const ConnectionId gone = pair.learner.connection();
    revoke(world, "lea");
    const auto& effects = world.effects();
    const auto close = std::ranges::find_if(effects, [&](const Effect& effect) {
        const auto* each = std::get_if<Close>(&effect);
        return each != nullptr && each->connection == gone;
    });
    ASSERT_NE(close, effects.end());
    EXPECT_TRUE(std::none_of(close, effects.end(), [&](const Effect& effect) {
        const auto* push = std::get_if<Notify>(&effect);
        const auto* reply = std::get_if<Reply>(&effect);
        return (push != nullptr && std::ranges::count(push->to, gone) > 0) ||
               (reply != nullptr && reply->to == gone);
    }));
    const auto pushed = pair.learner.inbox().events.size();
    pair.coach.say(pair.session, "Are you there?");
    world.advance(seconds(30));
    EXPECT_EQ(pair.learner.inbox().events.size(), pushed);
}

TEST(Revocation, LetsTheOtherSideOfASessionSeeThatOneIsGone) {
    World world;
    Pair pair = world.talk();
    pair.coach.say(pair.session, "Hello");
    revoke(world, "lea");
    EXPECT_EQ(pair.coach.last<SessionChanged>().session.participants.at(0).grace_ends,
              world.now() + seconds(120));
}

TEST(Revocation, RefusesTokensIssuedBefore) {
    World world;
    world.connect("lea");
    const Claims before = world.claims("lea");
    world.advance(minutes(5));
    revoke(world, "lea");
    world.advance(minutes(5));
    EXPECT_EQ(world.refused(before).code, ErrorCode::unauthenticated);
    const Client again = world.connect("lea");
    EXPECT_EQ(std::get<Error>(world.refresh(again, before)).code, ErrorCode::unauthenticated);
    EXPECT_FALSE(again.closed()) << "the sign-in that the connection has is a fresh one";
}

// `iat` counts whole seconds, so nobody can say which came first.
TEST(Revocation, TakesATokenOfItsOwnSecondForAnOlderOne) {
    World world;
    world.connect("lea");
    const Instant second = world.now();
    ASSERT_EQ(second.ms % 1000, 0);
    world.advance(Duration{400});
    revoke(world, "lea");
    world.advance(Duration{500});
    EXPECT_EQ(world.refused(issued(world, "lea", second)).code, ErrorCode::unauthenticated);
    world.advance(Duration{100});
    world.connect(issued(world, "lea", second + seconds(1)));
}

TEST(Revocation, AtTheFirstInstantOfASecondRefusesThatSecondToo) {
    World world;
    world.connect("lea");
    ASSERT_EQ(world.now().ms % 1000, 0);
    revoke(world, "lea");
    EXPECT_EQ(world.refused(issued(world, "lea", world.now())).code, ErrorCode::unauthenticated);
    world.advance(seconds(1));
    world.connect(issued(world, "lea", world.now()));
}

TEST(Revocation, HoldsAfterARestart) {
    World world;
    world.connect("lea");
    const Claims before = world.claims("lea");
    revoke(world, "lea");
    world.restart();
    world.advance(seconds(2));
    EXPECT_EQ(world.refused(before).code, ErrorCode::unauthenticated);
}

TEST(Revocation, IsWrittenIntoTheAuditLog) {
    World world;
    world.connect("lea");
    revoke(world, "lea");
    const AuditEntry& entry = world.rows().audit.back();
    EXPECT_EQ(entry.action, "person.revoke");
    EXPECT_EQ(entry.object, "lea");
    EXPECT_EQ(entry.actor, "root");
    EXPECT_EQ(entry.at, world.now());
}

TEST(Revocation, OfSomebodyWhoIsNotThereIsRefused) {
    World world;
    world.connect("lea");
    const TenantId other = world.add_company("globex");
    for (const auto& reply :
         {revoke(world, "leo"), revoke(world, "lea", other), revoke(world, "lea", TenantId{9})}) {
        EXPECT_EQ(std::get<Error>(reply.result).code, ErrorCode::not_found);
    }
    EXPECT_EQ(world.engine().totals().connections, 1U);
}

}  // namespace
}  // namespace courtside::core
