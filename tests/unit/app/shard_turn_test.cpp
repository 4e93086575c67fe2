#include "unit/app/shard_fixture.hpp"

#include <algorithm>

namespace courtside::app {
namespace {

using Turn = ShardTest;

TEST_F(Turn, LetsNothingOutBeforeTheCommit) {
    const auto id = sign_in("ada");
    journal.clear();
    EXPECT_EQ(send(id, open_issue("one")), ports::Intake::taken);
    EXPECT_EQ(send(id, open_issue("two")), ports::Intake::taken);
    EXPECT_TRUE(journal.empty());
    turn();
    const auto to = "send " + std::to_string(id.value);
    EXPECT_EQ(journal, (support::Journal{"commit", to, to, "flush"}));
}

TEST_F(Turn, LetsRefusalsWaitForTheCommitAsWell) {
    const auto id = sign_in("ada");
    const auto other = open();
    journal.clear();
    EXPECT_EQ(send(other, hello("forged")), ports::Intake::taken);
    EXPECT_EQ(send(id, open_issue("")), ports::Intake::taken);
    EXPECT_EQ(send(id, open_issue("good")), ports::Intake::taken);
    EXPECT_TRUE(journal.empty());
    turn();
    ASSERT_EQ(journal.size(), 6U);
    EXPECT_EQ(journal[0], "commit");
    EXPECT_EQ(journal[2], "close " + std::to_string(other.value));
}

TEST_F(Turn, SkipsTheTransactionWithoutRecords) {
    const auto id = sign_in("ada");
    journal.clear();
    auto skills = frame();
    skills.clear_command_id();
    skills.mutable_fetch_skills();
    EXPECT_TRUE(call(id, skills).has_skills_page());
    EXPECT_EQ(std::ranges::count(journal, "commit"), 0);
}

TEST_F(Turn, CommitsAllOfATurnAtOnceAndKeepsItsOrder) {
    const auto ada = sign_in("ada");
    const auto carl = sign_in("carl");
    const auto session = begin_session(ada, carl);
    journal.clear();
    for (int n = 1; n <= 20; ++n) {
        EXPECT_EQ(send(n % 2 == 0 ? ada : carl, text(session, std::to_string(n))), ports::Intake::taken);
    }
    turn();
    EXPECT_EQ(std::ranges::count(journal, "commit"), 1);
    const auto stored = stored_messages(session);
    ASSERT_EQ(stored.size(), 20U);
    for (std::size_t n = 0; n < 20; ++n) {
        EXPECT_EQ(stored[n].number, n + 1);
        EXPECT_EQ(stored[n].text, std::to_string(n + 1));
    }
    std::uint64_t last = 0;
    for (const auto& frame : received(ada)) {
        const auto number = frame.has_message_sent() ? frame.message_sent().number()
                                                     : frame.message_added().message().number();
        EXPECT_EQ(number, last + 1);
        last = number;
    }
    EXPECT_EQ(last, 20U);
}

TEST_F(Turn, EncodesAPushOncePerFormat) {
    const auto ada = sign_in("ada");
    const auto carl = sign_in("carl");
    const auto session = begin_session(ada, carl);
    const std::vector<core::ConnectionId> others{sign_in("carl"), sign_in("carl", ports::Format::json),
                                                 sign_in("ada", ports::Format::json), sign_in("ada")};
    const auto before = shard->counters();
    EXPECT_TRUE(call(ada, text(session, "hello")).has_message_sent());
    const auto after = shard->counters();
    EXPECT_EQ(after.frames_out - before.frames_out, 6U);
    EXPECT_EQ(after.frames_encoded - before.frames_encoded, 3U);  // the reply, the push in both formats
    for (const auto id : others) {
        const auto frames = received(id);
        ASSERT_EQ(frames.size(), 1U);
        EXPECT_EQ(frames[0].message_added().message().text().text(), "hello");
        EXPECT_EQ(frames[0].request_id(), 0U);
    }
}

TEST_F(Turn, ReturnsTheFirstResultOfARepeatedMessage) {
    const auto ada = sign_in("ada");
    const auto session = begin_session(ada, sign_in("carl"));
    const auto message = text(session, "once");
    const auto first = call(ada, message);
    pass(core::seconds(5));
    EXPECT_EQ(call(ada, message).SerializeAsString(), first.SerializeAsString());
    EXPECT_EQ(stored_messages(session).size(), 1U);
}

TEST_F(Turn, FindsARepeatedCommandInTheStoreWhenMemoryHasForgottenIt) {
    const auto open = open_issue("once");
    const auto first = call(sign_in("ada"), open).issue_opened().issue().issue_id();
    pass(core::hours(1));
    restart();
    EXPECT_EQ(send(sign_in("ada"), open), ports::Intake::taken);
    turn();
    // The issue itself is not in memory either, so the store answers.
    ASSERT_EQ(history.queries.size(), 1U);
    EXPECT_EQ(std::get<core::QueryIssue>(history.queries[0].first.what).issue.value, first);
    EXPECT_EQ(stored_issues(), 1U);

    auto other = open;
    other.mutable_open_issue()->set_title("something else under the same id");
    EXPECT_EQ(call(sign_in("ada"), other).error().code(), pb::ERROR_CODE_COMMAND_ID_REUSED);
}

TEST_F(Turn, LooksForEarlierCommandsOnlyWhereThereCanBeOne) {
    const auto ada = sign_in("ada");
    const auto carl = sign_in("carl");
    const auto session = begin_session(ada, carl);
    const auto before = store.finds;
    EXPECT_TRUE(call(ada, text(session, "hello")).has_message_sent());
    auto mark = frame();
    mark.clear_command_id();
    mark.mutable_mark()->set_session_id(session);
    EXPECT_TRUE(call(ada, mark).has_done());
    EXPECT_EQ(store.finds, before);
    EXPECT_TRUE(call(ada, open_issue("another")).has_issue_opened());
    EXPECT_EQ(store.finds, before + 1);
}

TEST_F(Turn, HoldsAConnectionAboveItsRateAndResumesItInTime) {
    const auto ada = sign_in("ada");
    pass(core::seconds(60));
    for (int n = 0; n < 60; ++n) {
        ASSERT_EQ(send(ada, open_issue(std::to_string(n))), ports::Intake::taken);
    }
    const auto held = open_issue("held");
    EXPECT_EQ(send(ada, held), ports::Intake::hold);
    turn();
    EXPECT_EQ(received(ada).size(), 60U);
    EXPECT_EQ(shard->next_deadline(), now + core::Duration{50});
    EXPECT_TRUE(network.resumed.empty());
    pass(core::Duration{50});
    turn();
    EXPECT_EQ(network.resumed, std::vector{ada});
    // It comes again, as the first thing after the resume.
    EXPECT_EQ(send(ada, held), ports::Intake::taken);
    EXPECT_EQ(send(ada, open_issue("next")), ports::Intake::hold);
    turn();
    const auto frames = received(ada);
    ASSERT_EQ(frames.size(), 1U);
    EXPECT_EQ(frames[0].issue_opened().issue().title(), "held");
    EXPECT_EQ(shard->counters().frames_held, 2U);
}

TEST_F(Turn, LimitsEachConnectionForItself) {
    const auto ada = sign_in("ada");
    const auto carl = sign_in("carl");
    pass(core::seconds(60));
    while (send(ada, open_issue("spam")) == ports::Intake::taken) {
    }
    EXPECT_EQ(send(carl, open_issue("calm")), ports::Intake::taken);
}

TEST_F(Turn, SaysWhenItIsFull) {
    options.commands_per_turn = 3;
    restart();
    const auto ada = sign_in("ada");
    for (int n = 0; n < 3; ++n) {
        EXPECT_FALSE(shard->turn_full());
        EXPECT_EQ(send(ada, open_issue("x")), ports::Intake::taken);
    }
    EXPECT_TRUE(shard->turn_full());
    turn();
    EXPECT_FALSE(shard->turn_full());
}

TEST_F(Turn, JudgesTimeoutsAfterWhatWasReadInTheSameTurn) {
    const auto ada = sign_in("ada");
    const auto carl = sign_in("carl");
    auto ready = frame();
    ready.mutable_set_presence()->set_ready_until_ms((now + core::hours(2)).ms);
    call(carl, ready);
    auto ask = frame();
    ask.mutable_ask()->set_issue_id(call(ada, open_issue("x")).issue_opened().issue().issue_id());
    ask.mutable_ask()->set_minutes(15);
    ask.mutable_ask()->set_skill("S1");
    call(ada, ask);
    const auto frames = received(carl);
    const auto made = std::ranges::find_if(frames, [](const auto& each) { return each.has_offer_made(); });
    ASSERT_NE(made, frames.end());
    // The answer and the end of the offer's time are both there when the loop gets to them.
    pass(core::seconds(60));
    auto accept = frame();
    accept.mutable_accept_offer()->set_offer_id(made->offer_made().offer().offer_id());
    EXPECT_TRUE(call(carl, accept).has_session_changed());
}

TEST_F(Turn, TellsOthersAtOnceWhenSomebodyIsThrownOut) {
    const auto ada = sign_in("ada");
    const auto carl = sign_in("carl");
    begin_session(ada, carl);
    EXPECT_EQ(shard->on_message(ada, "\xff\xff"), ports::Intake::taken);
    turn();
    EXPECT_EQ(close_code(ada), 4500);
    const auto frames = received(carl);
    ASSERT_FALSE(frames.empty());
    const auto& session = frames.back().session_changed().session();
    EXPECT_FALSE(session.participants(0).connected());
    EXPECT_GT(session.participants(0).grace_ends_ms(), now.ms);
    shard->on_close(ada);
    turn();
    EXPECT_EQ(shard->totals().connections, 1U);
}

TEST_F(Turn, MeasuresWhatPeopleWaitFor) {
    const auto ada = sign_in("ada");
    const auto carl = sign_in("carl");
    const auto session = begin_session(ada, carl);
    EXPECT_EQ(shard->counters().offer.count(), 1U);
    EXPECT_EQ(shard->counters().acknowledgement.count(), 0U);
    EXPECT_EQ(shard->counters().commit.count(), shard->counters().commits);
    EXPECT_EQ(send(ada, text(session, "one")), ports::Intake::taken);
    EXPECT_EQ(send(carl, text(session, "two")), ports::Intake::taken);
    turn();
    EXPECT_EQ(shard->counters().acknowledgement.count(), 2U);
}

TEST_F(Turn, ForgetsConnectionsThatAreGone) {
    const auto ada = sign_in("ada");
    EXPECT_EQ(send(ada, open_issue("x")), ports::Intake::taken);
    shard->on_close(ada);
    turn();
    EXPECT_TRUE(received(ada).empty());
    EXPECT_EQ(shard->on_message(ada, "ignored"), ports::Intake::taken);
    EXPECT_EQ(shard->totals().connections, 0U);
}

}  // namespace
}  // namespace courtside::app
