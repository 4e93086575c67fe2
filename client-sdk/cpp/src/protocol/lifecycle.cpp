#include "protocol/lifecycle.hpp"

#include "protocol/close_rule.hpp"

#include <algorithm>
#include <utility>

namespace courtside::internal {
namespace {

constexpr Milliseconds kShortestTokenLife{1'000};
constexpr Milliseconds kLongestTokenLife = std::chrono::hours{24 * 365};

}  // namespace

Lifecycle::Lifecycle(Limits limits, Random random)
    : limits_(limits),
      random_(std::move(random)),
      reconnect_back_off_(limits.back_off_least, limits.back_off_most),
      token_back_off_(limits.back_off_least, limits.back_off_most) {}

void Lifecycle::report(StateChange change, Steps& steps) {
    state_ = change.state;
    steps.emplace_back(Report{std::move(change)});
}

Steps Lifecycle::connect(TimePoint now) {
    Steps steps;
    if (phase_ != Phase::idle) {
        return steps;
    }
    wants_fresh_ = false;
    reconnect_back_off_.reset();
    token_back_off_.reset();
    report({ConnectionState::connecting, StateReason::asked, {}, 0, {}}, steps);
    begin_attempt(now, steps);
    return steps;
}

Steps Lifecycle::disconnect() {
    Steps steps;
    if (phase_ != Phase::idle) {
        stop(StateReason::asked, {}, 0, steps);
    }
    return steps;
}

void Lifecycle::begin_attempt(TimePoint now, Steps& steps) {
    const bool usable = !token_.empty() && (!replace_at_ || now < *replace_at_);
    if (!usable) {
        phase_ = Phase::wants_token;
        ask_token(now, steps);
        return;
    }
    phase_ = Phase::opening;
    attempt_deadline_ = now + limits_.connect_timeout;
    steps.emplace_back(OpenTransport{});
}

void Lifecycle::ask_token(TimePoint now, Steps& steps) {
    if (asking_) {
        return;
    }
    asking_ = true;
    token_deadline_ = now + limits_.token_timeout;
    steps.emplace_back(AskToken{{.fresh = wants_fresh_}, ++ticket_});
}

Steps Lifecycle::token_answered(std::uint64_t ticket, TokenResult result, TimePoint now) {
    Steps steps;
    if (!asking_ || ticket != ticket_) {
        return steps;
    }
    asking_ = false;
    if (result.kind == TokenResult::Kind::token && result.text.empty()) {
        result = TokenResult::failed("the token source gave an empty token");
    }
    switch (result.kind) {
        case TokenResult::Kind::token:
            token_back_off_.reset();
            token_ = std::move(result.text);
            replace_at_.reset();
            if (phase_ == Phase::wants_token) {
                begin_attempt(now, steps);
            } else if (phase_ == Phase::up) {
                steps.emplace_back(SendRefresh{token_});
            }
            break;
        case TokenResult::Kind::unauthorised:
            token_.clear();
            if (phase_ != Phase::idle) {
                stop(StateReason::unauthorised, std::move(result.text), 0, steps);
            }
            break;
        case TokenResult::Kind::failed:
            if (phase_ == Phase::wants_token) {
                back_off(StateReason::token_failed, std::move(result.text), 0, std::nullopt, now, steps);
            } else {
                replace_at_ = now + token_back_off_.next(random_);
            }
            break;
    }
    return steps;
}

Steps Lifecycle::opened() {
    Steps steps;
    if (phase_ == Phase::opening) {
        steps.emplace_back(SendHello{token_});
    }
    return steps;
}

void Lifecycle::token_lives(std::optional<Milliseconds> life, TimePoint now) {
    wants_fresh_ = false;
    if (!life) {
        replace_at_.reset();
        return;
    }
    // Four fifths of its life, so that a slow answer is still in time.
    replace_at_ = now + std::clamp(*life, kShortestTokenLife, kLongestTokenLife) * 4 / 5;
}

Steps Lifecycle::welcomed(std::optional<Milliseconds> token_life, TimePoint now) {
    Steps steps;
    if (phase_ == Phase::opening) {
        phase_ = Phase::up;
        up_since_ = now;
        token_lives(token_life, now);
        report({ConnectionState::connected, StateReason::none, {}, 0, {}}, steps);
    }
    return steps;
}

bool Lifecycle::may_ask_fresh() {
    token_.clear();
    return !std::exchange(wants_fresh_, true);
}

Steps Lifecycle::hello_refused(const Error& error, TimePoint now) {
    Steps steps;
    if (phase_ != Phase::opening) {
        return steps;
    }
    if (error.code == ErrorCode::unauthenticated) {
        if (!may_ask_fresh()) {
            stop(StateReason::unauthorised, error.text, 0, steps);
            return steps;
        }
        steps.emplace_back(CloseTransport{});
        begin_attempt(now, steps);
        return steps;
    }
    if (!error.retry) {
        stop(StateReason::refused, error.text, 0, steps);
        return steps;
    }
    steps.emplace_back(CloseTransport{});
    const auto delay = std::max(error.retry_after, reconnect_back_off_.next(random_));
    back_off(StateReason::closed_by_server, error.text, 0, delay, now, steps);
    return steps;
}

Steps Lifecycle::refreshed(std::optional<Milliseconds> token_life, TimePoint now) {
    token_lives(token_life, now);
    return {};
}

Steps Lifecycle::refresh_refused(const Error& error, TimePoint now) {
    Steps steps;
    if (phase_ != Phase::up) {
        return steps;
    }
    if (error.code != ErrorCode::unauthenticated) {
        replace_at_ = now + std::max(error.retry_after, token_back_off_.next(random_));
    } else if (may_ask_fresh()) {
        ask_token(now, steps);
    } else {
        stop(StateReason::unauthorised, error.text, 0, steps);
    }
    return steps;
}

Steps Lifecycle::closed(int code, const std::string& reason, TimePoint now) {
    Steps steps;
    if (phase_ != Phase::opening && phase_ != Phase::up) {
        return steps;
    }
    const auto verdict = judge_close(code, reason);
    if (verdict.token_ended) {
        token_.clear();
    }
    if (verdict.reconnect) {
        steps.emplace_back(CloseTransport{});
        if (phase_ == Phase::up && now - up_since_ >= limits_.good_after) {
            reconnect_back_off_.reset();
        }
        back_off(verdict.reason, reason, code, verdict.delay, now, steps);
    } else {
        stop(verdict.reason, reason, code, steps);
    }
    return steps;
}

Steps Lifecycle::bad_frame(TimePoint now) {
    return closed(0, "the server sent what is no frame of this protocol", now);
}

void Lifecycle::back_off(StateReason reason, std::string text, int code, std::optional<Milliseconds> exactly,
                         TimePoint now, Steps& steps) {
    const auto delay = exactly ? *exactly : reconnect_back_off_.next(random_);
    phase_ = Phase::backing_off;
    retry_at_ = now + delay;
    report({ConnectionState::reconnecting, reason, std::move(text), code, delay}, steps);
}

void Lifecycle::stop(StateReason reason, std::string text, int code, Steps& steps) {
    // A token that was asked for stays so: its source must not be called twice at a time.
    phase_ = Phase::idle;
    steps.emplace_back(CloseTransport{});
    report({ConnectionState::disconnected, reason, std::move(text), code, {}}, steps);
}

Steps Lifecycle::tick(TimePoint now) {
    Steps steps;
    if (asking_ && now >= token_deadline_) {
        return token_answered(ticket_, TokenResult::failed("the token source did not answer in time"), now);
    }
    if (phase_ == Phase::opening && now >= attempt_deadline_) {
        return closed(0, "the server was not reached in time", now);
    }
    if (phase_ == Phase::backing_off && now >= retry_at_) {
        begin_attempt(now, steps);
    } else if (phase_ == Phase::up && replace_at_ && now >= *replace_at_) {
        ask_token(now, steps);
    }
    return steps;
}

std::optional<TimePoint> Lifecycle::deadline() const {
    std::optional<TimePoint> next;
    if (asking_) {
        next = token_deadline_;
    }
    if (phase_ == Phase::opening) {
        next = earlier(next, attempt_deadline_);
    } else if (phase_ == Phase::backing_off) {
        next = earlier(next, retry_at_);
    } else if (phase_ == Phase::up && !asking_) {
        next = earlier(next, replace_at_);
    }
    return next;
}

}  // namespace courtside::internal
