#pragma once

#include "courtside/commands.hpp"
#include "courtside/events.hpp"
#include "courtside/export.h"
#include "courtside/options.hpp"
#include "courtside/result.hpp"
#include "courtside/types.hpp"

#include <chrono>
#include <concepts>
#include <cstdint>
#include <future>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace courtside {

/// One person's connection to a Courtside server: signs in, stays connected, and carries commands and events.
///
/// Threads: every function may be called on any thread at any time, also from callbacks. Handlers and
/// completions run on the I/O thread (the Runtime's, or the client's own), never two at a time. Never wait
/// there for a future of this client, or of another one on the same Runtime: it would never come.
///
/// Changes (all commands but those named otherwise) happen once, however often the connection breaks: they
/// wait in a bounded outbox, go out in the order of the calls, and are sent again under the same command id
/// until the server has answered. The result says what became of it; see ErrorCode for the local failures.
/// `disconnect()` leaves the outbox as it is, the destructor fails what is left with `stopped`.
/// Reads (fetch_..., search) wait for a connection and are sent again too, for at most `read_timeout`.
/// Statements about now (presence, availability, preferences, offer_shown, push channels, erase_me) fail with
/// `disconnected` without a connection.
class COURTSIDE_API Client {
public:
    /// Throws std::invalid_argument where `url` or `token` is not usable. Nothing happens before `connect()`.
    Client(Options options, Handlers handlers);
    /// Ends the connection and waits until no callback runs any more; completions that are left run before,
    /// with `stopped`. Not to be called from this client's own callbacks.
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    /// Connects and stays connected. Nothing happens where it is already trying.
    void connect();
    void disconnect();
    [[nodiscard]] ConnectionState state() const noexcept;
    /// The server's clock as known from the last sign-in; this machine's before the first.
    [[nodiscard]] Time server_now() const noexcept;

    // Presence ------------------------------------------------------------------------------------------

    /// Ready for offers until then; between now and 12 h from now. About now.
    void set_ready_until(Time until, Completion<Presence> done);
    /// About now.
    void set_away(Completion<Presence> done);
    /// Replaces today's windows, at most 8. About now.
    void set_availability(const std::vector<TimeWindow>& windows, Completion<Presence> done);

    /// About now; coaches and peers only.
    void set_preferences(const PreferencesWish& wish, Completion<Preferences> done);

    // The learner's side --------------------------------------------------------------------------------

    void open_issue(const NewIssue& issue, Completion<Issue> done);
    void ask(const NewRequest& request, Completion<Request> done);
    void ask_again(const FurtherRequest& request, Completion<Request> done);
    void cancel(RequestId request, Completion<Done> done);
    /// "Solved it myself": ends the request and resolves the issue.
    void solved_alone(RequestId request, Completion<Done> done);
    /// Takes the window that is proposed now, as seen in Request::proposed: the request is booked, and nobody
    /// is asked before the window is near.
    void take_promise(RequestId request, const TimeWindow& proposed, Completion<Request> done);
    /// Keeps waiting instead.
    void give_promise_back(RequestId request, Completion<Request> done);
    /// One level below, any of one's languages, and people of one's unit are allowed.
    void widen(RequestId request, Completion<Request> done);
    /// Neither is matched to the other from now on; the other is not told.
    void block(PersonId person, Completion<Done> done);
    void unblock(PersonId person, Completion<Done> done);

    // The coach's side ----------------------------------------------------------------------------------

    /// Only where `Handlers::offer_made` returned false. About now.
    void offer_shown(OfferId offer, Completion<Done> done);
    void accept(OfferId offer, Completion<Session> done);
    /// Leaves no trace that others see. `note`: for oneself and the matching, up to 200 bytes.
    void decline(OfferId offer, DeclineReason reason, const std::string& note, Completion<Done> done);

    // The session ---------------------------------------------------------------------------------------

