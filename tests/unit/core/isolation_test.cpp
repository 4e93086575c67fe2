// Two companies whose ids are all the same.

#include "support/world.hpp"

#include <gtest/gtest.h>

namespace courtside::core {
namespace {

using namespace support;

class TwoCompanies : public ::testing::Test {
protected:
    World world;
    TenantId acme{1};
    TenantId globex = world.add_company("globex");
    Client lea = world.connect("lea", a_learner(), acme);
    Client gil = world.connect("gil", a_learner(), globex);
};

TEST_F(TwoCompanies, HaveTheirOwnPeopleUnderTheSameIds) {
    EXPECT_EQ(lea.id(), gil.id());
    const Client twin = world.connect("lea", a_learner(), globex);
    EXPECT_EQ(world.store().tenant(acme).people.size(), 1U);
    EXPECT_EQ(world.store().tenant(globex).people.size(), 2U);
    EXPECT_NE(twin.id(), lea.id());
}

TEST_F(TwoCompanies, AreNotMatchedWithEachOther) {
    const Client carl = world.ready_coach("carl", a_coach_of_s1(), acme);
    gil.ask();
    world.advance(minutes(1));
    EXPECT_FALSE(carl.offer());
    EXPECT_EQ(gil.look().requests.at(0).status.could_help, 0U);
}

TEST_F(TwoCompanies, HoldTheirOwnSessionsUnderTheSameIds) {
    Pair ours = world.talk(lea, world.ready_coach("carl", a_coach_of_s1(), acme));
    Pair theirs = world.talk(gil, world.ready_coach("gaby", a_coach_of_s1(), globex));
    ASSERT_EQ(ours.session, theirs.session);
    const CommandId id = command_id(1);
    EXPECT_EQ(ours.learner.get<MessageSent>(text(ours.session, "ours"), id).number, 1U);
    EXPECT_EQ(theirs.learner.get<MessageSent>(text(theirs.session, "theirs"), id).number, 1U);
    EXPECT_EQ(ours.coach.last<MessageAdded>().message->text, "ours");
    EXPECT_EQ(theirs.coach.last<MessageAdded>().message->text, "theirs");
    EXPECT_EQ(ours.coach.pushes<MessageAdded>().size(), 1U);
    ours.coach.say(ours.session, "Hello");
    theirs.coach.say(theirs.session, "Hello");
    ours.coach.end(ours.session);
    EXPECT_EQ(world.store().tenant(globex).sessions.at(theirs.session).session.state, SessionState::active);
    EXPECT_EQ(world.store().messages(globex, theirs.session).at(0).text, "theirs");
}

TEST_F(TwoCompanies, CannotTouchEachOthersThings) {
    Pair ours = world.talk(lea, world.ready_coach("carl", a_coach_of_s1(), acme));
    EXPECT_EQ(gil.refused(JoinSession{ours.session}).code, ErrorCode::not_found);
    EXPECT_EQ(gil.refused(text(ours.session, "hi")).code, ErrorCode::not_found);
    EXPECT_FALSE(gil.reads<QueryMessages>(FetchMessages{ours.session, 0, 0}).live);
    EXPECT_EQ(gil.refused(a_wish(IssueId{1})).code, ErrorCode::not_found);
    EXPECT_EQ(gil.refused(AcceptOffer{OfferId{1}}).code, ErrorCode::offer_not_open);
    EXPECT_EQ(gil.refused(CancelRequest{RequestId{1}}).code, ErrorCode::request_not_open);
    EXPECT_EQ(gil.refused(Block{PersonId{2}}).code, ErrorCode::not_found);
}

TEST_F(TwoCompanies, RememberTheirOwnCommands) {
    const CommandId id = command_id(1);
    lea.get<IssueOpened>(OpenIssue{"ours", ""}, id);
    EXPECT_EQ(gil.get<IssueOpened>(OpenIssue{"theirs", ""}, id).issue.title, "theirs");
}

TEST_F(TwoCompanies, HaveTheirOwnCatalogues) {
    world.admin(ImportSkills{globex, {{"G1", "Only theirs", ""}}});
    EXPECT_EQ(lea.get<SkillsPage>(FetchSkills{}).skills.size(), 6U);
    EXPECT_EQ(gil.get<SkillsPage>(FetchSkills{}).skills.at(0).code, "G1");
    EXPECT_EQ(lea.refused(a_wish(lea.open_issue().id).skill("G1")).code, ErrorCode::invalid_argument);
}

TEST_F(TwoCompanies, AreBothThereAfterARestart) {
    Pair ours = world.talk(lea, world.ready_coach("carl", a_coach_of_s1(), acme));
    ours.coach.say(ours.session, "ours");
    gil.ask();
    world.restart();
    EXPECT_EQ(world.engine().tenants().size(), 2U);
    EXPECT_EQ(world.engine().people(globex).size(), 1U);
    EXPECT_EQ(world.engine().people(TenantId{9}).size(), 0U);
    EXPECT_EQ(world.connect("lea", a_learner(), acme).look().sessions.size(), 1U);
    const Welcome theirs = world.connect("gil", a_learner(), globex).look();
    EXPECT_TRUE(theirs.sessions.empty());
    EXPECT_EQ(theirs.requests.size(), 1U);
    EXPECT_EQ(world.add_company("initech"), TenantId{3});
}

}  // namespace
}  // namespace courtside::core
