// Commands beside asking and talking: notes, own data, push, promises.

#include "unit/wire/decoded_command.hpp"

#include <string>
#include <variant>

namespace courtside::wire {
namespace {

class DecodeFurtherCommand : public DecodeCommand {};

INSTANTIATE_TEST_SUITE_P(Formats, DecodeFurtherCommand, testing::Values(Format::binary, Format::json),
                         format_name);

TEST_P(DecodeFurtherCommand, ReadsWhatCoachesDoBesideTheTalk) {
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

TEST_P(DecodeFurtherCommand, ReadsWhatIsAboutTheQueueAndOnesOwnData) {
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

TEST_P(DecodeFurtherCommand, ReadsPushChannels) {
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

TEST_P(DecodeFurtherCommand, ReadsPromises) {
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

}  // namespace
}  // namespace courtside::wire