    /// "I am here." A session starts when both have joined.
    void join(SessionId session, Completion<Session> done);
    void send(const NewMessage& message, Completion<SentMessage> done);
    /// Fleeting: dropped without a connection, or where much is waiting to be sent.
    void typing(SessionId session, bool typing);
    /// Everything up to `number` has been read. Only grows; sent in its own time, the latest once more after
    /// a reconnect. That messages were delivered is told by the SDK itself.
    void mark_read(SessionId session, MessageNumber number);
    /// Fleeting: an opaque payload to the other participants' clients, up to 16 KiB. Done means that it was
    /// handed to the connection.
    void signal(SessionId session, std::string payload, Completion<Done> done);
    /// 15 becomes 30 minutes when both agree; the first `agree` proposes, a refusal clears the proposal.
    void extend(SessionId session, bool agree, Completion<Session> done);
    void wrong_match(SessionId session, Completion<Session> done);
    /// `outcome`: one of the first four, or unspecified to end without stating one.
    void end_session(SessionId session, Outcome outcome, Completion<Session> done);
    /// `next_step`: what the learner will try, and by when; one line of up to 500 bytes, for both.
    void end_session(SessionId session, Outcome outcome, const std::string& next_step,
                     Completion<Session> done);
    void close_with_word(const ClosingWord& word, Completion<Done> done);
    /// Ends the session as transferred; the learner's request waits in front again. Only the coach.
    void hand_over(const NewHandover& handover, Completion<Session> done);
    /// Asks a second expert into the active session: that person alone, or with 0 whoever fits `skill`
    /// (empty: what the learner asked for). Only the coach; one at a time.
    void invite_expert(SessionId session, PersonId person, const std::string& skill, Completion<Done> done);
    /// Of an expert who was brought in; learner and coach end the session instead.
    void leave(SessionId session, Completion<Done> done);
    /// A coach's note on a session of their own, until 7 days after its end: replaces the one before, empty
    /// deletes it. Up to 4 KiB. The learner may ask to see it.
    void write_note(SessionId session, const std::string& text, Completion<Done> done);

    // Reading -------------------------------------------------------------------------------------------

    /// Own issues, newest first. `before`: `next` of the page before, 0: from the newest. `limit`: 1 to 100,
    /// 0: the server's choice.
    void fetch_issues(IssueId before, unsigned limit, Completion<IssuesPage> done);
    /// Offers that were made to oneself, newest first, with how each ended.
    void fetch_offers(OfferId before, unsigned limit, Completion<OffersPage> done);
    /// Sessions one took part in, newest first; `issue` 0: of all issues.
    void fetch_sessions(IssueId issue, SessionId before, unsigned limit, Completion<SessionsPage> done);
    /// Coaches' notes on a session, for its coaches and its learner.
    void fetch_notes(SessionId session, Completion<NotesPage> done);
    /// Earlier sessions on the issue of a live session of one's own; for coaches.
    void fetch_briefing(SessionId session, Completion<Briefing> done);
    /// Messages with numbers above `after`, at any age. `limit`: 1 to 200, 0: the server's choice.
    void fetch_messages(SessionId session, MessageNumber after, unsigned limit,
                        Completion<MessagesPage> done);
    /// In the transcripts of one's own sessions, newest first; `text`: 2 to 100 bytes.
    void search(const std::string& text, SessionId before, Completion<SearchPage> done);
    /// The skill catalogue, by code; `after`: `next` of the page before, empty: from the first.
    void fetch_skills(const std::string& after, unsigned limit, Completion<SkillsPage> done);

    /// How many requests one could take now; for coaches and peer experts.
    void fetch_waiting(Completion<WaitingCounts> done);

    /// What was asked for in a month and how it was served; for administrators. `month` such as "2026-10",
    /// over for three days; empty: the latest. `from`: `next` of the page before. The first time it takes
    /// seconds to make; where another one is being made, `busy`.
    void fetch_coverage(const std::string& month, unsigned from, Completion<CoveragePage> done);

    // One's own data ------------------------------------------------------------------------------------

    /// A part of everything that is stored about oneself, as JSON text. `offset` 0 has it made, at most every
    /// 10 s (`busy` says when); the others go on in it.
    void fetch_my_data(std::uint64_t offset, Completion<MyDataPart> done);
    /// Erases oneself for good. `confirm`: one's own id, as the welcome has it. Then the connection ends, and
    /// the client stops. About now: where the connection breaks before the answer, sign in to see.
    void erase_me(PersonId confirm, Completion<Done> done);

    // Push channels, for coaches and peer experts. About now. -------------------------------------------

