#include "wire/decode_commands.hpp"

#include "wire/enums.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace courtside::wire {

namespace {

std::string take(std::string* text) {
    return std::move(*text);
}

core::TimeWindow window(const pb::TimeWindow& in, Arguments& arguments) {
    return {arguments.instant(in.from_ms(), "from_ms"), arguments.instant(in.to_ms(), "to_ms")};
}

template <class Frame>
std::optional<core::TimeWindow> optional_window(const Frame& in, Arguments& arguments) {
    if (!in.has_window()) {
        return std::nullopt;
    }
    return window(in.window(), arguments);
}

template <class Ids>
std::vector<core::PersonId> people(const Ids& ids) {
    std::vector<core::PersonId> out;
    out.reserve(static_cast<std::size_t>(ids.size()));
    for (const std::uint64_t id : ids) {
        out.push_back(core::PersonId{id});
    }
    return out;
}

core::SetPresence command(pb::SetPresence& in, Arguments& arguments) {
    switch (in.intent_case()) {
        case pb::SetPresence::kReadyUntilMs: {
            const auto until = arguments.instant(in.ready_until_ms(), "ready_until_ms");
            if (!until) {
                arguments.refuse("ready_until_ms", "must be an instant; to be away, set away");
            }
            return {until};
        }
        case pb::SetPresence::kAway:
            if (!in.away()) {
                arguments.refuse("away", "must be true; to be ready, set ready_until_ms");
            }
            return {};
        case pb::SetPresence::INTENT_NOT_SET:
            break;
    }
    arguments.refuse("intent", "must be ready_until_ms or away");
    return {};
}

core::SetAvailability command(pb::SetAvailability& in, Arguments& arguments) {
    core::SetAvailability out;
    out.windows.reserve(static_cast<std::size_t>(in.windows_size()));
    for (const auto& each : in.windows()) {
        out.windows.push_back(window(each, arguments));
    }
    return out;
}

core::SetPreferences command(pb::SetPreferences& in, Arguments& arguments) {
    core::SetPreferences out{in.committed(), in.weekly_minutes(), {}};
    out.focus.reserve(static_cast<std::size_t>(in.focus_size()));
    for (const auto& each : in.focus()) {
        out.focus.push_back(window(each, arguments));
    }
    return out;
}

core::OpenIssue command(pb::OpenIssue& in, Arguments& /*arguments*/) {
    return {take(in.mutable_title()), take(in.mutable_description())};
}

core::Ask command(pb::Ask& in, Arguments& arguments) {
    return {.issue = {in.issue_id()},
            .minutes = in.minutes(),
            .window = optional_window(in, arguments),
            .needed_by = arguments.instant(in.needed_by_ms(), "needed_by_ms"),
            .skill = take(in.mutable_skill()),
            .least_level = in.least_level(),
            .language = take(in.mutable_language()),
            .prefer = people(in.prefer()),
            .leave_out = people(in.leave_out()),
            .allow_manager = in.allow_manager(),
            .leave_out_unit = in.leave_out_unit()};
}

core::AskAgain command(pb::AskAgain& in, Arguments& arguments) {
    return {.issue = {in.issue_id()},
            .minutes = in.minutes(),
            .window = optional_window(in, arguments),
            .needed_by = arguments.instant(in.needed_by_ms(), "needed_by_ms")};
}

core::Block command(pb::Block& in, Arguments& /*arguments*/) {
    return {{in.person_id()}};
}
core::Unblock command(pb::Unblock& in, Arguments& /*arguments*/) {
    return {{in.person_id()}};
}
core::CancelRequest command(pb::CancelRequest& in, Arguments& /*arguments*/) {
    return {{in.request_id()}};
}
core::SolvedAlone command(pb::SolvedAlone& in, Arguments& /*arguments*/) {
    return {{in.request_id()}};
}
core::OfferShown command(pb::OfferShown& in, Arguments& /*arguments*/) {
    return {{in.offer_id()}};
}
core::AcceptOffer command(pb::AcceptOffer& in, Arguments& /*arguments*/) {
    return {{in.offer_id()}};
}

core::DeclineOffer command(pb::DeclineOffer& in, Arguments& arguments) {
    return {{in.offer_id()},
            arguments.one_of(in.reason(), core::DeclineReason::none, core::DeclineReason::other, "reason"),
            take(in.mutable_note())};
}

core::JoinSession command(pb::JoinSession& in, Arguments& /*arguments*/) {
    return {{in.session_id()}};
}

core::SendMessage command(pb::SendMessage& in, Arguments& arguments) {
    core::SendMessage out;
    out.session = {in.session_id()};
    out.reply_to = in.reply_to();
    switch (in.body_case()) {
        case pb::SendMessage::kText:
            out.text = take(in.mutable_text()->mutable_text());
            break;
        case pb::SendMessage::kMoment:
            out.kind = core::MessageKind::moment;
            out.moment = arguments.one_of(in.moment().kind(), core::MomentKind::show,
                                          core::MomentKind::first_win, "moment.kind");
            out.text = take(in.mutable_moment()->mutable_text());
            break;
        case pb::SendMessage::BODY_NOT_SET:
            arguments.refuse("body", "must be text or moment");
            break;
    }
    return out;
}

core::SetTyping command(pb::SetTyping& in, Arguments& /*arguments*/) {
    return {{in.session_id()}, in.typing()};
}

core::Mark command(pb::Mark& in, Arguments& /*arguments*/) {
    return {{in.session_id()}, in.delivered_to(), in.read_to()};
}

core::SendSignal command(pb::SendSignal& in, Arguments& /*arguments*/) {
    return {{in.session_id()}, take(in.mutable_payload())};
}

core::Extend command(pb::Extend& in, Arguments& /*arguments*/) {
    return {{in.session_id()}, in.agree()};
}
core::WrongMatch command(pb::WrongMatch& in, Arguments& /*arguments*/) {
    return {{in.session_id()}};
}

core::EndSession command(pb::EndSession& in, Arguments& arguments) {
    return {{in.session_id()},
            arguments.one_of(in.outcome(), core::Outcome::none, core::Outcome::no_show, "outcome"),
            take(in.mutable_next_step())};
}

core::CloseWithWord command(pb::CloseWithWord& in, Arguments& arguments) {
    const auto answer = [&](int value, std::string_view field) {
        return arguments.one_of(value, core::Answer::none, core::Answer::no, field);
    };
    return {.session = {in.session_id()},
            .solved = answer(in.solved(), "solved"),
            .felt_heard = answer(in.felt_heard(), "felt_heard"),
            .knows_next_step = answer(in.knows_next_step(), "knows_next_step"),
            .line = take(in.mutable_line())};
}

core::FetchIssues command(pb::FetchIssues& in, Arguments& /*arguments*/) {
    return {{in.before_id()}, in.limit()};
}

core::FetchSessions command(pb::FetchSessions& in, Arguments& /*arguments*/) {
    return {{in.issue_id()}, {in.before_id()}, in.limit()};
}

core::FetchMessages command(pb::FetchMessages& in, Arguments& /*arguments*/) {
    return {{in.session_id()}, in.after(), in.limit()};
}

core::SearchMessages command(pb::SearchMessages& in, Arguments& /*arguments*/) {
    return {take(in.mutable_text()), {in.before_session_id()}};
}

core::FetchSkills command(pb::FetchSkills& in, Arguments& /*arguments*/) {
    return {take(in.mutable_after_code()), in.limit()};
}

core::FetchOffers command(pb::FetchOffers& in, Arguments& /*arguments*/) {
    return {{in.before_id()}, in.limit()};
}

core::WriteNote command(pb::WriteNote& in, Arguments& /*arguments*/) {
    return {{in.session_id()}, take(in.mutable_text())};
}

core::FetchNotes command(pb::FetchNotes& in, Arguments& /*arguments*/) {
    return {{in.session_id()}};
}

core::FetchBriefing command(pb::FetchBriefing& in, Arguments& /*arguments*/) {
    return {{in.session_id()}};
}

core::HandOver command(pb::HandOver& in, Arguments& /*arguments*/) {
    return {{in.session_id()}, {in.to_person_id()}, take(in.mutable_skill()), take(in.mutable_line())};
}

core::InviteExpert command(pb::InviteExpert& in, Arguments& /*arguments*/) {
    return {{in.session_id()}, {in.person_id()}, take(in.mutable_skill())};
}

core::LeaveSession command(pb::LeaveSession& in, Arguments& /*arguments*/) {
    return {{in.session_id()}};
}

core::FetchWaiting command(pb::FetchWaiting& /*in*/, Arguments& /*arguments*/) {
    return {};
}

core::SubscribePush command(pb::SubscribePush& in, Arguments& /*arguments*/) {
    return {take(in.mutable_endpoint()), take(in.mutable_p256dh()), take(in.mutable_auth())};
}
core::UnsubscribePush command(pb::UnsubscribePush& in, Arguments& /*arguments*/) {
    return {take(in.mutable_endpoint())};
}
core::TestPush command(pb::TestPush& in, Arguments& /*arguments*/) {
    return {take(in.mutable_endpoint()), {}};
}
core::ConfirmPush command(pb::ConfirmPush& in, Arguments& /*arguments*/) {
    return {take(in.mutable_endpoint()), take(in.mutable_code())};
}

core::FetchMyData command(pb::FetchMyData& in, Arguments& /*arguments*/) {
    return {in.offset()};
}
core::EraseMe command(pb::EraseMe& in, Arguments& /*arguments*/) {
    return {{in.confirm()}};
}

core::TakePromise command(pb::TakePromise& in, Arguments& arguments) {
    return {{in.request_id()}, optional_window(in, arguments).value_or(core::TimeWindow{})};
}

core::WidenRequest command(pb::WidenRequest& in, Arguments& /*arguments*/) {
    return {{in.request_id()}};
}

core::FetchCoverage command(pb::FetchCoverage& in, Arguments& /*arguments*/) {
    return {take(in.mutable_month()), in.from()};
}

}  // namespace

