#include "support/world.hpp"

#include <gtest/gtest.h>

namespace courtside::core {
namespace {

using namespace support;

class Asking : public ::testing::Test {
protected:
    ErrorCode refusal(const Ask& wish) { return lea.refused(wish).code; }

    World world;
    Client lea = world.connect("lea");
    IssueId issue = lea.open_issue().id;
};

TEST_F(Asking, OpensARequestThatWaits) {
    const Request request = lea.ask(a_wish(issue).minutes(30).least_level(2).in_language("de"));
    EXPECT_EQ(request.state, RequestState::waiting);
    EXPECT_EQ(request.reason, RequestReason::unlikely_today) << "nobody is there";
    EXPECT_EQ(request.minutes, 30U);
    EXPECT_EQ(request.least_level, 2);
    EXPECT_EQ(request.language, "de");
    EXPECT_EQ(request.asked_at, world.now());
    EXPECT_EQ(request.waiting_since, world.now());
    EXPECT_EQ(world.request(request.id), request);
}

TEST_F(Asking, IsForFifteenOrThirtyMinutes) {
    for (const std::uint32_t bad : {0U, 14U, 16U, 20U, 29U, 31U, 60U}) {
        EXPECT_EQ(refusal(a_wish(issue).minutes(bad)), ErrorCode::invalid_argument);
    }
    EXPECT_EQ(lea.ask(a_wish(issue).minutes(15)).minutes, 15U);
}

TEST_F(Asking, NeedsASkillOfTheCatalogue) {
    EXPECT_EQ(refusal(a_wish(issue).skill("")), ErrorCode::invalid_argument);
    EXPECT_EQ(refusal(a_wish(issue).skill("S1.")), ErrorCode::invalid_argument);
    EXPECT_EQ(refusal(a_wish(issue).skill("S9")), ErrorCode::invalid_argument);
}

TEST_F(Asking, TakesALevelFromOneToFiveWhereNoneMeansOne) {
    EXPECT_EQ(refusal(a_wish(issue).least_level(6)), ErrorCode::invalid_argument);
    EXPECT_EQ(refusal(a_wish(issue).least_level(256)), ErrorCode::invalid_argument);
    EXPECT_EQ(lea.ask(a_wish(issue).least_level(0)).least_level, 1);
}

TEST_F(Asking, WantsALanguageThatLooksLikeOne) {
    EXPECT_EQ(refusal(a_wish(issue).in_language("e")), ErrorCode::invalid_argument);
    EXPECT_EQ(refusal(a_wish(issue).in_language("en us")), ErrorCode::invalid_argument);
    EXPECT_EQ(refusal(a_wish(issue).in_language(std::string(36, 'e'))), ErrorCode::invalid_argument);
    EXPECT_EQ(lea.ask(a_wish(issue).in_language("pt-BR")).language, "pt-BR");
}

TEST_F(Asking, NamesPeopleWhoAreThere) {
    EXPECT_EQ(refusal(a_wish(issue).prefer(PersonId{77})), ErrorCode::not_found);
    EXPECT_EQ(refusal(a_wish(issue).without(PersonId{})), ErrorCode::not_found);
    Ask wish = a_wish(issue);
    wish.prefer.assign(17, lea.id());
    EXPECT_EQ(refusal(wish), ErrorCode::too_large);
    wish.prefer.clear();
    wish.leave_out.assign(65, lea.id());
    EXPECT_EQ(refusal(wish), ErrorCode::too_large);
    wish.prefer.assign(16, lea.id());
    wish.leave_out.assign(64, lea.id());
    EXPECT_EQ(lea.ask(wish).leave_out.size(), 64U);
}

TEST_F(Asking, IsOnOnesOwnOpenIssue) {
    Client leo = world.connect("leo");
    EXPECT_EQ(leo.refused(a_wish(issue)).code, ErrorCode::not_found);
    EXPECT_EQ(leo.refused(a_wish(IssueId{99})).code, ErrorCode::not_found);
    EXPECT_EQ(leo.refused(a_wish(IssueId{})).code, ErrorCode::not_found);
    lea.get<Done>(SolvedAlone{lea.ask(a_wish(issue)).id});
    EXPECT_EQ(refusal(a_wish(issue)), ErrorCode::invalid_argument);
}

TEST_F(Asking, ALearnerHasOneOpenRequest) {
    const Request first = lea.ask(a_wish(issue));
    const Error error = lea.refused(a_wish(lea.open_issue("Another").id));
    EXPECT_EQ(error.code, ErrorCode::request_already_open);
    EXPECT_EQ(error.args.at(0).second, std::to_string(first.id.value));
    lea.get<Done>(CancelRequest{first.id});
    EXPECT_EQ(lea.ask(a_wish(issue)).state, RequestState::waiting);
}

TEST_F(Asking, ChangesNothingWhenItIsRefused) {
    lea.refused(a_wish(issue).minutes(20).needed_by(world.now() + minutes(5)));
    for (const Effect& effect : world.effects()) {
        EXPECT_FALSE(std::holds_alternative<Persist>(effect)) << describe(effect);
    }
    EXPECT_FALSE(lea.person().short_deadlines[1]);
    EXPECT_TRUE(world.issue(issue).skill.empty());
}

TEST_F(Asking, IsSeenOnTheOtherDevices) {
    const Client phone = world.connect("lea");
    const Request request = lea.ask(a_wish(issue));
    EXPECT_EQ(phone.last<RequestChanged>().request.request, request);
    EXPECT_TRUE(lea.pushes<RequestChanged>().empty());
    EXPECT_EQ(lea.look().requests.at(0).request, request);
}

TEST_F(Asking, RemembersWhatWasAskedForWithTheIssue) {
    lea.get<Done>(CancelRequest{lea.ask(a_wish(issue).skill("S2").least_level(3).in_language("en")).id});
    const Request again = lea.get<Asked>(AskAgain{issue, 30, {}, {}}).request.request;
    EXPECT_EQ(again.skill, "S2");
    EXPECT_EQ(again.least_level, 3);
    EXPECT_EQ(again.language, "en");
    EXPECT_EQ(again.minutes, 30U);
}

TEST_F(Asking, AgainNeedsAFirstTime) {
    EXPECT_EQ(lea.refused(AskAgain{issue, 15, {}, {}}).code, ErrorCode::invalid_argument);
    EXPECT_EQ(lea.refused(AskAgain{IssueId{55}, 15, {}, {}}).code, ErrorCode::not_found);
    EXPECT_EQ(world.connect("leo").refused(AskAgain{issue, 15, {}, {}}).code, ErrorCode::not_found);
}

TEST_F(Asking, CanBeCancelledOnceAndByNobodyElse) {
    const Request request = lea.ask(a_wish(issue));
    EXPECT_EQ(world.connect("leo").refused(CancelRequest{request.id}).code, ErrorCode::request_not_open);
    EXPECT_EQ(lea.refused(CancelRequest{RequestId{request.id.value + 1}}).code, ErrorCode::request_not_open);
    lea.get<Done>(CancelRequest{request.id});
    EXPECT_EQ(world.request(request.id).state, RequestState::cancelled);
    EXPECT_EQ(world.request(request.id).reason, RequestReason::learner);
    EXPECT_EQ(lea.last<RequestChanged>().request.request.state, RequestState::cancelled);
    EXPECT_EQ(lea.refused(CancelRequest{request.id}).code, ErrorCode::request_not_open);
    EXPECT_EQ(lea.refused(CancelRequest{}).code, ErrorCode::request_not_open);
}

TEST_F(Asking, SolvedAloneIsASuccessAndResolvesTheIssue) {
    const Request request = lea.ask(a_wish(issue));
    lea.get<Done>(SolvedAlone{request.id});
    EXPECT_EQ(world.request(request.id).state, RequestState::solved_alone);
    EXPECT_EQ(world.issue(issue).state, IssueState::resolved);
    EXPECT_EQ(lea.last<IssueChanged>().issue.state, IssueState::resolved);
    EXPECT_EQ(lea.refused(SolvedAlone{request.id}).code, ErrorCode::request_not_open);
}

TEST_F(Asking, ARequestSurvivesThatTheLearnerIsGone) {
    const Request request = lea.ask(a_wish(issue));
    lea.disconnect();
    const Client carl = world.ready_coach("carl");
    EXPECT_FALSE(carl.offer()) << "nobody is offered a request whose learner is not there";
    EXPECT_EQ(world.request(request.id).state, RequestState::waiting);
    const Client back = world.connect("lea");
    EXPECT_EQ(carl.offer()->offer.request, request.id);
    EXPECT_EQ(back.look().requests.at(0).request.id, request.id);
}

TEST_F(Asking, ARequestSurvivesARestart) {
    const Request request = lea.ask(a_wish(issue));
    world.restart();
    Client back = world.connect("lea");
    EXPECT_EQ(back.look().requests.at(0).request, request);
    EXPECT_EQ(back.refused(a_wish(issue)).code, ErrorCode::request_already_open);
    world.advance(hours(15));
    EXPECT_EQ(world.request(request.id).state, RequestState::expired);
}

TEST(OpenIssue, NeedsATitleAndKeepsToTheLimits) {
    World world;
    Client lea = world.connect("lea");
    const Client phone = world.connect("lea");
    EXPECT_EQ(lea.refused(OpenIssue{"", "text"}).code, ErrorCode::invalid_argument);
    EXPECT_EQ(lea.refused(OpenIssue{std::string(201, 't'), ""}).code, ErrorCode::too_large);
    EXPECT_EQ(lea.refused(OpenIssue{"t", std::string(4097, 'd')}).code, ErrorCode::too_large);
    const Issue issue = lea.get<IssueOpened>(OpenIssue{std::string(200, 't'), std::string(4096, 'd')}).issue;
    EXPECT_EQ(issue.state, IssueState::open);
    EXPECT_EQ(issue.opened_at, world.now());
    EXPECT_EQ(world.issue(issue.id), issue);
    EXPECT_EQ(phone.last<IssueChanged>().issue, issue);
}

}  // namespace
}  // namespace courtside::core
