#pragma once

#include "courtside/commands.hpp"
#include "courtside/events.hpp"
#include "courtside/export.h"
#include "courtside/options.hpp"
#include "courtside/result.hpp"
#include "courtside/types.hpp"

#include <chrono>
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
/// Statements about now (presence, availability, preferences, offer_shown) fail with `disconnected` without a
/// connection.
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
    void close_with_word(const ClosingWord& word, Completion<Done> done);

    // Reading -------------------------------------------------------------------------------------------

    /// Own issues, newest first. `before`: `next` of the page before, 0: from the newest. `limit`: 1 to 100,
    /// 0: the server's choice.
    void fetch_issues(IssueId before, unsigned limit, Completion<IssuesPage> done);
    /// Sessions one took part in, newest first; `issue` 0: of all issues.
    void fetch_sessions(IssueId issue, SessionId before, unsigned limit, Completion<SessionsPage> done);
    /// Messages with numbers above `after`, at any age. `limit`: 1 to 200, 0: the server's choice.
    void fetch_messages(SessionId session, MessageNumber after, unsigned limit,
                        Completion<MessagesPage> done);
    /// In the transcripts of one's own sessions, newest first; `text`: 2 to 100 bytes.
    void search(const std::string& text, SessionId before, Completion<SearchPage> done);
    /// The skill catalogue, by code; `after`: `next` of the page before, empty: from the first.
    void fetch_skills(const std::string& after, unsigned limit, Completion<SkillsPage> done);

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
    Future<Done> close_with_word(const ClosingWord& word) {
        return future_of<Done>([&](auto done) { close_with_word(word, std::move(done)); });
    }
    Future<IssuesPage> fetch_issues(IssueId before = 0, unsigned limit = 0) {
        return future_of<IssuesPage>([&](auto done) { fetch_issues(before, limit, std::move(done)); });
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