std::optional<core::Command> take_command(pb::ClientFrame& frame, Arguments& arguments) {
    using Frame = pb::ClientFrame;
    switch (frame.command_case()) {
        case Frame::kSetPresence:
            return command(*frame.mutable_set_presence(), arguments);
        case Frame::kSetAvailability:
            return command(*frame.mutable_set_availability(), arguments);
        case Frame::kSetPreferences:
            return command(*frame.mutable_set_preferences(), arguments);
        case Frame::kOpenIssue:
            return command(*frame.mutable_open_issue(), arguments);
        case Frame::kAsk:
            return command(*frame.mutable_ask(), arguments);
        case Frame::kAskAgain:
            return command(*frame.mutable_ask_again(), arguments);
        case Frame::kBlock:
            return command(*frame.mutable_block(), arguments);
        case Frame::kUnblock:
            return command(*frame.mutable_unblock(), arguments);
        case Frame::kCancelRequest:
            return command(*frame.mutable_cancel_request(), arguments);
        case Frame::kSolvedAlone:
            return command(*frame.mutable_solved_alone(), arguments);
        case Frame::kOfferShown:
            return command(*frame.mutable_offer_shown(), arguments);
        case Frame::kAcceptOffer:
            return command(*frame.mutable_accept_offer(), arguments);
        case Frame::kDeclineOffer:
            return command(*frame.mutable_decline_offer(), arguments);
        case Frame::kJoinSession:
            return command(*frame.mutable_join_session(), arguments);
        case Frame::kSendMessage:
            return command(*frame.mutable_send_message(), arguments);
        case Frame::kSetTyping:
            return command(*frame.mutable_set_typing(), arguments);
        case Frame::kMark:
            return command(*frame.mutable_mark(), arguments);
        case Frame::kSendSignal:
            return command(*frame.mutable_send_signal(), arguments);
        case Frame::kExtend:
            return command(*frame.mutable_extend(), arguments);
        case Frame::kWrongMatch:
            return command(*frame.mutable_wrong_match(), arguments);
        case Frame::kEndSession:
            return command(*frame.mutable_end_session(), arguments);
        case Frame::kCloseWithWord:
            return command(*frame.mutable_close_with_word(), arguments);
        case Frame::kFetchIssues:
            return command(*frame.mutable_fetch_issues(), arguments);
        case Frame::kFetchSessions:
            return command(*frame.mutable_fetch_sessions(), arguments);
        case Frame::kFetchMessages:
            return command(*frame.mutable_fetch_messages(), arguments);
        case Frame::kSearchMessages:
            return command(*frame.mutable_search_messages(), arguments);
        case Frame::kFetchSkills:
            return command(*frame.mutable_fetch_skills(), arguments);
        case Frame::kFetchOffers:
            return command(*frame.mutable_fetch_offers(), arguments);
        case Frame::kWriteNote:
            return command(*frame.mutable_write_note(), arguments);
        case Frame::kFetchNotes:
            return command(*frame.mutable_fetch_notes(), arguments);
        case Frame::kFetchBriefing:
            return command(*frame.mutable_fetch_briefing(), arguments);
        case Frame::kHandOver:
            return command(*frame.mutable_hand_over(), arguments);
        case Frame::kInviteExpert:
            return command(*frame.mutable_invite_expert(), arguments);
        case Frame::kLeaveSession:
            return command(*frame.mutable_leave_session(), arguments);
        case Frame::kFetchWaiting:
            return command(*frame.mutable_fetch_waiting(), arguments);
        case Frame::kSubscribePush:
            return command(*frame.mutable_subscribe_push(), arguments);
        case Frame::kUnsubscribePush:
            return command(*frame.mutable_unsubscribe_push(), arguments);
        case Frame::kTestPush:
            return command(*frame.mutable_test_push(), arguments);
        case Frame::kConfirmPush:
            return command(*frame.mutable_confirm_push(), arguments);
        case Frame::kFetchMyData:
            return command(*frame.mutable_fetch_my_data(), arguments);
        case Frame::kEraseMe:
            return command(*frame.mutable_erase_me(), arguments);
        case Frame::kTakePromise:
            return command(*frame.mutable_take_promise(), arguments);
        case Frame::kWidenRequest:
            return command(*frame.mutable_widen_request(), arguments);
        case Frame::kFetchCoverage:
            return command(*frame.mutable_fetch_coverage(), arguments);
        case Frame::kHello:
        case Frame::kRefreshToken:
        case Frame::COMMAND_NOT_SET:
            break;
    }
    return std::nullopt;
}

}  // namespace courtside::wire
