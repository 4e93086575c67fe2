// A person is erased: what they have open ends, nothing of them is left but a number, and whoever comes with
// their subject later is somebody new.

#include "support/world.hpp"

#include <gtest/gtest.h>

#include <variant>

namespace courtside::core {
namespace {

using namespace support;

AdminResult erase(World& world, const std::string& subject) {
    return std::get<AdminResult>(world.admin(ErasePerson{TenantId{1}, subject}).result);
}

TEST(Erasure, LeavesATombstoneUnderTheSameNumber) {
    World world;
    const Client lea = world.connect("lea", a_learner().named("Lea Fischer").in_unit("Sales"));
    const PersonId id = lea.id();
    EXPECT_EQ(erase(world, "lea").id, id.value);
    const Person& left = world.rows().people.at(id);
    EXPECT_TRUE(left.erased());
    EXPECT_EQ(left.name, "Erased person");
    EXPECT_EQ(left.unit, "");
    EXPECT_EQ(left.roles, Roles{});
    ASSERT_TRUE(lea.closed());
    EXPECT_EQ(*lea.closed(), CloseCode::unauthenticated);
    ASSERT_EQ(world.rows().erasures.size(), 1U);
    EXPECT_EQ(world.rows().erasures[0].mark, subject_mark(world.rows().tenant.issuer, "lea"));
}

TEST(Erasure, EndsATalkForTheOther) {
    World world;
    Pair pair = world.talk();
    pair.learner.say(pair.session, "My secret");
    pair.coach.say(pair.session, "I see");
    erase(world, "lea");
    EXPECT_EQ(world.session(pair.session).state, SessionState::ended);
    EXPECT_EQ(world.session(pair.session).outcome, Outcome::abandoned);
    EXPECT_EQ(pair.coach.last<SessionChanged>().session.session.state, SessionState::ended);
    const auto messages = world.store().messages(TenantId{1}, pair.session);
    ASSERT_EQ(messages.size(), 2U);
    EXPECT_TRUE(messages[0].redacted);
    EXPECT_EQ(messages[0].text, "");
    EXPECT_FALSE(messages[1].redacted);
    EXPECT_EQ(messages[1].text, "I see");
}

TEST(Erasure, OfACoachBeforeTheBeginningBringsTheRequestBack) {
    World world;
    const Pair pair = world.match();
    erase(world, "carl");
    EXPECT_EQ(world.session(pair.session).outcome, Outcome::no_show);
    EXPECT_TRUE(world.last_request().open());
    EXPECT_TRUE(world.last_request().front);
}

TEST(Erasure, CancelsAnOpenRequestAndTakesOffersBack) {
    World world;
    Client carl = world.ready_coach("carl");
    Client lea = world.connect("lea");
    const Request request = lea.ask();
    ASSERT_TRUE(carl.offer());
    erase(world, "lea");
    EXPECT_EQ(world.request(request.id).state, RequestState::cancelled);
    EXPECT_FALSE(carl.offer());
    EXPECT_EQ(world.issue(request.issue).title, "Erased");
    EXPECT_EQ(world.issue(request.issue).description, "");
}

TEST(Erasure, OfACoachWithAnOfferLetsTheRequestGoOn) {
    World world;
    const Client carl = world.ready_coach("carl");
    const Request request = world.connect("lea").ask();
    ASSERT_TRUE(carl.offer());
    erase(world, "carl");
    EXPECT_EQ(world.request(request.id).state, RequestState::waiting);
    EXPECT_TRUE(world.ready_coach("dora").offer());
}

TEST(Erasure, RefusesTheTokensFromBeforeAndTakesLaterOnesForSomebodyNew) {
    World world;
    const PersonId before = world.connect("lea").id();
    const Claims old_token = world.claims("lea");
    world.advance(minutes(5));
    erase(world, "lea");
    world.advance(minutes(5));
    EXPECT_EQ(world.refused(old_token).code, ErrorCode::unauthenticated);
    EXPECT_EQ(world.rows().people.size(), 1U);
    world.restart();
    EXPECT_EQ(world.refused(old_token).code, ErrorCode::unauthenticated);
    const Client again = world.connect("lea");
    EXPECT_NE(again.id(), before);
    EXPECT_EQ(world.refused(old_token).code, ErrorCode::unauthenticated);
}

TEST(Erasure, HoldsForAPersonWhoIsImportedAgain) {
    World world;
    world.connect("lea");
    const Claims old_token = world.claims("lea");
    world.advance(minutes(5));
    erase(world, "lea");
    world.admin(ImportPeople{TenantId{1}, {{"lea", Profile{}}}});
    EXPECT_EQ(world.refused(old_token).code, ErrorCode::unauthenticated);
}

TEST(Erasure, RepeatedIsNoFailureAndNamesTheTombstone) {
    World world;
    const PersonId lea = world.connect("lea").id();
    EXPECT_EQ(erase(world, "lea").updated, 1U);
    const AdminResult again = erase(world, "lea");
    EXPECT_EQ(again.id, lea.value);
    EXPECT_EQ(again.unchanged, 1U);
    const auto nobody = world.admin(ErasePerson{TenantId{1}, "nobody"}).result;
    EXPECT_EQ(std::get<Error>(nobody).code, ErrorCode::not_found);
}

TEST(Erasure, IsInTheAuditLogByNumberAndTakesTheSubjectOutOfIt) {
    World world;
    const PersonId lea = world.connect("lea").id();
    world.admin(RevokePerson{TenantId{1}, "lea"});
    world.admin(NoteExport{TenantId{1}, "lea"});
    erase(world, "lea");
    const std::string number = "person " + std::to_string(lea.value);
    for (const AuditEntry& entry : world.rows().audit) {
        EXPECT_NE(entry.object, "lea") << entry.action;
    }
    EXPECT_EQ(world.rows().audit.back().action, "person.erase");
    EXPECT_EQ(world.rows().audit.back().object, number);
}

TEST(Erasure, IsRememberedOverARestart) {
    World world;
    Pair pair = world.talk();
    erase(world, "carl");
    pair.learner.disconnect();
    const std::uint64_t before = world.engine().digest();
    world.restart();
    EXPECT_EQ(world.engine().digest(), before);
}

TEST(Retention, IsSetInDaysAndNotTwice) {
    World world;
    const auto set = [&](std::uint32_t days) { return world.admin(SetRetention{TenantId{1}, days}).result; };
    EXPECT_EQ(std::get<AdminResult>(set(30)).updated, 1U);
    EXPECT_EQ(world.rows().tenant.message_days, 30U);
    EXPECT_EQ(std::get<AdminResult>(set(30)).unchanged, 1U);
    EXPECT_EQ(std::get<Error>(set(0)).code, ErrorCode::invalid_argument);
    EXPECT_EQ(std::get<Error>(set(3'651)).code, ErrorCode::invalid_argument);
    EXPECT_EQ(world.rows().audit.back().object, "messages 30 days");
}

TEST(Retention, IsSaidWithTheEndOfASession) {
    World world;
    world.admin(SetRetention{TenantId{1}, 30});
    Pair pair = world.talk();
    pair.learner.say(pair.session, "Hello");
    pair.learner.end(pair.session);
    std::optional<Instant> until;
    for (const Effect& effect : world.effects()) {
        const auto* persist = std::get_if<Persist>(&effect);
        const auto* end = persist != nullptr ? std::get_if<EndSessionRecord>(&persist->record) : nullptr;
        until = end != nullptr ? std::optional(end->messages_until) : until;
    }
    EXPECT_EQ(until, world.now() + days(30));
}

}  // namespace
}  // namespace courtside::core
