#include "protocol/session_book.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace courtside::internal {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr PersonId kMe = 7;
constexpr PersonId kOther = 8;
const TimePoint kNow{seconds{100}};

Session session(SessionId id, SessionState state, MessageNumber last) {
    Session out;
    out.session_id = id;
    out.state = state;
    out.last_number = last;
    return out;
}

Message message(SessionId session_id, MessageNumber number, PersonId sender = kOther) {
    Message out;
    out.session_id = session_id;
    out.number = number;
    out.sender_id = sender;
    return out;
}

class SessionBookTest : public testing::Test {
protected:
    SessionBookTest() { book_.set_me(kMe); }

    std::vector<std::string> told() { return std::exchange(told_, {}); }

    std::vector<std::string> told_;
    SessionBook book_{{[this](const Session& session) {
                           told_.push_back("session " + std::to_string(session.session_id) + " state " +
                                           std::to_string(static_cast<int>(session.state)));
                       },
                       [this](const Message& message) {
                           told_.push_back("message " + std::to_string(message.session_id) + '/' +
                                           std::to_string(message.number));
                       }},
                      true};
};

TEST_F(SessionBookTest, LetsGoOfASessionThatOneHasLeftAndTakesItUpAgain) {
    EXPECT_THAT(book_.snapshot({session(1, SessionState::active, 0)}), IsEmpty());
    auto left = session(1, SessionState::active, 0);
    left.participants.resize(1);
    left.participants[0].person_id = kMe;
    left.participants[0].left = Time{seconds{5}};
    book_.changed(left);
    EXPECT_THAT(told(), ElementsAre("session 1 state 2", "session 1 state 2"));
    EXPECT_THAT(book_.snapshot({}), IsEmpty()) << "its end is nothing to ask about";
    book_.changed(session(1, SessionState::active, 1));
    EXPECT_EQ(book_.begin_fetches(kNow).size(), 1U);
}

TEST_F(SessionBookTest, ReplaysTheTalkOfASessionThatIsNewHere) {
    EXPECT_THAT(book_.snapshot({session(1, SessionState::active, 2)}), IsEmpty());
    EXPECT_THAT(told(), ElementsAre("session 1 state 2"));
    const auto fetches = book_.begin_fetches(kNow);
    ASSERT_EQ(fetches.size(), 1U);
    EXPECT_EQ(fetches[0].after, 0U);
    book_.page(1, {message(1, 1), message(1, 2)});
    EXPECT_THAT(told(), ElementsAre("message 1/1", "message 1/2"));
}

TEST_F(SessionBookTest, FetchesWhatWasMissedBetweenTwoConnections) {
    EXPECT_THAT(book_.snapshot({session(1, SessionState::active, 0)}), IsEmpty());
    book_.pushed(message(1, 1));
    book_.connection_lost();
    EXPECT_THAT(book_.snapshot({session(1, SessionState::active, 3)}), IsEmpty());
    const auto fetches = book_.begin_fetches(kNow);
    ASSERT_EQ(fetches.size(), 1U);
    EXPECT_EQ(fetches[0].after, 1U);
    told();
    book_.pushed(message(1, 4));
    EXPECT_THAT(told(), IsEmpty());
    book_.page(1, {message(1, 2), message(1, 3)});
    EXPECT_THAT(told(), ElementsAre("message 1/2", "message 1/3", "message 1/4"));
}

TEST_F(SessionBookTest, TellsTheEndAfterTheLastMessage) {
    EXPECT_THAT(book_.snapshot({session(1, SessionState::active, 0)}), IsEmpty());
    told();
    book_.changed(session(1, SessionState::ended, 2));
    EXPECT_THAT(told(), IsEmpty());
    ASSERT_EQ(book_.begin_fetches(kNow).size(), 1U);
    book_.page(1, {message(1, 1), message(1, 2)});
    EXPECT_THAT(told(), ElementsAre("message 1/1", "message 1/2", "session 1 state 4"));
    book_.pushed(message(1, 2));
    EXPECT_THAT(told(), IsEmpty()) << "late pushes of an ended session begin nothing";
    EXPECT_THAT(book_.begin_fetches(kNow), IsEmpty());
}

TEST_F(SessionBookTest, NamesTheSessionsThatEndedUnseen) {
    EXPECT_THAT(book_.snapshot({session(1, SessionState::active, 0), session(2, SessionState::active, 0)}),
                IsEmpty());
    book_.connection_lost();
    EXPECT_THAT(book_.snapshot({session(2, SessionState::active, 0)}), ElementsAre(1));
    EXPECT_THAT(book_.snapshot({session(2, SessionState::active, 0)}), ElementsAre(1)) << "until it is known";
    book_.changed(session(1, SessionState::ended, 0));
    EXPECT_THAT(book_.snapshot({session(2, SessionState::active, 0)}), IsEmpty());
    book_.forget(2);
    EXPECT_THAT(book_.snapshot({}), IsEmpty());
}

TEST_F(SessionBookTest, MarksOthersMessagesAsDelivered) {
    EXPECT_THAT(book_.snapshot({session(1, SessionState::active, 0)}), IsEmpty());
    book_.pushed(message(1, 1, kMe));
    EXPECT_THAT(book_.begin_marks(), IsEmpty());
    book_.pushed(message(1, 2));
    const auto marks = book_.begin_marks();
    ASSERT_EQ(marks.size(), 1U);
    EXPECT_EQ(marks[0].marks, (MarkBox::Marks{2, 0}));
}

TEST_F(SessionBookTest, MarksNothingThatTheServerKnowsAlready) {
    auto known = session(1, SessionState::active, 2);
    known.participants.push_back({});
    known.participants.back().person_id = kMe;
    known.participants.back().delivered_to = 2;
    EXPECT_THAT(book_.snapshot({known}), IsEmpty());
    ASSERT_EQ(book_.begin_fetches(kNow).size(), 1U);
    book_.page(1, {message(1, 1), message(1, 2)});
    EXPECT_THAT(book_.begin_marks(), IsEmpty());
}

TEST_F(SessionBookTest, MarksNothingReadThatHasNotArrived) {
    EXPECT_THAT(book_.snapshot({session(1, SessionState::active, 0)}), IsEmpty());
    book_.pushed(message(1, 1));
    book_.mark_read(1, 99);
    const auto marks = book_.begin_marks();
    ASSERT_EQ(marks.size(), 1U);
    EXPECT_EQ(marks[0].marks, (MarkBox::Marks{1, 1}));
    book_.mark_read(5, 1);
    EXPECT_THAT(book_.begin_marks(), IsEmpty()) << "nor in a session that is not live here";
}

TEST_F(SessionBookTest, PassesOldSessionsThroughWithoutFollowingThem) {
    book_.changed(session(1, SessionState::ended, 30));
    EXPECT_THAT(told(), ElementsAre("session 1 state 4"));
    EXPECT_THAT(book_.begin_fetches(kNow), IsEmpty());
}

TEST_F(SessionBookTest, EndsWithoutWhatTheServerRefusesToGive) {
    EXPECT_THAT(book_.snapshot({session(1, SessionState::active, 3)}), IsEmpty());
    ASSERT_EQ(book_.begin_fetches(kNow).size(), 1U);
    book_.changed(session(1, SessionState::ended, 3));
    told();
    book_.fetch_refused(1);
    EXPECT_THAT(told(), ElementsAre("session 1 state 4"));
}

}  // namespace
}  // namespace courtside::internal
