#pragma once

#include "courtside/events.hpp"
#include "courtside/options.hpp"
#include "protocol/back_off.hpp"
#include "protocol/time.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace courtside::internal {

/// What the lifecycle wants done, in order.
struct AskToken {
    TokenRequest request;
    /// To be given back with the answer.
    std::uint64_t ticket = 0;
};
struct OpenTransport {};
struct CloseTransport {};
struct SendHello {
    std::string token;
};
struct SendRefresh {
    std::string token;
};
struct Report {
    StateChange change;
};
using Step = std::variant<AskToken, OpenTransport, CloseTransport, SendHello, SendRefresh, Report>;
using Steps = std::vector<Step>;

/// From `connect()` to `disconnect()`: tokens, sign-in, back-off, and what ends it for good. Each function
/// takes one event and returns what is to be done about it; events of a transport that is closed already
/// must not be passed on.
class Lifecycle {
public:
    struct Limits {
        Milliseconds back_off_least;
        Milliseconds back_off_most;
        Milliseconds good_after;
        Milliseconds connect_timeout;
        Milliseconds token_timeout;
    };

    Lifecycle(Limits limits, Random random);

    [[nodiscard]] Steps connect(TimePoint now);
    [[nodiscard]] Steps disconnect();
    [[nodiscard]] Steps token_answered(std::uint64_t ticket, TokenResult result, TimePoint now);
    [[nodiscard]] Steps opened();
    /// `token_life`: from now; absent: it does not end.
    [[nodiscard]] Steps welcomed(std::optional<Milliseconds> token_life, TimePoint now);
    [[nodiscard]] Steps hello_refused(const Error& error, TimePoint now);
    [[nodiscard]] Steps refreshed(std::optional<Milliseconds> token_life, TimePoint now);
    [[nodiscard]] Steps refresh_refused(const Error& error, TimePoint now);
    /// The transport failed or was closed by the server; `code` 0: without a close frame, `reason` tells why.
    [[nodiscard]] Steps closed(int code, const std::string& reason, TimePoint now);
    /// The server sent what can't be understood: another connection may do better.
    [[nodiscard]] Steps bad_frame(TimePoint now);
    [[nodiscard]] Steps tick(TimePoint now);
    [[nodiscard]] std::optional<TimePoint> deadline() const;

    [[nodiscard]] bool is_up() const { return phase_ == Phase::up; }
    [[nodiscard]] ConnectionState state() const { return state_; }

private:
    enum class Phase { idle, wants_token, opening, up, backing_off };

    void begin_attempt(TimePoint now, Steps& steps);
    void ask_token(TimePoint now, Steps& steps);
    void back_off(StateReason reason, std::string text, int code, std::optional<Milliseconds> exactly,
                  TimePoint now, Steps& steps);
    void stop(StateReason reason, std::string text, int code, Steps& steps);
    void report(StateChange change, Steps& steps);
    /// The server refused the token: one fresh one, then it is over. False: it is over.
    [[nodiscard]] bool may_ask_fresh();
    void token_lives(std::optional<Milliseconds> life, TimePoint now);

    Limits limits_;
    Random random_;
    BackOff reconnect_back_off_;
    BackOff token_back_off_;
    Phase phase_ = Phase::idle;
    ConnectionState state_ = ConnectionState::disconnected;

    std::string token_;
    /// From here on the token is replaced; absent: not known yet, or never.
    std::optional<TimePoint> replace_at_;
    bool wants_fresh_ = false;
    bool asking_ = false;
    std::uint64_t ticket_ = 0;
    TimePoint token_deadline_{};

    TimePoint attempt_deadline_{};
    TimePoint retry_at_{};
    TimePoint up_since_{};
};

}  // namespace courtside::internal
