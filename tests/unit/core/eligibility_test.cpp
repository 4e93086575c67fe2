// Who can be offered what.

#include "support/world.hpp"

#include <gtest/gtest.h>

namespace courtside::core {
namespace {

using namespace support;

class Eligibility : public ::testing::Test {
protected:
    /// Whether a coach of this profile is offered what lea wishes.
    bool fits(const Profile& coach, const WishBuilder& wish) {
        Client carl = world.ready_coach("carl", coach);
        const Request request = lea.ask(wish);
        const bool offered = carl.offer().has_value();
        EXPECT_EQ(lea.look().requests.at(0).status.could_help, offered ? 1U : 0U);
        lea.get<Done>(CancelRequest{request.id});
        carl.disconnect();
        return offered;
    }

    WishBuilder wish() { return a_wish(issue); }

    World world;
    Client mona = world.connect("mona", a_coach_of_s1().in_unit("sales"));
    Client lea = world.connect("lea", a_learner().managed_by("mona").in_unit("sales"));
    IssueId issue = lea.open_issue().id;
};

TEST_F(Eligibility, ASkillFitsTheOneAskedForAndThoseAboveIt) {
    EXPECT_TRUE(fits(a_coach().skilled("S1.1", 3), wish().skill("S1.1")));
    EXPECT_TRUE(fits(a_coach().skilled("S1.1.1", 3), wish().skill("S1.1")));
    EXPECT_TRUE(fits(a_coach().skilled("S1.1.1", 3), wish().skill("S1")));
    EXPECT_FALSE(fits(a_coach().skilled("S1", 5), wish().skill("S1.1")));
    EXPECT_FALSE(fits(a_coach().skilled("S1.2", 5), wish().skill("S1.1")));
    EXPECT_FALSE(fits(a_coach().skilled("S2", 5), wish().skill("S1")));
    EXPECT_FALSE(fits(a_coach(), wish()));
}

TEST_F(Eligibility, TheLevelIsTheLeastOneAskedForAndTheBestOfTheNestedOnes) {
    EXPECT_FALSE(fits(a_coach_of_s1(2), wish().least_level(3)));
    EXPECT_TRUE(fits(a_coach_of_s1(3), wish().least_level(3)));
    EXPECT_TRUE(fits(a_coach().skilled("S1", 2).skilled("S1.1", 4), wish().least_level(4)));
    EXPECT_TRUE(fits(a_coach().skilled("S1.1", 4).skilled("S1", 2), wish().least_level(4)));
}

TEST_F(Eligibility, TheLanguageAskedForIsSpoken) {
    EXPECT_TRUE(fits(a_coach_of_s1().speaks({"fr", "de"}), wish().in_language("de")));
    EXPECT_FALSE(fits(a_coach_of_s1().speaks({"fr", "en"}), wish().in_language("de")));
}

TEST_F(Eligibility, WithoutALanguageAskedForAnyOfTheLearnersDoes) {
    EXPECT_TRUE(fits(a_coach_of_s1().speaks({"de", "en"}), wish()));
    EXPECT_FALSE(fits(a_coach_of_s1().speaks({"de"}), wish()));
    world.connect("lea", ProfileBuilder().speaks({"fr", "de"}));
    EXPECT_TRUE(fits(a_coach_of_s1().speaks({"de"}), wish()));
    world.connect("lea", ProfileBuilder().speaks({}));
    EXPECT_TRUE(fits(a_coach_of_s1().speaks({"sv"}), wish())) << "nothing is known of the learner's";
}

TEST_F(Eligibility, BlocksHoldBothWays) {
    const Client carl = world.connect("carl", a_coach_of_s1());
    lea.get<Done>(Block{carl.id()});
    EXPECT_FALSE(fits(a_coach_of_s1(), wish()));
    lea.get<Done>(Unblock{carl.id()});
    EXPECT_TRUE(fits(a_coach_of_s1(), wish()));
    Client(carl).get<Done>(Block{lea.id()});
    EXPECT_FALSE(fits(a_coach_of_s1(), wish()));
}

TEST_F(Eligibility, WhoIsLeftOutIsNotAsked) {
    const PersonId carl = world.connect("carl", a_coach_of_s1()).id();
    EXPECT_FALSE(fits(a_coach_of_s1(), wish().without(carl)));
    EXPECT_FALSE(fits(a_coach_of_s1(), wish().without(carl).prefer(carl)));
}

TEST_F(Eligibility, TheManagerIsLeftOutUnlessAllowed) {
    mona.be_ready();
    const Request request = lea.ask(wish());
    EXPECT_FALSE(mona.offer());
    lea.get<Done>(CancelRequest{request.id});
    lea.ask(wish().manager_too());
    EXPECT_TRUE(mona.offer());
}

TEST_F(Eligibility, TheOwnUnitIsLeftOutOnWish) {
    EXPECT_TRUE(fits(a_coach_of_s1().in_unit("sales"), wish()));
    EXPECT_FALSE(fits(a_coach_of_s1().in_unit("sales"), wish().other_units_only()));
    EXPECT_TRUE(fits(a_coach_of_s1().in_unit("legal"), wish().other_units_only()));
    EXPECT_TRUE(fits(a_coach_of_s1().in_unit(""), wish().other_units_only()));
    world.connect("lea", ProfileBuilder().in_unit(""));
    EXPECT_TRUE(fits(a_coach_of_s1().in_unit(""), wish().other_units_only())) << "no unit is no shared one";
}

TEST_F(Eligibility, NobodyIsMatchedToThemself) {
    Client both = world.connect("both", a_coach_of_s1().as(Role::learner));
    both.be_ready();
    const Request own = both.ask();
    EXPECT_FALSE(both.offer());
    EXPECT_EQ(both.look().requests.at(0).status.could_help, 0U);
    const Client carl = world.ready_coach("carl");
    EXPECT_EQ(carl.offer()->offer.request, own.id);
}

TEST_F(Eligibility, AReadyCoachIsReadyForAtLeastTheLengthOfTheSession) {
    Client carl = world.connect("carl", a_coach_of_s1());
    carl.be_ready(just_under(minutes(15)));
    lea.ask(wish());
    EXPECT_FALSE(carl.offer());
    carl.be_ready(minutes(15));
    EXPECT_TRUE(carl.offer());
}

TEST_F(Eligibility, PeersAreMatchedLikeCoachesAndOthersAreNot) {
    EXPECT_TRUE(fits(ProfileBuilder().as(Role::peer).speaks({"en"}).skilled("S1", 1), wish()));
    Client max = world.connect("max", ProfileBuilder().as(Role::manager).speaks({"en"}).skilled("S1", 5));
    EXPECT_EQ(max.refused(SetPresence{world.now() + hours(1)}).code, ErrorCode::not_allowed);
}

TEST_F(Eligibility, ACoachWhoGetsTheSkillIsOfferedWhatWaits) {
    Client carl = world.ready_coach("carl", a_coach());
    lea.ask(wish());
    EXPECT_FALSE(carl.offer());
    world.refresh(carl, world.claims("carl", ProfileBuilder().skilled("S1", 2)));
    EXPECT_TRUE(carl.offer());
}

TEST(Blocks, AreOfSomebodyElseWhoIsThere) {
    World world;
    Client lea = world.connect("lea");
    EXPECT_EQ(lea.refused(Block{lea.id()}).code, ErrorCode::invalid_argument);
    EXPECT_EQ(lea.refused(Block{PersonId{99}}).code, ErrorCode::not_found);
    EXPECT_EQ(lea.refused(Block{PersonId{}}).code, ErrorCode::not_found);
    EXPECT_TRUE(lea.person().blocked.empty());
}

TEST(Blocks, AreBoundedAndInOrder) {
    Rules rules;
    rules.blocked_people = 2;
    World world(rules);
    Client lea = world.connect("lea");
    const PersonId a = world.connect("a").id();
    const PersonId b = world.connect("b").id();
    const PersonId c = world.connect("c").id();
    lea.get<Done>(Block{c});
    lea.get<Done>(Block{a});
    EXPECT_EQ(lea.person().blocked, (std::vector{a, c}));
    EXPECT_EQ(lea.refused(Block{b}).code, ErrorCode::too_large);
    lea.get<Done>(Block{a});  // again: harmless
    EXPECT_EQ(lea.person().blocked, (std::vector{a, c}));
    lea.get<Done>(Unblock{a});
    lea.get<Done>(Unblock{a});
    EXPECT_EQ(lea.person().blocked, std::vector{c});
}

TEST(Blocks, TheOtherIsNotTold) {
    World world;
    Client lea = world.connect("lea");
    const Client carl = world.connect("carl", a_coach_of_s1());
    lea.get<Done>(Block{carl.id()});
    world.advance(minutes(1));
    EXPECT_TRUE(carl.inbox().events.empty());
}

}  // namespace
}  // namespace courtside::core
