#include "protocol/replies.hpp"

#include "protocol/convert.hpp"

namespace courtside::internal {

Result<Done> read_done(const v1::ServerFrame& frame) {
    if (!frame.has_done()) {
        return local_error(ErrorCode::bad_reply);
    }
    return Done{};
}

Result<Presence> read_presence(const v1::ServerFrame& frame) {
    if (!frame.has_presence_changed()) {
        return local_error(ErrorCode::bad_reply);
    }
    return from_wire(frame.presence_changed().presence());
}

Result<Preferences> read_preferences(const v1::ServerFrame& frame) {
    if (!frame.has_preferences()) {
        return local_error(ErrorCode::bad_reply);
    }
    return from_wire(frame.preferences());
}

Result<Issue> read_issue(const v1::ServerFrame& frame) {
    if (!frame.has_issue_opened()) {
        return local_error(ErrorCode::bad_reply);
    }
    return from_wire(frame.issue_opened().issue());
}

Result<Request> read_request(const v1::ServerFrame& frame) {
    if (!frame.has_asked()) {
        return local_error(ErrorCode::bad_reply);
    }
    return from_wire(frame.asked().request());
}

Result<Session> read_session(const v1::ServerFrame& frame) {
    if (!frame.has_session_changed()) {
        return local_error(ErrorCode::bad_reply);
    }
    return from_wire(frame.session_changed().session());
}

Result<SentMessage> read_sent(const v1::ServerFrame& frame) {
    if (!frame.has_message_sent()) {
        return local_error(ErrorCode::bad_reply);
    }
    const auto& sent = frame.message_sent();
    return SentMessage{sent.session_id(), sent.number(), from_ms(sent.sent_ms())};
}

Result<IssuesPage> read_issues(const v1::ServerFrame& frame) {
    if (!frame.has_issues_page()) {
        return local_error(ErrorCode::bad_reply);
    }
    return from_wire(frame.issues_page());
}

Result<SessionsPage> read_sessions(const v1::ServerFrame& frame) {
    if (!frame.has_sessions_page()) {
        return local_error(ErrorCode::bad_reply);
    }
    return from_wire(frame.sessions_page());
}

Result<MessagesPage> read_messages(const v1::ServerFrame& frame) {
    if (!frame.has_messages_page()) {
        return local_error(ErrorCode::bad_reply);
    }
    return from_wire(frame.messages_page());
}

Result<SearchPage> read_search(const v1::ServerFrame& frame) {
    if (!frame.has_search_page()) {
        return local_error(ErrorCode::bad_reply);
    }
    return from_wire(frame.search_page());
}

Result<SkillsPage> read_skills(const v1::ServerFrame& frame) {
    if (!frame.has_skills_page()) {
        return local_error(ErrorCode::bad_reply);
    }
    return from_wire(frame.skills_page());
}

Result<OffersPage> read_offers(const v1::ServerFrame& frame) {
    if (!frame.has_offers_page()) {
        return local_error(ErrorCode::bad_reply);
    }
    return from_wire(frame.offers_page());
}

Result<NotesPage> read_notes(const v1::ServerFrame& frame) {
    if (!frame.has_notes_page()) {
        return local_error(ErrorCode::bad_reply);
    }
    return from_wire(frame.notes_page());
}

Result<Briefing> read_briefing(const v1::ServerFrame& frame) {
    if (!frame.has_briefing()) {
        return local_error(ErrorCode::bad_reply);
    }
    return from_wire(frame.briefing());
}

Result<WaitingCounts> read_waiting(const v1::ServerFrame& frame) {
    if (!frame.has_waiting_counts()) {
        return local_error(ErrorCode::bad_reply);
    }
    return from_wire(frame.waiting_counts());
}

Result<PushState> read_push(const v1::ServerFrame& frame) {
    if (!frame.has_push_state()) {
        return local_error(ErrorCode::bad_reply);
    }
    return from_wire(frame.push_state());
}

Result<CoveragePage> read_coverage(const v1::ServerFrame& frame) {
    if (!frame.has_coverage()) {
        return local_error(ErrorCode::bad_reply);
    }
    const auto& page = frame.coverage();
    CoveragePage out{page.month(), from_ms(page.made_ms()), {}, {}, page.next()};
    for (const auto& cell : page.cells()) {
        out.cells.push_back({cell.skill(), cell.skill_label(), cell.language(), cell.from_hour(),
                             cell.to_hour(), cell.could_serve(), cell.asked(), cell.waited_long(),
                             cell.lost(), cell.mean_wait_s()});
    }
    for (const auto& lever : page.levers()) {
        out.levers.push_back(
            {lever.skill(), lever.skill_label(), lever.language(), lever.saved_minutes_a_day()});
    }
    return out;
}

Result<MyDataPart> read_my_data(const v1::ServerFrame& frame) {
    if (!frame.has_my_data()) {
        return local_error(ErrorCode::bad_reply);
    }
    const auto& part = frame.my_data();
    return MyDataPart{part.part(), part.offset(), part.more()};
}

}  // namespace courtside::internal