    /// At most 8; the same endpoint replaces.
    void subscribe_push(const PushSubscription& subscription, Completion<PushState> done);
    void unsubscribe_push(const std::string& endpoint, Completion<PushState> done);
    /// Sends a message with a code to the device, which shows it by confirm_push().
    void test_push(const std::string& endpoint, Completion<Done> done);
    void confirm_push(const std::string& endpoint, const std::string& code, Completion<PushState> done);

    // The same as futures: not to be waited for on the I/O thread. --------------------------------------

    template <class T>
    using Future = std::future<Result<T>>;

    Future<Presence> set_ready_until(Time until) {
        return future_of<Presence>([&](auto done) { set_ready_until(until, std::move(done)); });
    }
    Future<Presence> set_away() {
        return future_of<Presence>([&](auto done) { set_away(std::move(done)); });
    }
    Future<Presence> set_availability(const std::vector<TimeWindow>& windows) {
        return future_of<Presence>([&](auto done) { set_availability(windows, std::move(done)); });
    }
    Future<Preferences> set_preferences(const PreferencesWish& wish) {
        return future_of<Preferences>([&](auto done) { set_preferences(wish, std::move(done)); });
    }
    Future<Issue> open_issue(const NewIssue& issue) {
        return future_of<Issue>([&](auto done) { open_issue(issue, std::move(done)); });
    }
    Future<Request> ask(const NewRequest& request) {
        return future_of<Request>([&](auto done) { ask(request, std::move(done)); });
    }
    Future<Request> ask_again(const FurtherRequest& request) {
        return future_of<Request>([&](auto done) { ask_again(request, std::move(done)); });
    }
    Future<Done> cancel(RequestId request) {
        return future_of<Done>([&](auto done) { cancel(request, std::move(done)); });
    }
    Future<Done> solved_alone(RequestId request) {
        return future_of<Done>([&](auto done) { solved_alone(request, std::move(done)); });
    }
    Future<Request> take_promise(RequestId request, const TimeWindow& proposed) {
        return future_of<Request>([&](auto done) { take_promise(request, proposed, std::move(done)); });
    }
    Future<Request> give_promise_back(RequestId request) {
        return future_of<Request>([&](auto done) { give_promise_back(request, std::move(done)); });
    }
    Future<Request> widen(RequestId request) {
        return future_of<Request>([&](auto done) { widen(request, std::move(done)); });
    }
    Future<Done> block(PersonId person) {
        return future_of<Done>([&](auto done) { block(person, std::move(done)); });
    }
    Future<Done> unblock(PersonId person) {
        return future_of<Done>([&](auto done) { unblock(person, std::move(done)); });
    }
    Future<Done> offer_shown(OfferId offer) {
        return future_of<Done>([&](auto done) { offer_shown(offer, std::move(done)); });
    }
    Future<Session> accept(OfferId offer) {
        return future_of<Session>([&](auto done) { accept(offer, std::move(done)); });
    }
    Future<Done> decline(OfferId offer, DeclineReason reason, const std::string& note = {}) {
        return future_of<Done>([&](auto done) { decline(offer, reason, note, std::move(done)); });
    }
    Future<Session> join(SessionId session) {
        return future_of<Session>([&](auto done) { join(session, std::move(done)); });
    }
    Future<SentMessage> send(const NewMessage& message) {
        return future_of<SentMessage>([&](auto done) { send(message, std::move(done)); });
    }
    Future<Done> signal(SessionId session, std::string payload) {
        return future_of<Done>([&](auto done) { signal(session, std::move(payload), std::move(done)); });
    }
    Future<Session> extend(SessionId session, bool agree) {
        return future_of<Session>([&](auto done) { extend(session, agree, std::move(done)); });
    }
    Future<Session> wrong_match(SessionId session) {
        return future_of<Session>([&](auto done) { wrong_match(session, std::move(done)); });
    }
    Future<Session> end_session(SessionId session, Outcome outcome) {
        return future_of<Session>([&](auto done) { end_session(session, outcome, std::move(done)); });
    }
    // A template, so that `{}` is no text but means that nobody waits for the end.
    template <std::convertible_to<std::string> Text>
    Future<Session> end_session(SessionId session, Outcome outcome, const Text& next_step) {
        return future_of<Session>(
            [&](auto done) { end_session(session, outcome, next_step, std::move(done)); });
    }
    Future<Done> close_with_word(const ClosingWord& word) {
        return future_of<Done>([&](auto done) { close_with_word(word, std::move(done)); });
    }
    Future<Session> hand_over(const NewHandover& handover) {
        return future_of<Session>([&](auto done) { hand_over(handover, std::move(done)); });
    }
    Future<Done> invite_expert(SessionId session, PersonId person, const std::string& skill = {}) {
        return future_of<Done>([&](auto done) { invite_expert(session, person, skill, std::move(done)); });
    }
    Future<Done> leave(SessionId session) {
        return future_of<Done>([&](auto done) { leave(session, std::move(done)); });
    }
    Future<Done> write_note(SessionId session, const std::string& text) {
        return future_of<Done>([&](auto done) { write_note(session, text, std::move(done)); });
    }
    Future<NotesPage> fetch_notes(SessionId session) {
        return future_of<NotesPage>([&](auto done) { fetch_notes(session, std::move(done)); });
    }
    Future<Briefing> fetch_briefing(SessionId session) {
        return future_of<Briefing>([&](auto done) { fetch_briefing(session, std::move(done)); });
    }
    Future<IssuesPage> fetch_issues(IssueId before = 0, unsigned limit = 0) {
        return future_of<IssuesPage>([&](auto done) { fetch_issues(before, limit, std::move(done)); });
    }
    Future<OffersPage> fetch_offers(OfferId before = 0, unsigned limit = 0) {
        return future_of<OffersPage>([&](auto done) { fetch_offers(before, limit, std::move(done)); });
    }
    Future<SessionsPage> fetch_sessions(IssueId issue = 0, SessionId before = 0, unsigned limit = 0) {
        return future_of<SessionsPage>(
            [&](auto done) { fetch_sessions(issue, before, limit, std::move(done)); });
    }
    Future<MessagesPage> fetch_messages(SessionId session, MessageNumber after = 0, unsigned limit = 0) {
        return future_of<MessagesPage>(
            [&](auto done) { fetch_messages(session, after, limit, std::move(done)); });
    }
    Future<SearchPage> search(const std::string& text, SessionId before = 0) {
        return future_of<SearchPage>([&](auto done) { search(text, before, std::move(done)); });
    }
    Future<SkillsPage> fetch_skills(const std::string& after = {}, unsigned limit = 0) {
        return future_of<SkillsPage>([&](auto done) { fetch_skills(after, limit, std::move(done)); });
    }
    Future<WaitingCounts> fetch_waiting() {
        return future_of<WaitingCounts>([&](auto done) { fetch_waiting(std::move(done)); });
    }
    Future<CoveragePage> fetch_coverage(const std::string& month = {}, unsigned from = 0) {
        return future_of<CoveragePage>([&](auto done) { fetch_coverage(month, from, std::move(done)); });
    }
    Future<MyDataPart> fetch_my_data(std::uint64_t offset = 0) {
        return future_of<MyDataPart>([&](auto done) { fetch_my_data(offset, std::move(done)); });
    }
    Future<Done> erase_me(PersonId confirm) {
        return future_of<Done>([&](auto done) { erase_me(confirm, std::move(done)); });
    }
    Future<PushState> subscribe_push(const PushSubscription& subscription) {
        return future_of<PushState>([&](auto done) { subscribe_push(subscription, std::move(done)); });
    }
    Future<PushState> unsubscribe_push(const std::string& endpoint) {
        return future_of<PushState>([&](auto done) { unsubscribe_push(endpoint, std::move(done)); });
    }
    Future<Done> test_push(const std::string& endpoint) {
        return future_of<Done>([&](auto done) { test_push(endpoint, std::move(done)); });
    }
    Future<PushState> confirm_push(const std::string& endpoint, const std::string& code) {
        return future_of<PushState>([&](auto done) { confirm_push(endpoint, code, std::move(done)); });
    }

private:
    template <class T, class Start>
    static Future<T> future_of(Start start) {
        auto promise = std::make_shared<std::promise<Result<T>>>();
        auto future = promise->get_future();
        start(Completion<T>([promise](Result<T> result) { promise->set_value(std::move(result)); }));
        return future;
    }

    class COURTSIDE_LOCAL Impl;
    std::shared_ptr<Runtime> runtime_;
    std::shared_ptr<Impl> impl_;
};

}  // namespace courtside
