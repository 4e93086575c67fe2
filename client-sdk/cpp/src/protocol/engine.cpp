#include "protocol/engine.hpp"

#include "courtside/v1/frames.pb.h"
#include "protocol/convert.hpp"

#include <algorithm>
#include <cstring>
#include <type_traits>
#include <utility>
#include <variant>

namespace courtside::internal {
namespace {

/// One function object for all alternatives of a variant.
template <class... Cases>
struct Overload : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overload(Cases...) -> Overload<Cases...>;

}  // namespace

Engine::Engine(const Options& options, Handlers handlers, Outside& outside, Random random)
    : handlers_(std::move(handlers)),
      outside_(outside),
      random_(std::move(random)),
      fleeting_bytes_(options.fleeting_bytes),
      lifecycle_({options.back_off_least, options.back_off_most, options.good_after, options.connect_timeout,
                  options.token_timeout},
                 random_),
      outbox_({options.outbox_entries, options.outbox_bytes, options.give_up_after, options.open_reads,
               options.read_timeout}),
      book_({[this](const Session& session) {
                 if (handlers_.session_changed) {
                     handlers_.session_changed(session);
                 }
             },
             [this](const Message& message) {
                 if (handlers_.message) {
                     handlers_.message(message);
                 }
             }},
            options.delivered_marks),
      name_(options.client_name),
      version_(options.client_version),
      device_(options.device_id) {}

Engine::~Engine() = default;

void Engine::connect(TimePoint now) {
    now_ = now;
    if (!stopped_) {
        apply(lifecycle_.connect(now));
    }
}

void Engine::disconnect(TimePoint now) {
    now_ = now;
    apply(lifecycle_.disconnect());
}

void Engine::stop() {
    stopped_ = true;
    // Its reports are dropped: who destroys a client knows.
    (void)lifecycle_.disconnect();
    outside_.close();
    for (const auto id : outbox_.clear()) {
        answer(id, local_error(ErrorCode::stopped));
    }
}

void Engine::apply(Steps steps) {
    const Overload act{[this](AskToken& ask) { outside_.ask_token(ask.request, ask.ticket); },
                       [this](OpenTransport&) { outside_.open(); },
                       [this](CloseTransport&) { connection_lost(); },
                       [this](SendHello& sign_in) {
                           v1::ClientFrame frame;
                           auto& hello = *frame.mutable_hello();
                           hello.set_token(std::move(sign_in.token));
                           hello.set_client_name(name_);
                           hello.set_client_version(version_);
                           hello.set_device_id(device_);
                           send_first(std::move(frame), hello_id_);
                       },
                       [this](SendRefresh& refresh) {
                           v1::ClientFrame frame;
                           frame.mutable_refresh_token()->set_token(std::move(refresh.token));
                           send_first(std::move(frame), refresh_id_);
                       },
                       [this](Report& report) {
                           outside_.state_is(report.change.state);
                           if (handlers_.state_changed) {
                               handlers_.state_changed(report.change);
                           }
                       }};
    for (auto& step : steps) {
        std::visit(act, step);
    }
}

void Engine::send_first(v1::ClientFrame frame, std::uint64_t& id) {
    id = next_id_++;
    frame.set_request_id(id);
    outside_.send(frame.SerializeAsString());
}

void Engine::connection_lost() {
    outside_.close();
    hello_id_ = 0;
    refresh_id_ = 0;
    book_.connection_lost();
    for (const auto id : outbox_.connection_lost()) {
        answer(id, local_error(ErrorCode::disconnected));
    }
}

std::string Engine::new_command_id() {
    std::string id(16, '\0');
    for (std::size_t at = 0; at < id.size(); at += sizeof(std::uint64_t)) {
        const std::uint64_t bits = random_();
        std::memcpy(id.data() + at, &bits, sizeof bits);
    }
    return id;
}

void Engine::submit(Keep keep, v1::ClientFrame frame, Waiter done, TimePoint now) {
    now_ = now;
    if (stopped_) {
        done(local_error(ErrorCode::stopped));
        return;
    }
    const bool about_now = keep == Keep::this_connection || keep == Keep::internal;
    if (about_now && !lifecycle_.is_up()) {
        done(local_error(ErrorCode::disconnected));
        return;
    }
    if (frame.has_offer_shown()) {
        if (const auto offer = offers_.find(frame.offer_shown().offer_id()); offer != offers_.end()) {
            offer->second = true;
        }
    }
    const auto id = next_id_++;
    frame.set_request_id(id);
    if (keep == Keep::until_answered) {
        frame.set_command_id(new_command_id());
    }
    auto bytes = frame.SerializeAsString();
    if (bytes.size() > frame_limit_) {
        done(too_large(frame_limit_));
        return;
    }
    if (!outbox_.add(id, keep, std::move(bytes), now)) {
        done(local_error(ErrorCode::outbox_full));
        return;
    }
    waiters_.emplace(id, std::move(done));
    if (keep != Keep::internal) {
        settle();
    }
}

void Engine::settle() {
    if (!lifecycle_.is_up()) {
        return;
    }
    for (const auto& what : book_.begin_fetches(now_)) {
        fetch(what);
    }
    for (const auto& what : book_.begin_marks()) {
        mark(what);
    }
    for (const auto id : outbox_.due(now_)) {
        outside_.send(outbox_.find(id)->frame);
    }
}

void Engine::typing(SessionId session, bool typing) {
    if (stopped_ || !lifecycle_.is_up() || outside_.unsent_bytes() > fleeting_bytes_) {
        return;
    }
    v1::ClientFrame frame;
    frame.set_request_id(next_id_++);
    frame.mutable_set_typing()->set_session_id(session);
    frame.mutable_set_typing()->set_typing(typing);
    outside_.send(frame.SerializeAsString());
}

void Engine::signal(SessionId session, std::string payload, const Completion<Done>& done) {
    if (stopped_ || !lifecycle_.is_up()) {
        done(local_error(stopped_ ? ErrorCode::stopped : ErrorCode::disconnected));
        return;
    }
    if (payload.size() > signal_limit_) {
        done(too_large(signal_limit_));
        return;
    }
    if (outside_.unsent_bytes() > fleeting_bytes_) {
        done(local_error(ErrorCode::outbox_full));
        return;
    }
    v1::ClientFrame frame;
    frame.set_request_id(next_id_++);
    frame.mutable_send_signal()->set_session_id(session);
    frame.mutable_send_signal()->set_payload(std::move(payload));
    outside_.send(frame.SerializeAsString());
    done(Done{});
}

void Engine::mark_read(SessionId session, MessageNumber number, TimePoint now) {
    now_ = now;
    book_.mark_read(session, number);
    settle();
}

void Engine::opened(TimePoint now) {
    now_ = now;
    apply(lifecycle_.opened());
}

void Engine::closed(int code, const std::string& reason, TimePoint now) {
    now_ = now;
    apply(lifecycle_.closed(code, reason, now));
}

void Engine::token_answered(std::uint64_t ticket, TokenResult result, TimePoint now) {
    now_ = now;
    if (!stopped_) {
        apply(lifecycle_.token_answered(ticket, std::move(result), now));
    }
}

void Engine::tick(TimePoint now) {
    now_ = now;
    if (stopped_) {
        return;
    }
    for (const auto& [id, keep] : outbox_.expire(now)) {
        answer(id, local_error(keep == Keep::until_answered ? ErrorCode::gave_up : ErrorCode::timed_out));
    }
    apply(lifecycle_.tick(now));
    settle();
}

std::optional<TimePoint> Engine::deadline() const {
    if (stopped_) {
        return std::nullopt;
    }
    const auto work = earlier(outbox_.deadline(), lifecycle_.is_up() ? book_.deadline() : std::nullopt);
    return earlier(lifecycle_.deadline(), work);
}

}  // namespace courtside::internal
