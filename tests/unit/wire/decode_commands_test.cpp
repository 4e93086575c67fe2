#include "unit/wire/frames.hpp"
#include "wire/decoder.hpp"

#include <limits>
#include <string>
#include <variant>

namespace courtside::wire {
namespace {

constexpr std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
constexpr std::int64_t noon_ms = 1'795'262'400'000;

class DecodeCommand : public InBothFormats {
protected:
    DecodeCommand() {
        frame.set_request_id(7);
        frame.set_command_id("0123456789abcdef");
    }

    ClientMessage decode() {
        auto result = decoder_.decode(GetParam(), payload(GetParam(), frame));
        if (const auto* refused = std::get_if<Refused>(&result)) {
            ADD_FAILURE() << refused->error.text;
            return {};
        }
        return std::get<ClientMessage>(std::move(result));
    }

    template <class C>
    C command() {
        auto message = decode();
        EXPECT_EQ(message.request_id, 7U);
        const auto* command = std::get_if<core::Command>(&message.content);
        if (command == nullptr || !std::holds_alternative<C>(*command)) {
            ADD_FAILURE() << "decoded as another command";
            return {};
        }
        return std::get<C>(*command);
    }

    pb::ClientFrame frame;

private:
    Decoder decoder_;
};

INSTANTIATE_TEST_SUITE_P(Formats, DecodeCommand, testing::Values(Format::binary, Format::json), format_name);

TEST_P(DecodeCommand, ReadsTheFramesOwnFields) {
    frame.set_request_id(largest);
    frame.mutable_wrong_match()->set_session_id(1);
    const auto message = decode();
    EXPECT_EQ(message.request_id, largest);
    EXPECT_EQ(std::string(message.command_id.bytes.begin(), message.command_id.bytes.end()),
              "0123456789abcdef");

    frame.clear_command_id();
    EXPECT_FALSE(decode().command_id);
}

TEST_P(DecodeCommand, ReadsAHello) {
    auto& in = *frame.mutable_hello();
    in.set_token("a.b.c");
    in.set_client_name("widget");
    in.set_client_version("1.2");
    in.set_device_id("device");
    const auto message = decode();
    const auto& hello = std::get<Hello>(message.content);
    EXPECT_EQ(hello.token, "a.b.c");
    EXPECT_EQ(hello.client_name, "widget");
    EXPECT_EQ(hello.client_version, "1.2");
    EXPECT_EQ(hello.device_id, "device");
}

TEST_P(DecodeCommand, ReadsARefresh) {
    frame.mutable_refresh_token()->set_token("fresh");
    EXPECT_EQ(std::get<RefreshToken>(decode().content).token, "fresh");
}

TEST_P(DecodeCommand, ReadsPresence) {
    frame.mutable_set_presence()->set_ready_until_ms(noon_ms);
    EXPECT_EQ(command<core::SetPresence>().ready_until.ms, noon_ms);
    frame.mutable_set_presence()->set_away(true);
    EXPECT_FALSE(command<core::SetPresence>().ready_until);
}

TEST_P(DecodeCommand, ReadsAvailability) {
    for (int i = 0; i < 3; ++i) {
        auto& window = *frame.mutable_set_availability()->add_windows();
        window.set_from_ms(noon_ms + i);
        window.set_to_ms(noon_ms + 100 + i);
    }
    const auto out = command<core::SetAvailability>();
    ASSERT_EQ(out.windows.size(), 3U);
    EXPECT_EQ(out.windows[2], (core::TimeWindow{{noon_ms + 2}, {noon_ms + 102}}));
}

TEST_P(DecodeCommand, ReadsPreferences) {
    auto& in = *frame.mutable_set_preferences();
    in.set_committed(true);
    in.set_weekly_minutes(120);
    auto& focus = *in.add_focus();
    focus.set_from_ms(noon_ms);
    focus.set_to_ms(noon_ms + 1);
    const auto out = command<core::SetPreferences>();
    EXPECT_TRUE(out.committed);
    EXPECT_EQ(out.weekly_minutes, 120U);
    EXPECT_EQ(out.focus, (std::vector{core::TimeWindow{{noon_ms}, {noon_ms + 1}}}));
}

TEST_P(DecodeCommand, ReadsAnIssue) {
    frame.mutable_open_issue()->set_title("Wie geht das? ✓");
    frame.mutable_open_issue()->set_description(std::string("a\0b\n", 4));
    const auto out = command<core::OpenIssue>();
    EXPECT_EQ(out.title, "Wie geht das? ✓");
    EXPECT_EQ(out.description, std::string("a\0b\n", 4));
}

TEST_P(DecodeCommand, ReadsEverythingOfAnAsk) {
    auto& in = *frame.mutable_ask();
    in.set_issue_id(11);
    in.set_minutes(30);
    in.mutable_window()->set_from_ms(noon_ms);
    in.mutable_window()->set_to_ms(noon_ms + 5);
    in.set_needed_by_ms(noon_ms + 9);
    in.set_skill("S1.1");
    in.set_least_level(4);
    in.set_language("de");
    in.add_prefer(1);
    in.add_prefer(largest);
    in.add_leave_out(3);
    in.set_allow_manager(true);
    in.set_leave_out_unit(true);
    const auto out = command<core::Ask>();
    EXPECT_EQ(out.issue.value, 11U);
    EXPECT_EQ(out.minutes, 30U);
    ASSERT_TRUE(out.window);
    EXPECT_EQ(*out.window, (core::TimeWindow{{noon_ms}, {noon_ms + 5}}));
    EXPECT_EQ(out.needed_by.ms, noon_ms + 9);
    EXPECT_EQ(out.skill, "S1.1");
    EXPECT_EQ(out.least_level, 4U);
    EXPECT_EQ(out.language, "de");
    EXPECT_EQ(out.prefer, (std::vector<core::PersonId>{{1}, {largest}}));
    EXPECT_EQ(out.leave_out, (std::vector<core::PersonId>{{3}}));
    EXPECT_TRUE(out.allow_manager);
    EXPECT_TRUE(out.leave_out_unit);
}

TEST_P(DecodeCommand, TellsAnAskForNowFromOneForAWindow) {
    frame.mutable_ask()->set_issue_id(1);
    EXPECT_FALSE(command<core::Ask>().window);
    frame.mutable_ask()->mutable_window();
    EXPECT_TRUE(command<core::Ask>().window);
}

TEST_P(DecodeCommand, ReadsAnAskAgain) {
    auto& in = *frame.mutable_ask_again();
    in.set_issue_id(12);
    in.set_minutes(15);
    in.mutable_window()->set_to_ms(noon_ms);
    in.set_needed_by_ms(noon_ms);
    const auto out = command<core::AskAgain>();
    EXPECT_EQ(out.issue.value, 12U);
    EXPECT_EQ(out.minutes, 15U);
    EXPECT_EQ(out.window, (core::TimeWindow{{0}, {noon_ms}}));
    EXPECT_EQ(out.needed_by.ms, noon_ms);
}

TEST_P(DecodeCommand, ReadsWhatNamesOneThing) {
    frame.mutable_block()->set_person_id(largest);
    EXPECT_EQ(command<core::Block>().person.value, largest);
    frame.mutable_unblock()->set_person_id(2);
    EXPECT_EQ(command<core::Unblock>().person.value, 2U);
    frame.mutable_cancel_request()->set_request_id(3);
    EXPECT_EQ(command<core::CancelRequest>().request.value, 3U);
    frame.mutable_solved_alone()->set_request_id(4);
    EXPECT_EQ(command<core::SolvedAlone>().request.value, 4U);
    frame.mutable_offer_shown()->set_offer_id(5);
    EXPECT_EQ(command<core::OfferShown>().offer.value, 5U);
    frame.mutable_accept_offer()->set_offer_id(6);
    EXPECT_EQ(command<core::AcceptOffer>().offer.value, 6U);
    frame.mutable_join_session()->set_session_id(7);
    EXPECT_EQ(command<core::JoinSession>().session.value, 7U);
    frame.mutable_wrong_match()->set_session_id(8);
    EXPECT_EQ(command<core::WrongMatch>().session.value, 8U);
}

TEST_P(DecodeCommand, ReadsADecline) {
    auto& in = *frame.mutable_decline_offer();
    in.set_offer_id(9);
    in.set_reason(pb::DECLINE_REASON_CONFLICT);
    in.set_note("know her well");
    const auto out = command<core::DeclineOffer>();
    EXPECT_EQ(out.offer.value, 9U);
    EXPECT_EQ(out.reason, core::DeclineReason::conflict);
    EXPECT_EQ(out.note, "know her well");
}

TEST_P(DecodeCommand, ReadsATextMessage) {
    auto& in = *frame.mutable_send_message();
    in.set_session_id(10);
    in.mutable_text()->set_text("hello");
    in.set_reply_to(3);
    const auto out = command<core::SendMessage>();
    EXPECT_EQ(out.session.value, 10U);
    EXPECT_EQ(out.kind, core::MessageKind::text);
    EXPECT_EQ(out.moment, core::MomentKind::none);
    EXPECT_EQ(out.text, "hello");
    EXPECT_EQ(out.reply_to, 3U);
}

TEST_P(DecodeCommand, TakesAnEmptyTextAndTheLongestOne) {
    frame.mutable_send_message()->mutable_text();
    EXPECT_EQ(command<core::SendMessage>().text, "");
    const std::string longest(16 * 1024, 'x');
    frame.mutable_send_message()->mutable_text()->set_text(longest);
    EXPECT_EQ(command<core::SendMessage>().text, longest);
}

TEST_P(DecodeCommand, ReadsAMoment) {
    auto& in = *frame.mutable_send_message()->mutable_moment();
    in.set_kind(pb::MOMENT_KIND_FIRST_WIN);
    in.set_text("you did it");
    const auto out = command<core::SendMessage>();
    EXPECT_EQ(out.kind, core::MessageKind::moment);
    EXPECT_EQ(out.moment, core::MomentKind::first_win);
    EXPECT_EQ(out.text, "you did it");
}

TEST_P(DecodeCommand, ReadsWhatIsFleeting) {
    frame.mutable_set_typing()->set_session_id(1);
    frame.mutable_set_typing()->set_typing(true);
    const auto typing = command<core::SetTyping>();
    EXPECT_EQ(typing.session.value, 1U);
    EXPECT_TRUE(typing.typing);

    frame.mutable_mark()->set_session_id(2);
    frame.mutable_mark()->set_delivered_to(largest);
    frame.mutable_mark()->set_read_to(9);
    const auto mark = command<core::Mark>();
    EXPECT_EQ(mark.session.value, 2U);
    EXPECT_EQ(mark.delivered_to, largest);
    EXPECT_EQ(mark.read_to, 9U);

    frame.mutable_send_signal()->set_session_id(3);
    frame.mutable_send_signal()->set_payload(std::string("\xff\0\x80", 3));
    const auto signal = command<core::SendSignal>();
    EXPECT_EQ(signal.session.value, 3U);
    EXPECT_EQ(signal.payload, std::string("\xff\0\x80", 3));
}

TEST_P(DecodeCommand, ReadsHowASessionGoesOn) {
    frame.mutable_extend()->set_session_id(1);
    frame.mutable_extend()->set_agree(true);
    const auto extend = command<core::Extend>();
    EXPECT_EQ(extend.session.value, 1U);
    EXPECT_TRUE(extend.agree);

    frame.mutable_end_session()->set_session_id(2);
    frame.mutable_end_session()->set_outcome(pb::OUTCOME_ANOTHER_SESSION);
    frame.mutable_end_session()->set_next_step("One chart");
    const auto end = command<core::EndSession>();
    EXPECT_EQ(end.next_step, "One chart");
    EXPECT_EQ(end.session.value, 2U);
    EXPECT_EQ(end.outcome, core::Outcome::another_session);

    auto& in = *frame.mutable_close_with_word();
    in.set_session_id(3);
    in.set_solved(pb::ANSWER_YES);
    in.set_felt_heard(pb::ANSWER_PARTLY);
    in.set_knows_next_step(pb::ANSWER_NO);
    in.set_line("thanks");
    const auto word = command<core::CloseWithWord>();
    EXPECT_EQ(word.session.value, 3U);
    EXPECT_EQ(word.solved, core::Answer::yes);
    EXPECT_EQ(word.felt_heard, core::Answer::partly);
    EXPECT_EQ(word.knows_next_step, core::Answer::no);
    EXPECT_EQ(word.line, "thanks");
}

TEST_P(DecodeCommand, ReadsWhatFetches) {
    frame.mutable_fetch_issues()->set_before_id(largest);
    frame.mutable_fetch_issues()->set_limit(100);
    const auto issues = command<core::FetchIssues>();
    EXPECT_EQ(issues.before.value, largest);
    EXPECT_EQ(issues.limit, 100U);

    frame.mutable_fetch_sessions()->set_issue_id(1);
    frame.mutable_fetch_sessions()->set_before_id(2);
    frame.mutable_fetch_sessions()->set_limit(std::numeric_limits<std::uint32_t>::max());
    const auto sessions = command<core::FetchSessions>();
    EXPECT_EQ(sessions.issue.value, 1U);
    EXPECT_EQ(sessions.before.value, 2U);
    EXPECT_EQ(sessions.limit, std::numeric_limits<std::uint32_t>::max());

    frame.mutable_fetch_messages()->set_session_id(3);
    frame.mutable_fetch_messages()->set_after(largest);
    frame.mutable_fetch_messages()->set_limit(5);
    const auto messages = command<core::FetchMessages>();
    EXPECT_EQ(messages.session.value, 3U);
    EXPECT_EQ(messages.after, largest);
    EXPECT_EQ(messages.limit, 5U);

    frame.mutable_search_messages()->set_text("macro");
    frame.mutable_search_messages()->set_before_session_id(6);
    const auto search = command<core::SearchMessages>();
    EXPECT_EQ(search.text, "macro");
    EXPECT_EQ(search.before.value, 6U);

    frame.mutable_fetch_skills()->set_after_code("S1");
    frame.mutable_fetch_skills()->set_limit(7);
    const auto skills = command<core::FetchSkills>();
    EXPECT_EQ(skills.after_code, "S1");
    EXPECT_EQ(skills.limit, 7U);

    frame.mutable_fetch_offers()->set_before_id(8);
    frame.mutable_fetch_offers()->set_limit(9);
    const auto offers = command<core::FetchOffers>();
    EXPECT_EQ(offers.before.value, 8U);
    EXPECT_EQ(offers.limit, 9U);

    frame.mutable_fetch_notes()->set_session_id(10);
    EXPECT_EQ(command<core::FetchNotes>().session.value, 10U);

    frame.mutable_fetch_briefing()->set_session_id(11);
    EXPECT_EQ(command<core::FetchBriefing>().session.value, 11U);
}

TEST_P(DecodeCommand, ReadsWhatCoachesDoBesideTheTalk) {
    frame.mutable_write_note()->set_session_id(1);
    frame.mutable_write_note()->set_text("Likes pictures");
    const auto note = command<core::WriteNote>();
    EXPECT_EQ(note.session.value, 1U);
    EXPECT_EQ(note.text, "Likes pictures");

    frame.mutable_hand_over()->set_session_id(2);
    frame.mutable_hand_over()->set_to_person_id(3);
    frame.mutable_hand_over()->set_skill("S2");
    frame.mutable_hand_over()->set_line("Ask Kim");
    const auto handover = command<core::HandOver>();
    EXPECT_EQ(handover.session.value, 2U);
    EXPECT_EQ(handover.to.value, 3U);
    EXPECT_EQ(handover.skill, "S2");
    EXPECT_EQ(handover.line, "Ask Kim");

    frame.mutable_invite_expert()->set_session_id(4);
    frame.mutable_invite_expert()->set_person_id(5);
    frame.mutable_invite_expert()->set_skill("S3");
    const auto invitation = command<core::InviteExpert>();
    EXPECT_EQ(invitation.session.value, 4U);
    EXPECT_EQ(invitation.person.value, 5U);
    EXPECT_EQ(invitation.skill, "S3");

    frame.mutable_leave_session()->set_session_id(6);
    EXPECT_EQ(command<core::LeaveSession>().session.value, 6U);
}

TEST_P(DecodeCommand, OnWhatWaitsAndOnOnesOwnData) {
    frame.mutable_fetch_waiting();
    command<core::FetchWaiting>();
    frame.mutable_fetch_my_data()->set_offset(49'152);
    EXPECT_EQ(command<core::FetchMyData>().offset, 49'152U);
    frame.mutable_fetch_coverage()->set_month("2026-10");
    frame.mutable_fetch_coverage()->set_from(200);
    const auto coverage = command<core::FetchCoverage>();
    EXPECT_EQ(coverage.month, "2026-10");
    EXPECT_EQ(coverage.from, 200U);
    frame.mutable_erase_me()->set_confirm(17);
    EXPECT_EQ(command<core::EraseMe>().confirm.value, 17U);
}

TEST_P(DecodeCommand, OnPushChannels) {
    frame.mutable_subscribe_push()->set_endpoint("https://push.example/1");
    frame.mutable_subscribe_push()->set_p256dh(std::string("\x04\xff\0", 3));
    frame.mutable_subscribe_push()->set_auth(std::string("\0\xff", 2));
    const auto subscribe = command<core::SubscribePush>();
    EXPECT_EQ(subscribe.endpoint, "https://push.example/1");
    EXPECT_EQ(subscribe.p256dh, std::string("\x04\xff\0", 3));
    EXPECT_EQ(subscribe.auth, std::string("\0\xff", 2));
    frame.mutable_unsubscribe_push()->set_endpoint("https://push.example/1");
    EXPECT_EQ(command<core::UnsubscribePush>().endpoint, "https://push.example/1");
    frame.mutable_test_push()->set_endpoint("https://push.example/1");
    const auto test = command<core::TestPush>();
    EXPECT_EQ(test.endpoint, "https://push.example/1");
    EXPECT_EQ(test.code, "") << "codes are the server's";
    frame.mutable_confirm_push()->set_endpoint("https://push.example/1");
    frame.mutable_confirm_push()->set_code("c0de");
    const auto confirm = command<core::ConfirmPush>();
    EXPECT_EQ(confirm.endpoint, "https://push.example/1");
    EXPECT_EQ(confirm.code, "c0de");
}

TEST_P(DecodeCommand, ReadsPromises) {
    frame.mutable_take_promise()->set_request_id(4);
    EXPECT_EQ(command<core::TakePromise>().window, core::TimeWindow{});
    frame.mutable_take_promise()->mutable_window()->set_from_ms(5);
    frame.mutable_take_promise()->mutable_window()->set_to_ms(6);
    const auto take = command<core::TakePromise>();
    EXPECT_EQ(take.request.value, 4U);
    EXPECT_EQ(take.window, (core::TimeWindow{{5}, {6}}));

    frame.mutable_widen_request()->set_request_id(7);
    EXPECT_EQ(command<core::WidenRequest>().request.value, 7U);
}

/// Whatever the protocol lists as a command is known here, with empty content too; but for what it reserves.
TEST_P(DecodeCommand, KnowsEveryCommandOfTheProtocol) {
    const auto& commands = *pb::ClientFrame::descriptor()->FindOneofByName("command");
    Decoder decoder;
    for (int i = 0; i < commands.field_count(); ++i) {
        if (commands.field(i)->number() == pb::ClientFrame::kSetPreferencesFieldNumber) {
            continue;
        }
        frame.GetReflection()->MutableMessage(&frame, commands.field(i));
        const auto result = decoder.decode(GetParam(), payload(GetParam(), frame));
        if (const auto* refused = std::get_if<Refused>(&result)) {
            EXPECT_EQ(refused->error.code, core::ErrorCode::invalid_argument) << commands.field(i)->name();
        }
    }
}

}  // namespace
}  // namespace courtside::wire
