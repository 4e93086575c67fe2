#include "unit/wire/frames.hpp"
#include "unit/wire/full_values.hpp"
#include "wire/encoder.hpp"

#include <google/protobuf/descriptor.h>

#include <limits>
#include <set>
#include <string>
#include <vector>

namespace courtside::wire {
namespace {

/// The paths of all fields of a message that are unset or at their default; of a oneof only what
/// is set is looked into.
void collect_unset(const google::protobuf::Message& message, const std::string& path,
                   std::vector<std::string>& out) {
    const auto& type = *message.GetDescriptor();
    const auto& reflection = *message.GetReflection();
    for (int i = 0; i < type.field_count(); ++i) {
        const auto& field = *type.field(i);
        const auto name = path + "." + field.name();
        const bool set = field.is_repeated() ? reflection.FieldSize(message, &field) > 0
                                             : reflection.HasField(message, &field);
        if (!set) {
            if (field.containing_oneof() == nullptr) {
                out.push_back(name);
            }
        } else if (field.cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE) {
            if (field.is_repeated()) {
                for (int n = 0; n < reflection.FieldSize(message, &field); ++n) {
                    collect_unset(reflection.GetRepeatedMessage(message, &field, n), name, out);
                }
            } else {
                collect_unset(reflection.GetMessage(message, &field), name, out);
            }
        }
    }
}

std::vector<std::string> unset_fields(const google::protobuf::Message& message) {
    std::vector<std::string> out;
    collect_unset(message, message.GetDescriptor()->name(), out);
    return out;
}

std::vector<core::ReplyBody> full_replies() {
    return {core::Error{core::ErrorCode::busy, "later", {{"limit", "5"}}, true, {1500}},
            core::Done{},
            full_welcome(),
            core::TokenRefreshed{{1}},
            core::IssueOpened{full_issue()},
            core::Asked{full_request()},
            core::MessageSent{{1}, 2, {3}},
            core::IssuesPage{{full_issue(), full_issue()}, {4}},
            core::SessionsPage{{full_session()}, {5}},
            core::MessagesPage{{6}, {full_message(), full_moment()}, true},
            core::SearchPage{{full_message(), full_moment()}, {7}},
            core::SkillsPage{{{"S1", "label", "description"}}, "S1"},
            core::PresenceChanged{full_presence()},
            core::SessionChanged{full_session()},
            core::OffersPage{{full_past_offer()}, {8}},
            core::NotesPage{{full_note()}},
            core::Briefing{{9}, {full_earlier_session()}},
            full_waiting(),
            core::PushState{{full_channel()}, "BKey"},
            core::MyData{"{}", 48, true},
            core::PreferencesChanged{full_preferences()},
            core::CoveragePage{{681},
                               {1},
                               {{"S1", "talking", "de", 8, 10, 3, 15, 10, 5, 40}},
                               {{"S1", "talking", "de", 35}},
                               200}};
}

std::vector<core::Event> full_events() {
    return {core::PresenceChanged{full_presence()},
            core::SessionChanged{full_session()},
            core::RequestChanged{full_request()},
            core::OfferMade{full_offer()},
            core::OfferClosed{{1}, core::OfferState::rescinded},
            core::MessageAdded{std::make_shared<core::Message>(full_message())},
            core::MessageAdded{std::make_shared<core::Message>(full_moment())},
            core::TypingChanged{{1}, {2}, true},
            core::MarksChanged{{1}, {2}, 3, 4},
            core::SignalReceived{{1}, {2}, std::string("\xff\0", 2)},
            core::EndingSoon{{1}, {2}},
            core::IssueChanged{full_issue()},
            full_waiting(),
            core::PromiseReminder{{61}, {{76}, {77}}, "Pivot tables", true}};
}

class Encode : public InBothFormats {
protected:
    pb::ServerFrame reply(const core::ReplyBody& body, std::uint64_t request_id = 9) {
        return parsed(GetParam(), encoder.reply(GetParam(), request_id, body));
    }
    pb::ServerFrame event(const core::Event& event) {
        return parsed(GetParam(), encoder.event(GetParam(), event));
    }

