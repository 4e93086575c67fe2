// What coaches write down about their sessions.

#include "support/world.hpp"

#include <gtest/gtest.h>

namespace courtside::core {
namespace {

using namespace support;

class Notes : public ::testing::Test {
protected:
    Notes() { carl.say(session, "Hello"); }

    [[nodiscard]] const Note& note() { return world.rows().notes.at({session, carl.id()}); }

    World world;
    Pair pair = world.talk();
    Client lea = pair.learner;
    Client carl = pair.coach;
    SessionId session = pair.session;
};

TEST_F(Notes, AreReplacedByALaterOneAndTakenBackByAnEmptyOne) {
    carl.get<Done>(WriteNote{session, "Likes pictures"});
    EXPECT_EQ(note(), (Note{session, carl.id(), "Likes pictures", world.now()}));
    world.advance(minutes(1));
    carl.get<Done>(WriteNote{session, "Likes examples"});
    EXPECT_EQ(note(), (Note{session, carl.id(), "Likes examples", world.now()}));
    carl.get<Done>(WriteNote{session, ""});
    EXPECT_TRUE(world.rows().notes.empty());
}

TEST_F(Notes, AreTheCoachsAndNobodyElses) {
    EXPECT_EQ(lea.refused(WriteNote{session, "me"}).code, ErrorCode::not_allowed);
    EXPECT_EQ(world.connect("eve").refused(WriteNote{session, "me"}).code, ErrorCode::not_found);
    carl.end(session);
    EXPECT_EQ(lea.refused(WriteNote{session, "me"}).code, ErrorCode::not_allowed);
    EXPECT_EQ(world.connect("eve").refused(WriteNote{session, "me"}).code, ErrorCode::not_found);
}

TEST_F(Notes, AreOfALimitedSize) {
    const Error error = carl.refused(WriteNote{session, std::string(4097, 'n')});
    EXPECT_EQ(error.code, ErrorCode::too_large);
    carl.get<Done>(WriteNote{session, std::string(4096, 'n')});
}

TEST_F(Notes, AreTakenForSevenDaysAfterTheEnd) {
    carl.end(session, Outcome::resolved);
    world.advance(days(7));
    carl = world.connect("carl", a_coach_of_s1());
    carl.get<Done>(WriteNote{session, "Late, but here"});
    EXPECT_EQ(note().text, "Late, but here");
    world.advance(Duration{1});
    EXPECT_EQ(carl.refused(WriteNote{session, "later"}).code, ErrorCode::too_late);
}

TEST_F(Notes, NeedASessionThatBegan) {
    World other;
    Pair starting = other.match();
    EXPECT_EQ(starting.coach.refused(WriteNote{starting.session, "x"}).code, ErrorCode::wrong_session_state);
    other.advance(hours(1));
    starting.coach = other.connect("carl", a_coach_of_s1());
    EXPECT_EQ(starting.coach.refused(WriteNote{starting.session, "x"}).code, ErrorCode::wrong_session_state);
}

TEST_F(Notes, AreNotWrittenAboutSomebodyWhoWasErased) {
    carl.get<Done>(WriteNote{session, "Likes pictures"});
    world.admin(ErasePerson{TenantId{1}, "lea"});
    EXPECT_TRUE(world.rows().notes.empty());
    EXPECT_EQ(carl.refused(WriteNote{session, "Liked pictures"}).code, ErrorCode::not_allowed);
}

TEST_F(Notes, AreReadFromTheStoreOnBehalfOfWhoAsks) {
    EXPECT_EQ(lea.reads<QueryNotes>(FetchNotes{session}).session, session);
    EXPECT_EQ(lea.send(FetchNotes{session}).read->person, lea.id());
}

TEST_F(Notes, SentAgainAreWrittenOnce) {
    carl.get<Done>(WriteNote{session, "First"}, command_id(1));
    carl.get<Done>(WriteNote{session, "Second"}, command_id(2));
    carl.get<Done>(WriteNote{session, "First"}, command_id(1));
    EXPECT_EQ(note().text, "Second");
    EXPECT_EQ(carl.refused(WriteNote{session, "Other"}, command_id(1)).code, ErrorCode::command_id_reused);
}

TEST(NoteRetention, IsSetBesideThatOfMessages) {
    World world;
    const auto set = [&](std::uint32_t messages, std::uint32_t notes) {
        return world.admin(SetRetention{TenantId{1}, messages, notes}).result;
    };
    EXPECT_EQ(world.rows().tenant.note_days, 90U);
    EXPECT_EQ(std::get<AdminResult>(set(0, 30)).updated, 1U);
    EXPECT_EQ(world.rows().tenant.note_days, 30U);
    EXPECT_EQ(world.rows().tenant.message_days, 365U);
    EXPECT_EQ(world.rows().audit.back().object, "notes 30 days");
    EXPECT_EQ(std::get<AdminResult>(set(10, 20)).updated, 1U);
    EXPECT_EQ(world.rows().tenant.message_days, 10U);
    EXPECT_EQ(world.rows().audit.back().object, "messages 10 days, notes 20 days");
    EXPECT_EQ(std::get<Error>(set(0, 3'651)).code, ErrorCode::invalid_argument);
    EXPECT_EQ(std::get<Error>(set(0, 0)).code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace courtside::core
