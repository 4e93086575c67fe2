// One request before more than one coach, and offers that accept themselves.

#include "support/world.hpp"

#include <gtest/gtest.h>

namespace courtside::core {
namespace {

using namespace support;

class SeveralOffers : public ::testing::Test {
protected:
    /// Time goes on, and whoever has an offer sees it at once.
    void pass(Duration by) {
        for (Client* coach : {&ann, &ben, &cem, &dana}) {
            if (const auto offer = coach->offer(); offer && !offer->offer.shown_at) {
                coach->show(offer->offer.id);
            }
        }
        world.advance(by);
    }
    [[nodiscard]] std::size_t asked() {
        std::size_t count = 0;
        for (const Client* coach : {&ann, &ben, &cem, &dana}) {
            count += coach->offer() ? 1U : 0U;
        }
        return count;
    }

    World world;
    Client ann = world.ready_coach("ann");
    Client ben = world.ready_coach("ben");
    Client cem = world.ready_coach("cem");
    Client dana = world.ready_coach("dana");
    Client lea = world.connect("lea");
    Request request = lea.ask();
};

TEST_F(SeveralOffers, ASecondCoachIsAskedAfterEightSecondsAndAThirdAfterSixteen) {
    EXPECT_EQ(asked(), 1U);
    pass(just_under(seconds(8)));
    EXPECT_EQ(asked(), 1U);
    pass(one_ms);
    EXPECT_EQ(asked(), 2U);
    pass(seconds(8));
    EXPECT_EQ(asked(), 3U);
    EXPECT_EQ(world.request(request.id).state, RequestState::offered);
}

TEST_F(SeveralOffers, OneIsLeftForWhoeverAsksNext) {
    dana.go_away();
    cem.go_away();
    pass(seconds(17));
    EXPECT_EQ(asked(), 1U) << "ben is the last who is free";
    world.connect("leo").ask();
    EXPECT_TRUE(ben.offer());
}

TEST_F(SeveralOffers, TheFirstToAcceptWinsAndTheOthersAreTakenBack) {
    pass(seconds(8));
    pass(seconds(8));
    const OfferId first = ann.offer()->offer.id;
    const OfferId third = cem.offer()->offer.id;
    const SessionView session = ben.accept(ben.offer()->offer.id);
    EXPECT_EQ(session.session.participants[1].person, ben.id());
    for (const OfferId id : {first, third}) {
        EXPECT_EQ(world.rows().offers.at(id).state, OfferState::rescinded);
    }
    EXPECT_EQ(ann.last<OfferClosed>().state, OfferState::rescinded);
    EXPECT_EQ(ann.refused(AcceptOffer{first}).code, ErrorCode::offer_not_open);
    EXPECT_EQ(ann.person().misses, 0);
}

TEST_F(SeveralOffers, ADeclineLeavesTheOthersAskedAndTheRequestOffered) {
    pass(seconds(8));
    ann.decline(ann.offer()->offer.id);
    EXPECT_EQ(world.request(request.id).state, RequestState::offered);
    EXPECT_EQ(world.request(request.id).tried, std::vector{ann.id()});
    EXPECT_TRUE(ben.offer());
    ben.decline(ben.offer()->offer.id);
    EXPECT_TRUE(cem.offer()) << "nobody was asked any more, so the next is";
}

TEST_F(SeveralOffers, TheEndOfTheRequestTakesAllBack) {
    pass(seconds(8));
    lea.get<Done>(CancelRequest{request.id});
    EXPECT_EQ(asked(), 0U);
    EXPECT_TRUE(world.rows().pending_offers.empty());
}

class Committed : public ::testing::Test {
protected:
    World world;
    Client ann = world.ready_coach("ann");
    PreferencesView set = ann.get<PreferencesChanged>(SetPreferences{true, 0, {}}).preferences;
    Client lea = world.connect("lea");
    Request request = lea.ask();
};

TEST_F(Committed, AnOfferSaysWhenItAcceptsItself) {
    EXPECT_EQ(ann.offer()->offer.accepts_itself_at, world.now() + seconds(5));
}

TEST_F(Committed, AnOfferThatIsShownAcceptsItselfAfterFiveSeconds) {
    ann.show(ann.offer()->offer.id);
    world.advance(just_under(seconds(5)));
    EXPECT_EQ(world.request(request.id).state, RequestState::offered);
    world.advance(one_ms);
    EXPECT_EQ(world.request(request.id).state, RequestState::matched);
    EXPECT_EQ(ann.last<OfferClosed>().state, OfferState::accepted);
    EXPECT_EQ(ann.last<SessionChanged>().session.session.participants[1].person, ann.id());
    EXPECT_EQ(lea.last<SessionChanged>().session.session.participants[0].person, lea.id());
}

TEST_F(Committed, AnOfferThatWasNotShownDoesNot) {
    world.advance(seconds(6));
    EXPECT_EQ(world.request(request.id).state, RequestState::waiting);
}

TEST_F(Committed, ADeclineIsInTime) {
    ann.show(ann.offer()->offer.id);
    world.advance(seconds(4));
    ann.decline(ann.offer()->offer.id);
    world.advance(seconds(2));
    EXPECT_EQ(world.request(request.id).state, RequestState::waiting);
}

TEST_F(Committed, ASecondExpertIsStillAsked) {
    Client emma = world.ready_coach("emma", a_coach().skilled("S2", 4));
    emma.get<PreferencesChanged>(SetPreferences{true, 0, {}});
    const SessionView session = ann.accept(ann.offer()->offer.id);
    ann.get<SessionChanged>(JoinSession{session.session.id});
    lea.get<SessionChanged>(JoinSession{session.session.id});
    ann.get<Done>(InviteExpert{session.session.id, emma.id(), ""});
    const OfferView offer = emma.offer().value();
    EXPECT_FALSE(offer.offer.accepts_itself_at);
    emma.show(offer.offer.id);
    world.advance(seconds(6));
    EXPECT_TRUE(emma.offer()) << "who talks with two people joins by their own word";
}

}  // namespace
}  // namespace courtside::core
