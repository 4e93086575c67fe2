// A coach with no client open is reached through a device that has shown that messages get to it.

#include "core/push.hpp"

#include "support/world.hpp"

#include <gtest/gtest.h>

#include <string>

namespace courtside::core {
namespace {

using namespace support;

const std::string phone_url = "https://push.example/phone";
const std::string tablet_url = "https://tablets.push.example/1?x=2";

SubscribePush channel(const std::string& url, char key = 'k') {
    return {url, '\x04' + std::string(64, key), std::string(16, 'a')};
}

class Push : public ::testing::Test {
protected:
    /// A coach who has shown that the phone gets messages.
    Client with_phone(const std::string& subject) {
        Client coach = world.connect(subject, a_coach_of_s1());
        coach.get<PushState>(channel(phone_url + subject));
        coach.get<Done>(TestPush{phone_url + subject, "code1"});
        coach.get<PushState>(ConfirmPush{phone_url + subject, "code1"});
        return coach;
    }
    /// And is ready, with the client closed.
    PersonId away_with_phone(const std::string& subject) {
        Client coach = with_phone(subject);
        coach.be_ready();
        coach.disconnect();
        return coach.id();
    }
    Client asking(const std::string& subject) {
        Client learner = world.connect(subject);
        learner.ask();
        return learner;
    }
    /// The only pending offer; none: 0.
    [[nodiscard]] Offer pending() const {
        const auto& offers = world.rows().pending_offers;
        return offers.empty() ? Offer{} : world.rows().offers.at(*offers.begin());
    }

