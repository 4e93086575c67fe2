// People fetch and erase what is stored about them, without asking anyone.

#include "support/world.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <variant>

namespace courtside::core {
namespace {

using namespace support;

std::size_t audited(const World& world, const std::string& action) {
    return static_cast<std::size_t>(std::ranges::count(world.rows().audit, action, &AuditEntry::action));
}

TEST(OwnData, IsReadFromTheStoreForTheCallerAlone) {
    World world;
    Client lea = world.connect("lea");
    const support::Answer answer = lea.send(FetchMyData{0});
    ASSERT_TRUE(answer.read);
    EXPECT_EQ(answer.read->person, lea.id());
    EXPECT_EQ(std::get<QueryOwnData>(answer.read->what).at, world.now());
}

TEST(OwnData, LeavesATraceForEachDocumentButNotForEachPart) {
    World world;
    Client lea = world.connect("lea");
    lea.reads<QueryOwnData>(FetchMyData{0});
    EXPECT_EQ(lea.reads<QueryOwnData>(FetchMyData{49'000}).offset, 49'000U);
    ASSERT_EQ(audited(world, "person.export"), 1U);
    const AuditEntry& entry = world.rows().audit.back();
    EXPECT_EQ(entry.actor, "person " + std::to_string(lea.id().value));
    EXPECT_EQ(entry.object, "lea");
}

TEST(OwnData, IsMadeAnewOnlyAfterAPause) {
    World world;
    Client lea = world.connect("lea");
    lea.reads<QueryOwnData>(FetchMyData{0});
    world.advance(seconds(4));
    const Error error = lea.refused(FetchMyData{0});
    EXPECT_EQ(error.code, ErrorCode::busy);
    EXPECT_TRUE(error.retry);
    EXPECT_EQ(error.retry_after, seconds(6));
    world.connect("otto").reads<QueryOwnData>(FetchMyData{0});
    world.advance(seconds(6));
    lea.reads<QueryOwnData>(FetchMyData{0});
    EXPECT_EQ(audited(world, "person.export"), 3U);
}

TEST(ErasingOneself, AnswersDoneBeforeEveryConnectionCloses) {
    World world;
    Client lea = world.connect("lea", a_learner().named("Lea Fischer"));
    const Client phone = world.connect("lea");
    const PersonId id = lea.id();
    lea.get<Done>(EraseMe{id});
    const Effects& effects = world.effects();
    const auto reply = std::ranges::find_if(
        effects, [](const Effect& effect) { return std::holds_alternative<Reply>(effect); });
    const auto close = std::ranges::find_if(
        effects, [](const Effect& effect) { return std::holds_alternative<Close>(effect); });
    EXPECT_LT(reply, close);
    EXPECT_EQ(lea.closed(), CloseCode::unauthenticated);
    EXPECT_EQ(phone.closed(), CloseCode::unauthenticated);
    EXPECT_TRUE(world.rows().people.at(id).erased());
    EXPECT_EQ(world.rows().people.at(id).name, "Erased person");
}

TEST(ErasingOneself, EndsWhatIsOpen) {
    World world;
    Pair pair = world.talk();
    pair.learner.say(pair.session, "My secret");
    pair.learner.get<Done>(EraseMe{pair.learner.id()});
    EXPECT_EQ(pair.coach.last<SessionChanged>().session.session.state, SessionState::ended);
    EXPECT_TRUE(world.store().messages(TenantId{1}, pair.session).at(0).redacted);
    Client otto = world.connect("otto");
    const Request request = otto.ask(a_wish(otto.open_issue().id).skill("T4"));
    otto.get<Done>(EraseMe{otto.id()});
    EXPECT_EQ(world.request(request.id).state, RequestState::cancelled);
}

TEST(ErasingOneself, WantsOnesOwnNumberAsTheConfirmation) {
    World world;
    Client lea = world.connect("lea");
    const PersonId otto = world.connect("otto").id();
    for (const PersonId wrong : {PersonId{}, otto}) {
        const Error error = lea.refused(EraseMe{wrong});
        EXPECT_EQ(error.code, ErrorCode::invalid_argument);
        EXPECT_EQ(error.args.at(0).second, "confirm");
    }
    EXPECT_FALSE(world.rows().people.at(otto).erased());
    EXPECT_FALSE(lea.person().erased());
    EXPECT_EQ(audited(world, "person.erase"), 0U);
}

TEST(ErasingOneself, IsInTheAuditLogByNumberAlone) {
    World world;
    Client lea = world.connect("lea");
    lea.reads<QueryOwnData>(FetchMyData{0});
    const std::string number = "person " + std::to_string(lea.id().value);
    lea.get<Done>(EraseMe{lea.id()});
    ASSERT_EQ(audited(world, "person.erase"), 1U);
    for (const AuditEntry& entry : world.rows().audit) {
        if (entry.action.starts_with("person.")) {
            EXPECT_EQ(entry.actor, number);
            EXPECT_EQ(entry.object, number);
        }
    }
}

TEST(ErasingOneself, RefusesTheTokensFromBefore) {
    World world;
    Client lea = world.connect("lea");
    const Claims token = world.claims("lea");
    const PersonId before = lea.id();
    lea.get<Done>(EraseMe{before});
    EXPECT_EQ(world.refused(token).code, ErrorCode::unauthenticated);
    world.advance(minutes(1));
    EXPECT_NE(world.connect("lea").id(), before);
}

}  // namespace
}  // namespace courtside::core
