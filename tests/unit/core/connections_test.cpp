#include "support/world.hpp"

#include <gtest/gtest.h>

namespace courtside::core {
namespace {

using namespace support;

TEST(Connection, IsWelcomedWithWhoOneIs) {
    World world;
    const Client lea = world.connect("lea", a_learner().named("Lea Muster").in_zone("Europe/Berlin"));
    const Welcome welcome = std::get<Welcome>(lea.inbox().replies.begin()->second.front());
    EXPECT_EQ(welcome.me.name, "Lea Muster");
    EXPECT_EQ(welcome.me.time_zone, "Europe/Berlin");
    EXPECT_EQ(welcome.server_time, world.now());
    EXPECT_EQ(welcome.token_expires, world.now() + hours(24));
    EXPECT_EQ(welcome.presence.state, PresenceState::away);
    EXPECT_TRUE(welcome.requests.empty() && welcome.offers.empty() && welcome.sessions.empty());
}

TEST(Connection, IsWelcomedWithAllThatIsLive) {
    World world;
    Pair pair = world.talk();
    pair.coach.say(pair.session, "Hello");
    pair.learner.ask(a_wish(pair.learner.open_issue("Another").id));
    const Welcome welcome = pair.learner.look();
    ASSERT_EQ(welcome.sessions.size(), 1U);
    EXPECT_EQ(welcome.sessions[0].session.last_number, 1U);
    EXPECT_EQ(welcome.sessions[0].participants.at(1).name, "carl");
    EXPECT_TRUE(welcome.sessions[0].participants.at(1).connected);
    ASSERT_EQ(welcome.requests.size(), 1U);
    EXPECT_EQ(welcome.requests[0].status.position, 1U);
}

TEST(Connection, UpdatesThePersonFromTheToken) {
    World world;
    const Client lea = world.connect("lea", a_learner().named("Lea"));
    EXPECT_EQ(lea.person().name, "Lea");
    world.connect("lea", ProfileBuilder().named("Lea M.").in_unit("sales").skilled("S2", 4));
    EXPECT_EQ(lea.person().name, "Lea M.");
    EXPECT_EQ(lea.person().unit, "sales");
    EXPECT_EQ(lea.person().skills.at(0).code, "S2");
    EXPECT_EQ(lea.person().languages, std::vector<std::string>{"en"}) << "what is left out stays";
    EXPECT_EQ(world.rows().people.size(), 1U);
}

TEST(Connection, PassesOverWhatATokenSaysWrong) {
    World world;
    const Client lea = world.connect("lea", ProfileBuilder()
                                                .named(std::string(201, 'n'))
                                                .in_zone("Mars/Olympus")
                                                .managed_by("nobody")
                                                .speaks({"en", "not a tag", "de"})
                                                .skilled("S2", 9)
                                                .skilled("S1", 2)
                                                .skilled("X", 1)
                                                .in_unit(std::string(201, 'u')));
    EXPECT_EQ(lea.person().name, "lea");
    EXPECT_EQ(lea.person().time_zone, "UTC");
    EXPECT_FALSE(lea.person().manager);
    EXPECT_EQ(lea.person().languages, (std::vector<std::string>{"en", "de"}));
    EXPECT_EQ(lea.person().skills, (std::vector<SkillLevel>{{"S1", 2}}));
    EXPECT_TRUE(lea.person().unit.empty());
}

TEST(Connection, ToATenantThatIsNotThereIsRefused) {
    World world;
    EXPECT_EQ(world.refused(world.claims("lea", a_learner(), TenantId{9})).code, ErrorCode::not_found);
}

TEST(Connection, OfNewPeopleMakesThemLearners) {
    World world;
    const Client lea = world.connect("lea", Profile{});
    EXPECT_EQ(lea.person().roles.bits, static_cast<std::uint8_t>(Role::learner));
    EXPECT_EQ(lea.person().subject, "lea");
}

TEST(Displacement, KeepsEightAndClosesTheLongestIdle) {
    World world;
    std::vector<Client> tabs;
    for (int i = 0; i < 8; ++i) {
        tabs.push_back(world.connect("lea"));
        world.advance(seconds(1));
    }
    tabs[0].send(FetchSkills{});  // in use: the second is now the longest idle
    const Client ninth = world.connect("lea");
    EXPECT_EQ(tabs[1].closed(), CloseCode::displaced);
    EXPECT_FALSE(tabs[0].closed());
    EXPECT_EQ(world.engine().totals().connections, 8U);
    world.connect("lea");
    EXPECT_EQ(tabs[2].closed(), CloseCode::displaced);
    EXPECT_FALSE(ninth.closed());
}

TEST(Displacement, OfThoseThatCameAtOnceClosesTheFirst) {
    Rules rules;
    rules.connections_per_person = 2;
    World world(rules);
    const Client first = world.connect("lea");
    const Client second = world.connect("lea");
    const Client third = world.connect("lea");
    EXPECT_EQ(first.closed(), CloseCode::displaced);
    EXPECT_FALSE(second.closed());
    EXPECT_FALSE(third.closed());
}

TEST(Displacement, OfOneOfOnesOwnIsNoAbsence) {
    Rules rules;
    rules.connections_per_person = 2;
    World world(rules);
    Pair pair = world.talk();
    pair.coach.say(pair.session, "Hello");
    world.connect("lea");
    world.connect("lea");
    EXPECT_EQ(pair.learner.closed(), CloseCode::displaced);
    world.advance(minutes(5));
    EXPECT_EQ(world.session(pair.session).state, SessionState::active);
}

TEST(Displacement, LeavesTheDisplacedWithoutPushes) {
    Rules rules;
    rules.connections_per_person = 1;
    World world(rules);
    const Client first = world.connect("carl", a_coach_of_s1());
    Client second = world.connect("carl", a_coach_of_s1());
    second.be_ready();
    world.connect("lea").ask();
    EXPECT_TRUE(second.offer());
    EXPECT_TRUE(first.inbox().events.empty());
}

TEST(TokenExpiry, ClosesTheConnection) {
    World world;
    Claims claims = world.claims("lea");
    claims.expires_at = world.now() + minutes(10);
    const Client lea = world.connect(claims);
    const Client other = world.connect("lea");
    world.advance(just_under(minutes(10)));
    EXPECT_FALSE(lea.closed());
    world.advance(one_ms);
    EXPECT_EQ(lea.closed(), CloseCode::token_expired);
    EXPECT_EQ(static_cast<int>(*lea.closed()), 4010);
    EXPECT_FALSE(other.closed());
    EXPECT_FALSE(world.engine().speaker(lea.connection()));
}

TEST(TokenExpiry, LeavesATokenWithinTheLeewayItsThirtySeconds) {
    World world;
    Claims claims = world.claims("lea");
    claims.expires_at = world.now() - seconds(10);
    const Client lea = world.connect(claims);
    world.advance(just_under(seconds(20)));
    EXPECT_FALSE(lea.closed());
    world.advance(one_ms);
    EXPECT_EQ(lea.closed(), CloseCode::token_expired);
}

TEST(TokenExpiry, IsPutOffByAFreshToken) {
    World world;
    Claims claims = world.claims("lea");
    claims.expires_at = world.now() + minutes(10);
    const Client lea = world.connect(claims);
    world.advance(minutes(9));
    claims.expires_at = world.now() + minutes(10);
    const auto reply = std::get<TokenRefreshed>(world.refresh(lea, claims));
    EXPECT_EQ(reply.token_expires, claims.expires_at);
    world.advance(just_under(minutes(10)));
    EXPECT_FALSE(lea.closed());
    world.advance(one_ms);
    EXPECT_EQ(lea.closed(), CloseCode::token_expired);
}

TEST(TokenExpiry, DropsTheConnectionOutOfASession) {
    World world;
    Client carl = world.ready_coach("carl");
    Claims claims = world.claims("lea");
    claims.expires_at = world.now() + minutes(5);
    Pair pair = world.talk(world.connect(claims), carl);
    carl.say(pair.session, "Hello");
    world.advance(minutes(5));
    EXPECT_EQ(carl.last<SessionChanged>().session.participants.at(0).grace_ends, world.now() + seconds(120));
}

TEST(Refresh, IsForTheSamePersonOnly) {
    World world;
    const TenantId other = world.add_company("globex");
    const Client lea = world.connect("lea");
    EXPECT_EQ(std::get<Error>(world.refresh(lea, world.claims("leo"))).code, ErrorCode::not_allowed);
    EXPECT_EQ(std::get<Error>(world.refresh(lea, world.claims("lea", a_learner(), other))).code,
              ErrorCode::not_allowed);
    EXPECT_EQ(world.rows().people.size(), 1U);
}

TEST(Refresh, CarriesOverWhatTheTokenSays) {
    World world;
    const Client lea = world.connect("lea");
    world.refresh(lea, world.claims("lea", ProfileBuilder().named("Lea M.")));
    EXPECT_EQ(lea.person().name, "Lea M.");
}

}  // namespace
}  // namespace courtside::core
