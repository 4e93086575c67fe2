#include "courtside/client.hpp"

#include "client_impl.hpp"
#include "protocol/convert.hpp"
#include "refuse_bad_text.hpp"

#include <algorithm>
#include <cstdint>
#include <future>
#include <utility>

namespace courtside {

using internal::Keep;
using internal::refuse_bad_text;

namespace {

unsigned minutes(std::chrono::minutes length) {
    return length.count() < 0 ? 0U : static_cast<unsigned>(length.count());
}

}  // namespace

Client::Client(Options options, Handlers handlers)
    : runtime_(options.runtime ? options.runtime : std::make_shared<Runtime>()),
      impl_(std::make_shared<Impl>(std::move(options), std::move(handlers), *runtime_)) {}

Client::~Client() {
    impl_->drop_token_answers();
    if (runtime_->is_this_thread()) {
        impl_->stop();
        return;
    }
    std::promise<void> stopped;
    runtime_->post([this, &stopped] {
        impl_->stop();
        stopped.set_value();
    });
    stopped.get_future().wait();
}

void Client::connect() {
    impl_->run([](internal::Engine& engine, internal::TimePoint now) { engine.connect(now); });
}

void Client::disconnect() {
    impl_->run([](internal::Engine& engine, internal::TimePoint now) { engine.disconnect(now); });
}

ConnectionState Client::state() const noexcept {
    return impl_->state();
}

Time Client::server_now() const noexcept {
    return impl_->server_now();
}

void Client::set_ready_until(Time until, Completion<Presence> done) {
    v1::ClientFrame frame;
    frame.mutable_set_presence()->set_ready_until_ms(internal::to_ms(until));
    impl_->submit(Keep::this_connection, std::move(frame), internal::read_presence, std::move(done));
}

void Client::set_away(Completion<Presence> done) {
    v1::ClientFrame frame;
    frame.mutable_set_presence()->set_away(true);
    impl_->submit(Keep::this_connection, std::move(frame), internal::read_presence, std::move(done));
}

void Client::set_availability(const std::vector<TimeWindow>& windows, Completion<Presence> done) {
    v1::ClientFrame frame;
    auto& command = *frame.mutable_set_availability();
    for (const auto& window : windows) {
        internal::to_wire(window, *command.add_windows());
    }
    impl_->submit(Keep::this_connection, std::move(frame), internal::read_presence, std::move(done));
}

void Client::set_preferences(const PreferencesWish& wish, Completion<Preferences> done) {
    v1::ClientFrame frame;
    auto& command = *frame.mutable_set_preferences();
    command.set_committed(wish.committed);
    command.set_weekly_minutes(static_cast<std::uint32_t>(std::max<std::int64_t>(wish.weekly.count(), 0)));
    for (const auto& window : wish.focus) {
        internal::to_wire(window, *command.add_focus());
    }
    impl_->submit(Keep::until_answered, std::move(frame), internal::read_preferences, std::move(done));
}

void Client::open_issue(const NewIssue& issue, Completion<Issue> done) {
    if (refuse_bad_text(*runtime_, done, issue.title, issue.description)) {
        return;
    }
    v1::ClientFrame frame;
    frame.mutable_open_issue()->set_title(issue.title);
    frame.mutable_open_issue()->set_description(issue.description);
    impl_->submit(Keep::until_answered, std::move(frame), internal::read_issue, std::move(done));
}

void Client::ask(const NewRequest& request, Completion<Request> done) {
    if (refuse_bad_text(*runtime_, done, request.skill, request.language)) {
        return;
    }
    v1::ClientFrame frame;
    auto& ask = *frame.mutable_ask();
    ask.set_issue_id(request.issue_id);
    ask.set_minutes(minutes(request.length));
    if (request.window) {
        internal::to_wire(*request.window, *ask.mutable_window());
    }
    ask.set_needed_by_ms(internal::to_ms(request.needed_by));
    ask.set_skill(request.skill);
    ask.set_least_level(request.least_level);
    ask.set_language(request.language);
    ask.mutable_prefer()->Add(request.prefer.begin(), request.prefer.end());
    ask.mutable_leave_out()->Add(request.leave_out.begin(), request.leave_out.end());
    ask.set_allow_manager(request.allow_manager);
    ask.set_leave_out_unit(request.leave_out_unit);
    impl_->submit(Keep::until_answered, std::move(frame), internal::read_request, std::move(done));
}

void Client::ask_again(const FurtherRequest& request, Completion<Request> done) {
    v1::ClientFrame frame;
    auto& ask = *frame.mutable_ask_again();
    ask.set_issue_id(request.issue_id);
    ask.set_minutes(minutes(request.length));
    if (request.window) {
        internal::to_wire(*request.window, *ask.mutable_window());
    }
    ask.set_needed_by_ms(internal::to_ms(request.needed_by));
    impl_->submit(Keep::until_answered, std::move(frame), internal::read_request, std::move(done));
}

void Client::cancel(RequestId request, Completion<Done> done) {
    v1::ClientFrame frame;
    frame.mutable_cancel_request()->set_request_id(request);
    impl_->submit(Keep::until_answered, std::move(frame), internal::read_done, std::move(done));
}

void Client::solved_alone(RequestId request, Completion<Done> done) {
    v1::ClientFrame frame;
    frame.mutable_solved_alone()->set_request_id(request);
    impl_->submit(Keep::until_answered, std::move(frame), internal::read_done, std::move(done));
}

void Client::take_promise(RequestId request, const TimeWindow& proposed, Completion<Request> done) {
    v1::ClientFrame frame;
    frame.mutable_take_promise()->set_request_id(request);
    internal::to_wire(proposed, *frame.mutable_take_promise()->mutable_window());
    impl_->submit(Keep::until_answered, std::move(frame), internal::read_request, std::move(done));
}

void Client::give_promise_back(RequestId request, Completion<Request> done) {
    v1::ClientFrame frame;
    frame.mutable_take_promise()->set_request_id(request);
    impl_->submit(Keep::until_answered, std::move(frame), internal::read_request, std::move(done));
}

void Client::widen(RequestId request, Completion<Request> done) {
    v1::ClientFrame frame;
    frame.mutable_widen_request()->set_request_id(request);
    impl_->submit(Keep::until_answered, std::move(frame), internal::read_request, std::move(done));
}

void Client::block(PersonId person, Completion<Done> done) {
    v1::ClientFrame frame;
    frame.mutable_block()->set_person_id(person);
    impl_->submit(Keep::until_answered, std::move(frame), internal::read_done, std::move(done));
}

void Client::unblock(PersonId person, Completion<Done> done) {
    v1::ClientFrame frame;
    frame.mutable_unblock()->set_person_id(person);
    impl_->submit(Keep::until_answered, std::move(frame), internal::read_done, std::move(done));
}

void Client::offer_shown(OfferId offer, Completion<Done> done) {
    v1::ClientFrame frame;
    frame.mutable_offer_shown()->set_offer_id(offer);
    impl_->submit(Keep::this_connection, std::move(frame), internal::read_done, std::move(done));
}

void Client::accept(OfferId offer, Completion<Session> done) {
    v1::ClientFrame frame;
    frame.mutable_accept_offer()->set_offer_id(offer);
    impl_->submit(Keep::until_answered, std::move(frame), internal::read_session, std::move(done));
}

void Client::decline(OfferId offer, DeclineReason reason, const std::string& note, Completion<Done> done) {
    if (refuse_bad_text(*runtime_, done, note)) {
        return;
    }
    v1::ClientFrame frame;
    frame.mutable_decline_offer()->set_offer_id(offer);
    frame.mutable_decline_offer()->set_reason(static_cast<v1::DeclineReason>(reason));
    frame.mutable_decline_offer()->set_note(note);
    impl_->submit(Keep::until_answered, std::move(frame), internal::read_done, std::move(done));
}

void Client::join(SessionId session, Completion<Session> done) {
    v1::ClientFrame frame;
    frame.mutable_join_session()->set_session_id(session);
    impl_->submit(Keep::until_answered, std::move(frame), internal::read_session, std::move(done));
}

void Client::send(const NewMessage& message, Completion<SentMessage> done) {
    if (refuse_bad_text(*runtime_, done, message.text)) {
        return;
    }
    v1::ClientFrame frame;
    auto& command = *frame.mutable_send_message();
    command.set_session_id(message.session_id);
    if (message.moment) {
        command.mutable_moment()->set_kind(static_cast<v1::MomentKind>(*message.moment));
        command.mutable_moment()->set_text(message.text);
    } else {
        command.mutable_text()->set_text(message.text);
    }
    command.set_reply_to(message.reply_to);
    impl_->submit(Keep::until_answered, std::move(frame), internal::read_sent, std::move(done));
}

void Client::typing(SessionId session, bool typing) {
    impl_->run(
        [session, typing](internal::Engine& engine, internal::TimePoint) { engine.typing(session, typing); });
}

void Client::mark_read(SessionId session, MessageNumber number) {
    impl_->run([session, number](internal::Engine& engine, internal::TimePoint now) {
        engine.mark_read(session, number, now);
    });
}

void Client::signal(SessionId session, std::string payload, Completion<Done> done) {
    impl_->run([session, payload = std::move(payload), done = std::move(done)](internal::Engine& engine,
                                                                               internal::TimePoint) mutable {
        engine.signal(
            session, std::move(payload), done ? done : [](const Result<Done>&) {});
    });
}

void Client::extend(SessionId session, bool agree, Completion<Session> done) {
    v1::ClientFrame frame;
    frame.mutable_extend()->set_session_id(session);
    frame.mutable_extend()->set_agree(agree);
    impl_->submit(Keep::until_answered, std::move(frame), internal::read_session, std::move(done));
}

void Client::wrong_match(SessionId session, Completion<Session> done) {
    v1::ClientFrame frame;
    frame.mutable_wrong_match()->set_session_id(session);
    impl_->submit(Keep::until_answered, std::move(frame), internal::read_session, std::move(done));
}

void Client::end_session(SessionId session, Outcome outcome, Completion<Session> done) {
    end_session(session, outcome, std::string(), std::move(done));
}

void Client::end_session(SessionId session, Outcome outcome, const std::string& next_step,
                         Completion<Session> done) {
    if (refuse_bad_text(*runtime_, done, next_step)) {
        return;
    }
    v1::ClientFrame frame;
    frame.mutable_end_session()->set_next_step(next_step);
    frame.mutable_end_session()->set_session_id(session);
    frame.mutable_end_session()->set_outcome(static_cast<v1::Outcome>(outcome));
    impl_->submit(Keep::until_answered, std::move(frame), internal::read_session, std::move(done));
}

void Client::close_with_word(const ClosingWord& word, Completion<Done> done) {
    if (refuse_bad_text(*runtime_, done, word.line)) {
        return;
    }
    v1::ClientFrame frame;
    auto& command = *frame.mutable_close_with_word();
    command.set_session_id(word.session_id);
    command.set_solved(static_cast<v1::Answer>(word.solved));
    command.set_felt_heard(static_cast<v1::Answer>(word.felt_heard));
    command.set_knows_next_step(static_cast<v1::Answer>(word.knows_next_step));
    command.set_line(word.line);
    impl_->submit(Keep::until_answered, std::move(frame), internal::read_done, std::move(done));
}

void Client::hand_over(const NewHandover& handover, Completion<Session> done) {
    if (refuse_bad_text(*runtime_, done, handover.skill, handover.line)) {
        return;
    }
    v1::ClientFrame frame;
    auto& command = *frame.mutable_hand_over();
    command.set_session_id(handover.session_id);
    command.set_to_person_id(handover.to);
    command.set_skill(handover.skill);
    command.set_line(handover.line);
    impl_->submit(Keep::until_answered, std::move(frame), internal::read_session, std::move(done));
}

void Client::invite_expert(SessionId session, PersonId person, const std::string& skill,
                           Completion<Done> done) {
    if (refuse_bad_text(*runtime_, done, skill)) {
        return;
    }
    v1::ClientFrame frame;
    frame.mutable_invite_expert()->set_session_id(session);
    frame.mutable_invite_expert()->set_person_id(person);
    frame.mutable_invite_expert()->set_skill(skill);
    impl_->submit(Keep::until_answered, std::move(frame), internal::read_done, std::move(done));
}

void Client::leave(SessionId session, Completion<Done> done) {
    v1::ClientFrame frame;
    frame.mutable_leave_session()->set_session_id(session);
    impl_->submit(Keep::until_answered, std::move(frame), internal::read_done, std::move(done));
}

void Client::write_note(SessionId session, const std::string& text, Completion<Done> done) {
    if (refuse_bad_text(*runtime_, done, text)) {
        return;
    }
    v1::ClientFrame frame;
    frame.mutable_write_note()->set_session_id(session);
    frame.mutable_write_note()->set_text(text);
    impl_->submit(Keep::until_answered, std::move(frame), internal::read_done, std::move(done));
}

void Client::fetch_notes(SessionId session, Completion<NotesPage> done) {
    v1::ClientFrame frame;
    frame.mutable_fetch_notes()->set_session_id(session);
    impl_->submit(Keep::for_a_while, std::move(frame), internal::read_notes, std::move(done));
}

void Client::fetch_briefing(SessionId session, Completion<Briefing> done) {
    v1::ClientFrame frame;
    frame.mutable_fetch_briefing()->set_session_id(session);
    impl_->submit(Keep::for_a_while, std::move(frame), internal::read_briefing, std::move(done));
}

void Client::fetch_issues(IssueId before, unsigned limit, Completion<IssuesPage> done) {
    v1::ClientFrame frame;
    frame.mutable_fetch_issues()->set_before_id(before);
    frame.mutable_fetch_issues()->set_limit(limit);
    impl_->submit(Keep::for_a_while, std::move(frame), internal::read_issues, std::move(done));
}

void Client::fetch_offers(OfferId before, unsigned limit, Completion<OffersPage> done) {
    v1::ClientFrame frame;
    frame.mutable_fetch_offers()->set_before_id(before);
    frame.mutable_fetch_offers()->set_limit(limit);
    impl_->submit(Keep::for_a_while, std::move(frame), internal::read_offers, std::move(done));
}

void Client::fetch_sessions(IssueId issue, SessionId before, unsigned limit, Completion<SessionsPage> done) {
    v1::ClientFrame frame;
    frame.mutable_fetch_sessions()->set_issue_id(issue);
    frame.mutable_fetch_sessions()->set_before_id(before);
    frame.mutable_fetch_sessions()->set_limit(limit);
    impl_->submit(Keep::for_a_while, std::move(frame), internal::read_sessions, std::move(done));
}

void Client::fetch_messages(SessionId session, MessageNumber after, unsigned limit,
                            Completion<MessagesPage> done) {
    v1::ClientFrame frame;
    frame.mutable_fetch_messages()->set_session_id(session);
    frame.mutable_fetch_messages()->set_after(after);
    frame.mutable_fetch_messages()->set_limit(limit);
    impl_->submit(Keep::for_a_while, std::move(frame), internal::read_messages, std::move(done));
}

void Client::search(const std::string& text, SessionId before, Completion<SearchPage> done) {
    if (refuse_bad_text(*runtime_, done, text)) {
        return;
    }
    v1::ClientFrame frame;
    frame.mutable_search_messages()->set_text(text);
    frame.mutable_search_messages()->set_before_session_id(before);
    impl_->submit(Keep::for_a_while, std::move(frame), internal::read_search, std::move(done));
}

void Client::fetch_skills(const std::string& after, unsigned limit, Completion<SkillsPage> done) {
    if (refuse_bad_text(*runtime_, done, after)) {
        return;
    }
    v1::ClientFrame frame;
    frame.mutable_fetch_skills()->set_after_code(after);
    frame.mutable_fetch_skills()->set_limit(limit);
    impl_->submit(Keep::for_a_while, std::move(frame), internal::read_skills, std::move(done));
}

}  // namespace courtside
