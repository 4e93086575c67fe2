// What is still taken on a session that has ended.

#include "support/world.hpp"

#include <gtest/gtest.h>

namespace courtside::core {
namespace {

using namespace support;

class EndedSession : public ::testing::Test {
protected:
    EndedSession() {
        carl.get<MessageSent>(text(session, "Hello"), command_id(1));
        lea.get<MessageSent>(text(session, "Hi"), command_id(2));
        carl.end(session, Outcome::resolved);
    }
    const Participant& marks_of_lea() { return world.session(session).participants.at(0); }

    World world;
    Pair pair = world.talk();
    Client lea = pair.learner;
    Client carl = pair.coach;
    SessionId session = pair.session;
};

TEST_F(EndedSession, AMessageSentAgainReturnsItsNumber) {
    world.advance(days(3));
    lea = world.connect("lea");
    const auto again = lea.get<MessageSent>(text(session, "Hi"), command_id(2));
    EXPECT_EQ(again.number, 2U);
    EXPECT_EQ(again.sent_at, monday_at_nine());
    EXPECT_EQ(lea.refused(text(session, "Ho"), command_id(2)).code, ErrorCode::command_id_reused);
    EXPECT_EQ(lea.refused(text(session, "Hi"), command_id(3)).code, ErrorCode::wrong_session_state);
    EXPECT_EQ(lea.refused(text(session, "Hello"), command_id(1)).code, ErrorCode::wrong_session_state)
        << "the id is the other's";
}

TEST_F(EndedSession, MarksAreStillTaken) {
    const Client phone = world.connect("lea");
    lea.get<Done>(Mark{session, 2, 1});
    EXPECT_EQ(marks_of_lea().delivered_to, 2U);
    EXPECT_EQ(marks_of_lea().read_to, 1U);
    EXPECT_EQ(carl.last<MarksChanged>().delivered_to, 2U);
    EXPECT_EQ(phone.last<MarksChanged>().read_to, 1U);
    EXPECT_TRUE(lea.pushes<MarksChanged>().empty());
    lea.get<Done>(Mark{session, 99, 99});
    EXPECT_EQ(marks_of_lea().read_to, 2U) << "at most what was sent";
    lea.get<Done>(Mark{session, 1, 1});
    EXPECT_EQ(marks_of_lea().read_to, 2U);
}

TEST_F(EndedSession, MarksThatWaitForTheSameLoadOnlyGrow) {
    world.hold_loads();
    lea.send(Mark{session, 2, 2});
    lea.send(Mark{session, 1, 1});
    carl.send(Mark{session, 1, 0});
    world.answer_loads();
    EXPECT_EQ(marks_of_lea().read_to, 2U);
    EXPECT_EQ(world.session(session).participants.at(1).delivered_to, 1U);
}

TEST_F(EndedSession, AClosingWordIsTakenForSevenDaysAndTheLastOneHolds) {
    lea.get<Done>(CloseWithWord{session, Answer::yes, Answer::partly, Answer::no, "first"});
    world.advance(days(7));
    lea = world.connect("lea");
    lea.get<Done>(CloseWithWord{session, Answer::no, Answer::no, Answer::no, "second"});
    const ClosingWord word = world.rows().words.at({session, lea.id()});
    EXPECT_EQ(word.solved, Answer::no);
    EXPECT_EQ(word.line, "second");
    EXPECT_EQ(word.at, world.now());
    world.advance(one_ms);
    EXPECT_EQ(lea.refused(CloseWithWord{session, Answer::yes, Answer::yes, Answer::yes, ""}).code,
              ErrorCode::too_late);
    EXPECT_EQ(world.rows().words.at({session, lea.id()}).line, "second");
}

TEST_F(EndedSession, AClosingWordIsOnesOwnAndTheOtherIsNotTold) {
    carl.forget();
    lea.get<Done>(CloseWithWord{session, Answer::yes, Answer::yes, Answer::yes, "mine"});
    carl.get<Done>(CloseWithWord{session, Answer::no, Answer::no, Answer::no, "and mine"});
    EXPECT_EQ(world.rows().words.size(), 2U);
    EXPECT_TRUE(carl.inbox().events.empty());
}

TEST_F(EndedSession, AClosingLineIsBounded) {
    EXPECT_EQ(lea.refused(CloseWithWord{session, {}, {}, {}, std::string(501, 'l')}).code,
              ErrorCode::too_large);
    lea.get<Done>(CloseWithWord{session, {}, {}, {}, std::string(500, 'l')});
}

TEST_F(EndedSession, OfOthersLooksAbsent) {
    Client eve = world.connect("eve");
    const SessionId absent{99};
    for (const SessionId id : {session, absent}) {
        EXPECT_EQ(eve.refused(text(id, "Hi"), command_id(2)), eve.refused(JoinSession{absent}));
        EXPECT_EQ(eve.refused(Mark{id, 1, 1}).code, ErrorCode::not_found);
        EXPECT_EQ(eve.refused(JoinSession{id}).code, ErrorCode::not_found);
        EXPECT_EQ(eve.refused(EndSession{id, {}}).code, ErrorCode::not_found);
        EXPECT_EQ(eve.refused(CloseWithWord{id, {}, {}, {}, ""}).code, ErrorCode::not_found);
    }
    EXPECT_TRUE(world.rows().words.empty());
}

TEST_F(EndedSession, IsTheSameAfterARestart) {
    world.restart();
    lea = world.connect("lea");
    EXPECT_TRUE(lea.look().sessions.empty());
    EXPECT_EQ(lea.get<MessageSent>(text(session, "Hi"), command_id(2)).number, 2U);
    lea.get<Done>(Mark{session, 2, 2});
    EXPECT_EQ(marks_of_lea().read_to, 2U);
    EXPECT_EQ(lea.refused(JoinSession{session}).code, ErrorCode::wrong_session_state);
}

TEST(ClosingWord, IsTakenFromTheWrapUpOn) {
    World world;
    Pair pair = world.talk();
    const CloseWithWord word{pair.session, Answer::yes, Answer::none, Answer::none, "thanks"};
    EXPECT_EQ(pair.learner.refused(word).code, ErrorCode::wrong_session_state);
    pair.coach.say(pair.session, "Hello");
    world.advance(minutes(15));
    pair.learner.get<Done>(word);
    EXPECT_EQ(world.rows().words.at({pair.session, pair.learner.id()}).line, "thanks");
}

}  // namespace
}  // namespace courtside::core