    World world{push_rules()};
};

TEST_F(Push, ChannelsAreStoredAndShown) {
    Client carl = world.connect("carl", a_coach_of_s1());
    const auto state = carl.get<PushState>(channel(phone_url));
    EXPECT_EQ(state.key, world.rules().push_key);
    ASSERT_EQ(state.channels.size(), 1U);
    EXPECT_FALSE(state.channels[0].tested_at);
    EXPECT_EQ(carl.get<PushState>(channel(tablet_url)).channels.size(), 2U);
    world.restart();
    EXPECT_EQ(world.connect("carl").look().push_channels.size(), 2U);
    Client again = world.connect("carl");
    EXPECT_EQ(again.get<PushState>(UnsubscribePush{phone_url}).channels.size(), 1U);
    EXPECT_EQ(again.get<PushState>(UnsubscribePush{phone_url}).channels.size(), 1U);
}

TEST_F(Push, TheSameEndpointReplacesAndHasToBeTestedAgain) {
    Client carl = with_phone("carl");
    EXPECT_TRUE(carl.get<PushState>(channel(phone_url + "carl")).channels.at(0).tested_at);
    const auto state = carl.get<PushState>(channel(phone_url + "carl", 'n'));
    ASSERT_EQ(state.channels.size(), 1U);
    EXPECT_FALSE(state.channels[0].tested_at);
}

TEST_F(Push, OnePersonHasAtMostEightChannels) {
    Client carl = world.connect("carl", a_coach_of_s1());
    for (int i = 0; i < 8; ++i) {
        carl.get<PushState>(channel(phone_url + std::to_string(i)));
    }
    EXPECT_EQ(carl.refused(channel(phone_url)).code, ErrorCode::too_large);
    carl.get<PushState>(channel(phone_url + "7", 'n'));
}

TEST_F(Push, WhatIsNoSubscriptionIsRefused) {
    Client carl = world.connect("carl", a_coach_of_s1());
    SubscribePush wrong = channel(phone_url);
    wrong.p256dh.pop_back();
    EXPECT_EQ(carl.refused(wrong).args.at(0).second, "p256dh");
    wrong = channel(phone_url);
    wrong.p256dh[0] = 2;
    EXPECT_EQ(carl.refused(wrong).args.at(0).second, "p256dh");
    wrong = channel(phone_url);
    wrong.auth += 'x';
    EXPECT_EQ(carl.refused(wrong).args.at(0).second, "auth");
    EXPECT_EQ(carl.refused(channel("https://elsewhere.example/")).args.at(0).second, "endpoint");
    EXPECT_EQ(world.connect("lea").refused(channel(phone_url)).code, ErrorCode::not_allowed);
}

TEST_F(Push, EndpointsAreAtTheServicesThatAreSentTo) {
    Rules rules = push_rules();
    for (const char* good : {"https://push.example", "https://push.example/a?b", "https://a.b.push.example/",
                             "https://push.example:443/a"}) {
        EXPECT_TRUE(push::allowed(rules, good)) << good;
    }
    for (const char* bad :
         {"", "http://push.example/", "https://", "https://other.example/", "https://badpush.example/",
          "https://push.example.evil.example/", "https://push.example@evil.example/",
          "https://push.example:80/", "https://push.example:443:443/", "https://.push.example/",
          "https://a..push.example/", "https://127.0.0.1/", "https://[::1]/", "https://PUSH.example/",
          "https://evil.example\\.push.example/", "https://push.example/a b",
          "https://push.example/\r\nHost: x", "http://127.0.0.1:80/", "file:///etc/passwd"}) {
        EXPECT_FALSE(push::allowed(rules, bad)) << bad;
    }
    EXPECT_FALSE(push::allowed(rules, "https://push.example/" + std::string(1000, 'x')));
    rules.push_loopback = true;
    EXPECT_TRUE(push::allowed(rules, "http://127.0.0.1:8123/a"));
    for (const char* bad : {"http://127.0.0.1.evil.example/", "http://127.0.0.1:80@evil.example/",
                            "http://127.0.0.10/", "http://push.example/", "http://169.254.169.254/"}) {
        EXPECT_FALSE(push::allowed(rules, bad)) << bad;
    }
}

TEST_F(Push, AServerWithoutAKeyHasNone) {
    World bare;
    EXPECT_EQ(bare.connect("carl", a_coach_of_s1()).refused(channel(phone_url)).code, ErrorCode::unsupported);
}

TEST_F(Push, ATestIsProvenByItsCode) {
    Client carl = world.connect("carl", a_coach_of_s1());
    EXPECT_EQ(carl.refused(TestPush{phone_url, "code1"}).code, ErrorCode::not_found);
    carl.get<PushState>(channel(phone_url));
    EXPECT_EQ(carl.refused(ConfirmPush{phone_url, ""}).args.at(0).second, "code");
    carl.get<Done>(TestPush{phone_url, "code1"});
    ASSERT_EQ(world.pushed().size(), 1U);
    EXPECT_EQ(world.pushed()[0].payload, R"({"kind":"test","code":"code1"})");
    EXPECT_EQ(world.pushed()[0].channel.endpoint, phone_url);
    EXPECT_EQ(carl.refused(ConfirmPush{phone_url, "code2"}).args.at(0).second, "code");
    EXPECT_EQ(carl.get<PushState>(ConfirmPush{phone_url, "code1"}).channels.at(0).tested_at, world.now());
    EXPECT_EQ(carl.refused(ConfirmPush{phone_url, "code1"}).args.at(0).second, "code");
}

TEST_F(Push, ATestIsNotAskedForAllTheTimeAndDoesNotHoldForEver) {
    Client carl = world.connect("carl", a_coach_of_s1());
    carl.get<PushState>(channel(phone_url));
    carl.get<Done>(TestPush{phone_url, "code1"});
    EXPECT_EQ(carl.refused(TestPush{phone_url, "code2"}).code, ErrorCode::busy);
    world.advance(seconds(10));
    carl.get<Done>(TestPush{phone_url, "code2"});
    EXPECT_EQ(carl.refused(ConfirmPush{phone_url, "code1"}).code, ErrorCode::invalid_argument);
    world.advance(minutes(10) + one_ms);
    EXPECT_EQ(carl.refused(ConfirmPush{phone_url, "code2"}).code, ErrorCode::invalid_argument);
}

TEST_F(Push, ACoachWithoutAConnectionIsOfferedRequestsAndHasAMinuteToShowUp) {
    const PersonId carl = away_with_phone("carl");
    const std::size_t before = world.pushed().size();
    asking("lea");
    const Offer offer = pending();
    EXPECT_EQ(offer.coach, carl);
    EXPECT_EQ(offer.expires_at, world.now() + seconds(80));
    ASSERT_EQ(world.pushed().size(), before + 1);
    EXPECT_EQ(world.pushed().back().payload, R"({"kind":"offer","offer_id":")" +
                                                 std::to_string(offer.id.value) + R"(","expires_ms":")" +
                                                 std::to_string(offer.expires_at.ms) + R"("})");
    world.advance(just_under(seconds(60)));
    Client back = world.connect("carl", a_coach_of_s1());
    ASSERT_TRUE(back.offer());
    back.show(offer.id);
    EXPECT_EQ(back.accept(offer.id).session.state, SessionState::starting);
}

TEST_F(Push, AMissCountsLikeAnyMiss) {
    const PersonId carl = away_with_phone("carl");
    asking("lea");
    world.advance(seconds(60));
    EXPECT_EQ(world.rows().offers.rbegin()->second.state, OfferState::timed_out);
    EXPECT_EQ(world.rows().people.at(carl).misses, 1);
    asking("otto");
    world.advance(seconds(60));
    EXPECT_EQ(world.rows().people.at(carl).away_reason, PresenceReason::missed_offers);
    asking("mia");
    EXPECT_FALSE(pending().id);
}

TEST_F(Push, WhoIsThereComesFirst) {
    away_with_phone("anton");
    const Client bea = world.ready_coach("bea");
    asking("lea");
    EXPECT_EQ(pending().coach, bea.id());
}

TEST_F(Push, AChannelThatWasNotTestedReachesNobody) {
    Client carl = world.ready_coach("carl");
    carl.get<PushState>(channel(phone_url));
    carl.disconnect();
    asking("lea");
    EXPECT_FALSE(pending().id);
}