    Encoder encoder;
};

INSTANTIATE_TEST_SUITE_P(Formats, Encode, testing::Values(Format::binary, Format::json), format_name);

TEST_P(Encode, WritesEveryFieldOfEveryReply) {
    std::set<int> seen;
    std::set<std::size_t> alternatives;
    for (const auto& body : full_replies()) {
        const auto frame = reply(body);
        EXPECT_EQ(unset_fields(frame), std::vector<std::string>{});
        EXPECT_EQ(frame.request_id(), 9U);
        seen.insert(frame.content_case());
        alternatives.insert(body.index());
    }
    EXPECT_EQ(alternatives.size(), std::variant_size_v<core::ReplyBody>);
    EXPECT_EQ(seen.size(), std::variant_size_v<core::ReplyBody>);
}

TEST_P(Encode, WritesEveryFieldOfEveryEvent) {
    std::set<int> seen;
    std::set<std::size_t> alternatives;
    for (const auto& each : full_events()) {
        const auto frame = event(each);
        EXPECT_EQ(unset_fields(frame), std::vector<std::string>{"ServerFrame.request_id"});
        seen.insert(frame.content_case());
        alternatives.insert(each.index());
    }
    EXPECT_EQ(alternatives.size(), std::variant_size_v<core::Event>);
    EXPECT_EQ(seen.size(), std::variant_size_v<core::Event>);
}

TEST(EncodeFormats, SayTheSame) {
    Encoder encoder;
    for (const auto& body : full_replies()) {
        const auto binary = parsed(Format::binary, encoder.reply(Format::binary, 5, body));
        const auto json = parsed(Format::json, encoder.reply(Format::json, 5, body));
        EXPECT_EQ(binary.SerializeAsString(), json.SerializeAsString()) << binary.DebugString();
    }
    for (const auto& event : full_events()) {
        const auto binary = parsed(Format::binary, encoder.event(Format::binary, event));
        const auto json = parsed(Format::json, encoder.event(Format::json, event));
        EXPECT_EQ(binary.SerializeAsString(), json.SerializeAsString()) << binary.DebugString();
    }
}

TEST_P(Encode, SaysWhyARequestWasRefused) {
    const auto frame = reply(core::Error{
        core::ErrorCode::too_large, "too long", {{"field", "text"}, {"limit", "16384"}}, false, {}});
    const auto& error = frame.error();
    EXPECT_EQ(error.code(), pb::ERROR_CODE_TOO_LARGE);
    EXPECT_EQ(error.text(), "too long");
    ASSERT_EQ(error.args_size(), 2);
    EXPECT_EQ(error.args(1).key(), "limit");
    EXPECT_EQ(error.args(1).value(), "16384");
    EXPECT_FALSE(error.retry());
    EXPECT_EQ(error.retry_after_ms(), 0U);
}

TEST_P(Encode, WritesASessionAsItIs) {
    const auto frame = event(core::SessionChanged{full_session()});
    const auto& session = frame.session_changed().session();
    EXPECT_EQ(session.session_id(), 91U);
    EXPECT_EQ(session.issue_id(), 92U);
    EXPECT_EQ(session.state(), pb::SESSION_STATE_ENDED);
    EXPECT_EQ(session.minutes(), 30U);
    EXPECT_EQ(session.matched_ms(), 93);
    EXPECT_EQ(session.started_ms(), 94);
    EXPECT_EQ(session.ends_ms(), 95);
    EXPECT_EQ(session.outcome(), pb::OUTCOME_NO_SHOW);
    EXPECT_EQ(session.absent_ids(1), 97U);
    EXPECT_EQ(session.last_number(), 99U);
    EXPECT_EQ(session.next_step(), "Build one chart by Friday");
    EXPECT_EQ(session.extension_proposed_by(), 98U);
    EXPECT_EQ(session.issue().title(), "Pivot tables");
    ASSERT_EQ(session.reasons_size(), 9);
    EXPECT_EQ(session.reasons(3), pb::MATCH_REASON_SAME_COACH);
    ASSERT_EQ(session.participants_size(), 2);
    const auto& coach = session.participants(0);
    EXPECT_EQ(coach.person_id(), 101U);
    EXPECT_EQ(coach.name(), "Grace");
    EXPECT_EQ(coach.role(), pb::SESSION_ROLE_COACH);
    EXPECT_EQ(coach.grace_ends_ms(), 105);
    EXPECT_EQ(coach.delivered_to(), 103U);
    EXPECT_EQ(coach.read_to(), 104U);
    EXPECT_EQ(coach.left_ms(), 106);
    EXPECT_EQ(session.participants(1).role(), pb::SESSION_ROLE_LEARNER);
}

TEST_P(Encode, WritesARequestAsItIs) {
    const auto frame = event(core::RequestChanged{full_request()});
    const auto& request = frame.request_changed().request();
    EXPECT_EQ(request.request_id(), 61U);
    EXPECT_EQ(request.issue_id(), 62U);
    EXPECT_EQ(request.state(), pb::REQUEST_STATE_BOOKED);
    EXPECT_EQ(request.reason(), pb::REQUEST_REASON_WINDOW_AHEAD);
    EXPECT_EQ(request.skill(), "S3");
    EXPECT_EQ(request.least_level(), 4U);
    EXPECT_EQ(request.language(), "es");
    EXPECT_EQ(request.asked_ms(), 64);
    EXPECT_EQ(request.waiting_since_ms(), 65);
    EXPECT_EQ(request.needed_by_ms(), 66);
    EXPECT_EQ(request.window().from_ms(), 67);
    EXPECT_EQ(request.window().to_ms(), 68);
    EXPECT_EQ(request.expires_ms(), 69);
    EXPECT_EQ(request.position(), 71U);
    EXPECT_EQ(request.estimate().low_minutes(), 72U);
    EXPECT_EQ(request.estimate().high_minutes(), 73U);
    EXPECT_EQ(request.could_help(), 74U);
    EXPECT_EQ(request.next_window_ms(), 75);
    EXPECT_EQ(request.session_id(), 70U);
    EXPECT_EQ(request.promise().from_ms(), 76);
    EXPECT_EQ(request.promise().to_ms(), 77);
    EXPECT_EQ(request.proposed().from_ms(), 78);
    EXPECT_EQ(request.proposed().to_ms(), 79);
    EXPECT_TRUE(request.unlikely_today());
    EXPECT_TRUE(request.widened());
}

TEST_P(Encode, WritesAReminder) {
    const auto frame = event(core::PromiseReminder{{61}, {{76}, {77}}, "Pivot tables", true});
    EXPECT_EQ(frame.promise_reminder().request_id(), 61U);
    EXPECT_EQ(frame.promise_reminder().window().from_ms(), 76);
    EXPECT_EQ(frame.promise_reminder().window().to_ms(), 77);
    EXPECT_EQ(frame.promise_reminder().title(), "Pivot tables");
    EXPECT_TRUE(frame.promise_reminder().coach());
}

TEST_P(Encode, LeavesOutWhatARequestDoesNotHave) {
    const auto frame = event(core::RequestChanged{});
    const auto& request = frame.request_changed().request();
    EXPECT_FALSE(request.has_window() || request.has_promise() || request.has_proposed());
    EXPECT_FALSE(request.has_estimate());
    EXPECT_EQ(request.state(), pb::REQUEST_STATE_WAITING);
}

TEST_P(Encode, WritesWhoIsWelcomeAndTheLimits) {
    core::Welcome body = full_welcome();
    body.rules.text_bytes = 1000;
    body.rules.signal_bytes = 2000;
    body.rules.page_items = 30;
    Encoder with_limits({.frame_bytes = 4000, .commands_per_second = 5, .command_burst = 6});
    const auto frame = parsed(GetParam(), with_limits.reply(GetParam(), 1, body));
    const auto& welcome = frame.welcome();
    EXPECT_EQ(welcome.limits().text_bytes(), 1000U);
    EXPECT_EQ(welcome.limits().signal_bytes(), 2000U);
    EXPECT_EQ(welcome.limits().page_items(), 30U);
    EXPECT_EQ(welcome.limits().frame_bytes(), 4000U);
    EXPECT_EQ(welcome.limits().commands_per_second(), 5U);
    EXPECT_EQ(welcome.limits().command_burst(), 6U);
    EXPECT_EQ(welcome.server_time_ms(), 121);
    EXPECT_EQ(welcome.token_expires_ms(), 122);
    ASSERT_EQ(welcome.me().roles_size(), 5);
    EXPECT_EQ(welcome.me().roles(4), pb::ROLE_ADMIN);
    EXPECT_EQ(welcome.me().skills(1).code(), "S2.1");
    EXPECT_EQ(welcome.me().skills(1).level(), 5U);
    EXPECT_EQ(welcome.me().languages(1), "de");
    EXPECT_EQ(welcome.presence().windows(1).to_ms(), 56);
    EXPECT_EQ(welcome.offers_size(), 2);
}

TEST_P(Encode, SendsNothingOfWhatStaysOnTheServer) {
    for (const auto& body : full_replies()) {
        EXPECT_EQ(encoder.reply(GetParam(), 1, body).find("never-sent"), std::string_view::npos);
    }
    for (const auto& each : full_events()) {
        EXPECT_EQ(encoder.event(GetParam(), each).find("never-sent"), std::string_view::npos);
    }
}

/// The frames of messages are filled in place again and again; nothing of one may show in the next.
TEST_P(Encode, KeepsNothingOfTheMessageBefore) {
    static_cast<void>(event(core::MessageAdded{std::make_shared<core::Message>(full_moment())}));
    auto plain = std::make_shared<core::Message>();
    plain->session = {1};
    plain->text = "";
    const auto frame = event(core::MessageAdded{plain});
    const auto& message = frame.message_added().message();
    EXPECT_EQ(message.session_id(), 1U);
    EXPECT_EQ(message.number(), 0U);
    ASSERT_TRUE(message.has_text());
    EXPECT_EQ(message.text().text(), "");
    EXPECT_EQ(message.reply_to(), 0U);
    EXPECT_FALSE(message.redacted());
    EXPECT_EQ(message.command_id(), "");

    static_cast<void>(reply(core::MessageSent{{9}, 9, {9}}, 9));
    const auto sent = reply(core::MessageSent{}, 0);
    EXPECT_EQ(sent.request_id(), 0U);
    EXPECT_EQ(sent.message_sent().number(), 0U);
}

TEST_P(Encode, CarriesTheLargestNumbersAndLongPages) {
    constexpr auto highest = std::numeric_limits<std::uint64_t>::max();
    const auto sent =
        reply(core::MessageSent{{highest}, highest, {std::numeric_limits<std::int64_t>::max()}}, highest);
    EXPECT_EQ(sent.request_id(), highest);
    EXPECT_EQ(sent.message_sent().session_id(), highest);
    EXPECT_EQ(sent.message_sent().sent_ms(), std::numeric_limits<std::int64_t>::max());

    core::MessagesPage page;
    page.messages.assign(50, full_message());
    for (auto& message : page.messages) {
        message.text.assign(16 * 1024, 'x');
    }
    EXPECT_EQ(reply(page).messages_page().messages(49).text().text().size(), 16U * 1024);
    EXPECT_EQ(reply(core::Done{}).content_case(), pb::ServerFrame::kDone);
}

}  // namespace
}  // namespace courtside::wire
