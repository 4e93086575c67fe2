#pragma once

#include "courtside/events.hpp"
#include "courtside/options.hpp"
#include "protocol/lifecycle.hpp"
#include "protocol/outbox.hpp"
#include "protocol/session_book.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

namespace courtside::v1 {
class ClientFrame;
class Error;
class ServerFrame;
class Welcome;
}  // namespace courtside::v1

namespace courtside::internal {

/// What the engine needs from outside.
class Outside {
public:
    virtual ~Outside() = default;
    /// Opens a new transport; answers with `Engine::opened` or `Engine::closed`.
    virtual void open() = 0;
    /// Closes the transport, if any; nothing of it may reach the engine any more.
    virtual void close() = 0;
    virtual void send(std::string frame) = 0;
    [[nodiscard]] virtual std::size_t unsent_bytes() const = 0;
    /// Answered by `Engine::token_answered` with the same ticket, not before this call returns.
    virtual void ask_token(const TokenRequest& request, std::uint64_t ticket) = 0;
    /// The state before its callback runs, and the server's clock at each sign-in.
    virtual void state_is(ConnectionState state) = 0;
    virtual void server_time_is(Time time) = 0;
};

/// The whole client without I/O: events and the time go in, frames go to Outside, callbacks are called.
/// Not thread-safe and not reentrant: callbacks may not call it.
class Engine {
public:
    using Waiter = std::function<void(Result<v1::ServerFrame>)>;

    Engine(const Options& options, Handlers handlers, Outside& outside, Random random);
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    void connect(TimePoint now);
    void disconnect(TimePoint now);
    /// Closes without reporting it and fails everything that waits with `stopped`; for good.
    void stop();

    /// Sends a command and waits as `keep` says. `done` is called once, perhaps at once.
    void submit(Keep keep, v1::ClientFrame frame, Waiter done, TimePoint now);
    void typing(SessionId session, bool typing);
    void signal(SessionId session, std::string payload, const Completion<Done>& done);
    void mark_read(SessionId session, MessageNumber number, TimePoint now);

    void opened(TimePoint now);
    void received(std::string_view bytes, TimePoint now);
    void closed(int code, const std::string& reason, TimePoint now);
    void token_answered(std::uint64_t ticket, TokenResult result, TimePoint now);
    void tick(TimePoint now);
    [[nodiscard]] std::optional<TimePoint> deadline() const;

private:
    /// Until the server says otherwise.
    static constexpr std::size_t kFrameLimit = std::size_t{64} * 1024;
    static constexpr std::size_t kSignalLimit = std::size_t{16} * 1024;

    void apply(Steps steps);
    void send_first(v1::ClientFrame frame, std::uint64_t& id);
    void connection_lost();
    /// After each event: sends what is due, fetches what is missing, marks what has come.
    void settle();

    void on_welcome(const v1::Welcome& welcome);
    void on_sign_in_reply(const v1::ServerFrame& frame);
    void on_reply(v1::ServerFrame frame);
    void on_refused(std::uint64_t id, const v1::Error& error);
    /// State that a push or a reply carries, to the app.
    void tell(const v1::ServerFrame& frame);
    void offered(const Offer& offer);
    void confirm(OfferId offer);
    void forget_answered_offer(const std::string& command);
    void tell_lost_offers(const std::vector<Offer>& still);
    void fetch(SessionBook::Fetch what);
    void mark(SessionBook::MarkOut what);
    void learn_end(SessionId session);
    void answer(std::uint64_t id, Result<v1::ServerFrame> result);
    [[nodiscard]] std::string new_command_id();

    Handlers handlers_;
    Outside& outside_;
    Random random_;
    const std::size_t fleeting_bytes_;
    Lifecycle lifecycle_;
    Outbox outbox_;
    SessionBook book_;
    std::unordered_map<std::uint64_t, Waiter> waiters_;
    /// On offer here: whether the server was told that it is shown.
    std::map<OfferId, bool> offers_;
    PersonId me_ = 0;
    std::size_t frame_limit_ = kFrameLimit;
    std::size_t signal_limit_ = kSignalLimit;
    std::uint64_t next_id_ = 1;
    std::uint64_t hello_id_ = 0;
    std::uint64_t refresh_id_ = 0;
    TimePoint now_{};
    /// The server's clock against this one's, as of the last sign-in.
    TimePoint::duration server_ahead_{};
    bool stopped_ = false;
    std::string name_;
    std::string version_;
    std::string device_;
};

}  // namespace courtside::internal
