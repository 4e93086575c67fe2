#include "wire/encode_frames.hpp"
#include "wire/encode_views.hpp"
#include "wire/enums.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <variant>

namespace courtside::wire {

namespace {

/// A size or a duration as the protocol has it; what is beyond 32 bits is as good as unlimited.
template <class Number>
std::uint32_t clamped(Number value) {
    constexpr auto most = static_cast<Number>(std::numeric_limits<std::uint32_t>::max());
    return static_cast<std::uint32_t>(std::clamp(value, Number{0}, most));
}

void fill(pb::Limits& out, const core::Rules& rules, const ConnectionLimits& limits) {
    out.set_text_bytes(clamped(rules.text_bytes));
    out.set_frame_bytes(limits.frame_bytes);
    out.set_commands_per_second(limits.commands_per_second);
    out.set_command_burst(limits.command_burst);
    out.set_page_items(rules.page_items);
    out.set_signal_bytes(clamped(rules.signal_bytes));
}

class ReplyWriter {
public:
    ReplyWriter(pb::ServerFrame& frame, const ConnectionLimits& limits) : frame_(frame), limits_(limits) {}

    void operator()(const core::Error& in) const {
        auto& out = *frame_.mutable_error();
        out.set_code(as<pb::ErrorCode>(in.code));
        for (const auto& [key, value] : in.args) {
            auto& arg = *out.add_args();
            arg.set_key(key);
            arg.set_value(value);
        }
        out.set_text(in.text);
        out.set_retry(in.retry);
        out.set_retry_after_ms(clamped(in.retry_after.ms));
    }

    void operator()(const core::Done& /*in*/) const { frame_.mutable_done(); }

    void operator()(const core::Welcome& in) const {
        auto& out = *frame_.mutable_welcome();
        wire::fill(*out.mutable_me(), in.me);
        fill(*out.mutable_limits(), in.rules, limits_);
        out.set_server_time_ms(in.server_time.ms);
        out.set_token_expires_ms(in.token_expires.ms);
        wire::fill(*out.mutable_presence(), in.presence);
        fill_list(*out.mutable_requests(), in.requests);
        fill_list(*out.mutable_offers(), in.offers);
        fill_list(*out.mutable_sessions(), in.sessions);
        out.set_vapid_public_key(in.rules.push_key);
        fill_list(*out.mutable_push_channels(), in.push_channels);
        if (in.preferences) {
            wire::fill(*out.mutable_preferences(), *in.preferences);
        }
    }

    void operator()(const core::TokenRefreshed& in) const {
        frame_.mutable_token_refreshed()->set_token_expires_ms(in.token_expires.ms);
    }

    void operator()(const core::IssueOpened& in) const {
        wire::fill(*frame_.mutable_issue_opened()->mutable_issue(), in.issue);
    }

    void operator()(const core::Asked& in) const {
        wire::fill(*frame_.mutable_asked()->mutable_request(), in.request);
    }

    void operator()(const core::MessageSent& in) const {
        auto& out = *frame_.mutable_message_sent();
        out.set_session_id(in.session.value);
        out.set_number(in.number);
        out.set_sent_ms(in.sent_at.ms);
    }

    void operator()(const core::IssuesPage& in) const {
        fill_list(*frame_.mutable_issues_page()->mutable_issues(), in.issues);
        frame_.mutable_issues_page()->set_next(in.next.value);
    }

    void operator()(const core::SessionsPage& in) const {
        fill_list(*frame_.mutable_sessions_page()->mutable_sessions(), in.sessions);
        frame_.mutable_sessions_page()->set_next(in.next.value);
    }

    void operator()(const core::MessagesPage& in) const {
        auto& out = *frame_.mutable_messages_page();
        out.set_session_id(in.session.value);
        fill_list(*out.mutable_messages(), in.messages);
        out.set_more(in.more);
    }

    void operator()(const core::SearchPage& in) const {
        fill_list(*frame_.mutable_search_page()->mutable_messages(), in.messages);
        frame_.mutable_search_page()->set_next_session_id(in.next.value);
    }

    void operator()(const core::SkillsPage& in) const {
        fill_list(*frame_.mutable_skills_page()->mutable_skills(), in.skills);
        frame_.mutable_skills_page()->set_next(in.next);
    }

    void operator()(const core::OffersPage& in) const {
        auto& out = *frame_.mutable_offers_page();
        fill_list(*out.mutable_offers(), in.offers);
        out.set_next(in.next.value);
    }

    void operator()(const core::NotesPage& in) const {
        fill_list(*frame_.mutable_notes_page()->mutable_notes(), in.notes);
    }

    void operator()(const core::Briefing& in) const {
        auto& out = *frame_.mutable_briefing();
        out.set_session_id(in.session.value);
        fill_list(*out.mutable_sessions(), in.sessions);
    }

    void operator()(const core::PresenceChanged& in) const {
        wire::fill(*frame_.mutable_presence_changed()->mutable_presence(), in.presence);
    }

    void operator()(const core::SessionChanged& in) const {
        wire::fill(*frame_.mutable_session_changed()->mutable_session(), in.session);
    }

    void operator()(const core::WaitingCounts& in) const { wire::fill(*frame_.mutable_waiting_counts(), in); }

    void operator()(const core::PushState& in) const {
        fill_list(*frame_.mutable_push_state()->mutable_channels(), in.channels);
        frame_.mutable_push_state()->set_vapid_public_key(in.key);
    }

    void operator()(const core::MyData& in) const {
        auto& out = *frame_.mutable_my_data();
        out.set_part(in.part);
        out.set_offset(in.offset);
        out.set_more(in.more);
    }

    void operator()(const core::CoveragePage& in) const {
        auto& out = *frame_.mutable_coverage();
        out.set_month(core::month_text(in.month));
        out.set_made_ms(in.made_at.ms);
        fill_list(*out.mutable_cells(), in.cells);
        fill_list(*out.mutable_levers(), in.levers);
        out.set_next(in.next);
    }

    void operator()(const core::PreferencesChanged& in) const {
        wire::fill(*frame_.mutable_preferences(), in.preferences);
    }

private:
    pb::ServerFrame& frame_;
    const ConnectionLimits& limits_;
};

}  // namespace

void fill_reply(pb::ServerFrame& frame, const core::ReplyBody& body, const ConnectionLimits& limits) {
    std::visit(ReplyWriter{frame, limits}, body);
}

}  // namespace courtside::wire