TEST_F(Push, AnOfferByPushOutlivesALookAtIt) {
    away_with_phone("carl");
    asking("lea");
    const Offer offer = pending();
    Client glance = world.connect("carl", a_coach_of_s1());
    glance.disconnect();
    EXPECT_EQ(pending().id, offer.id);
    const std::size_t told = world.pushed().size();
    world.advance(seconds(59));
    EXPECT_EQ(pending().id, offer.id);
    EXPECT_EQ(world.pushed().size(), told);
}

TEST_F(Push, ACoachWhoseClientClosesIsAskedThroughThePhone) {
    Client carl = with_phone("carl");
    carl.be_ready();
    asking("lea");
    const Offer first = pending();
    EXPECT_EQ(first.expires_at, world.now() + seconds(20));
    carl.disconnect();
    EXPECT_NE(pending().id, first.id);
    EXPECT_EQ(pending().coach, carl.id());
    EXPECT_EQ(pending().expires_at, world.now() + seconds(80));
}

TEST_F(Push, StaysReadyWithoutAConnectionAndCountsAsHelp) {
    away_with_phone("carl");
    Client lea = asking("lea");
    EXPECT_EQ(lea.look().requests.at(0).status.could_help, 1U);
}

TEST_F(Push, AChannelThatIsGoneIsTakenAwayAndItsOfferToo) {
    const PersonId carl = away_with_phone("carl");
    asking("lea");
    ASSERT_TRUE(pending().id);
    world.step(PushFailed{TenantId{1}, carl, phone_url + "carl", std::string(16, 'a'), true});
    EXPECT_FALSE(pending().id);
    EXPECT_TRUE(world.rows().push_channels.at(carl).empty());
    EXPECT_EQ(world.rows().people.at(carl).misses, 0);
}

TEST_F(Push, AFailureIsNotedAndForgottenWithTheChannelItWasOf) {
    Client carl = with_phone("carl");
    world.step(PushFailed{TenantId{1}, carl.id(), phone_url + "carl", std::string(16, 'a'), false});
    EXPECT_EQ(world.rows().push_channels.at(carl.id()).at(0).failed_at, world.now());
    world.step(PushFailed{TenantId{1}, carl.id(), phone_url + "carl", std::string(16, 'b'), true});
    EXPECT_EQ(world.rows().push_channels.at(carl.id()).size(), 1U);
    world.step(PushFailed{TenantId{9}, PersonId{99}, phone_url, "", true});
}

TEST_F(Push, NothingIsLeftOfWhoIsErased) {
    const PersonId carl = away_with_phone("carl");
    asking("lea");
    world.admin(ErasePerson{TenantId{1}, "carl"});
    EXPECT_FALSE(pending().id);
    EXPECT_FALSE(world.rows().push_channels.contains(carl));
}

TEST_F(Push, ARestartKnowsTheSameChannels) {
    away_with_phone("carl");
    Client dora = world.connect("dora", a_coach_of_s1());
    dora.get<PushState>(channel(tablet_url));
    dora.get<Done>(TestPush{tablet_url, "code9"});
    dora.disconnect();
    world.tick();
    const std::uint64_t before = world.engine().digest();
    world.restart();
    EXPECT_EQ(world.engine().digest(), before);
    Client lea = world.connect("lea");
    lea.ask();
    EXPECT_EQ(pending().expires_at, world.now() + seconds(80));
}

TEST_F(Push, WhoIsThereComesFirstAsASecondExpertToo) {
    const Pair pair = world.talk();
    Client carl = pair.coach;
    carl.say(pair.session, "Hello");
    away_with_phone("anton");
    const Client bea = world.ready_coach("bea");
    carl.get<Done>(InviteExpert{pair.session, {}, ""});
    EXPECT_EQ(pending().coach, bea.id());
}

TEST_F(Push, AnOfferByPushWaitsForItsAnswerAlsoOfWhoIsCommitted) {
    Client carl = with_phone("carl");
    carl.get<PreferencesChanged>(SetPreferences{true, 0, {}});
    carl.be_ready();
    carl.disconnect();
    asking("lea");
    EXPECT_FALSE(pending().accepts_itself_at);
    world.advance(seconds(10));
    EXPECT_TRUE(pending().id);
}

TEST_F(Push, WhoIsThereIsAskedAsWellWhileAPhoneRings) {
    away_with_phone("anton");
    away_with_phone("bert");
    asking("lea");
    world.advance(seconds(8));
    EXPECT_EQ(world.rows().pending_offers.size(), 1U) << "one phone at a time";
    Client carl = world.ready_coach("carl");
    EXPECT_FALSE(carl.offer());
    world.advance(seconds(8));
    EXPECT_TRUE(carl.offer());
    EXPECT_EQ(world.rows().pending_offers.size(), 2U);
}

}  // namespace
}  // namespace courtside::core
