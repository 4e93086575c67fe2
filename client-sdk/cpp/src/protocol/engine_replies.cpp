#include "courtside/v1/frames.pb.h"
#include "protocol/convert.hpp"
#include "protocol/engine.hpp"

#include <algorithm>
#include <utility>

/// The engine's part that takes frames: sign-in, replies, refusals.
namespace courtside::internal {
namespace {

std::optional<Milliseconds> life_of(std::int64_t expires_ms, std::int64_t now_ms) {
    if (expires_ms == 0) {
        return std::nullopt;
    }
    return Milliseconds{std::max<std::int64_t>(expires_ms - now_ms, 0)};
}

}  // namespace

void Engine::received(std::string_view bytes, TimePoint now) {
    now_ = now;
    v1::ServerFrame frame;
    if (!frame.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
        apply(lifecycle_.bad_frame(now));
        return;
    }
    const auto id = frame.request_id();
    if (id != 0 && (id == hello_id_ || id == refresh_id_)) {
        on_sign_in_reply(frame);
    } else if (!lifecycle_.is_up()) {
        // Nothing else comes before Welcome, but for a refusal that names no request.
        if (frame.has_error()) {
            apply(lifecycle_.hello_refused(from_wire(frame.error()), now));
        }
    } else if (id == 0) {
        tell(frame);
    } else {
        on_reply(std::move(frame));
    }
    settle();
}

void Engine::on_sign_in_reply(const v1::ServerFrame& frame) {
    if (frame.has_welcome()) {
        on_welcome(frame.welcome());
    } else if (frame.has_token_refreshed()) {
        const auto server_now = now_ + server_ahead_;
        const auto server_ms =
            std::chrono::duration_cast<Milliseconds>(server_now.time_since_epoch()).count();
        apply(lifecycle_.refreshed(life_of(frame.token_refreshed().token_expires_ms(), server_ms), now_));
    } else if (!frame.has_error()) {
        apply(lifecycle_.bad_frame(now_));
    } else if (lifecycle_.is_up()) {
        apply(lifecycle_.refresh_refused(from_wire(frame.error()), now_));
    } else {
        apply(lifecycle_.hello_refused(from_wire(frame.error()), now_));
    }
}

void Engine::on_welcome(const v1::Welcome& message) {
    const auto welcome = from_wire(message);
    me_ = welcome.me.person_id;
    book_.set_me(me_);
    frame_limit_ = welcome.limits.frame_bytes != 0 ? welcome.limits.frame_bytes : kFrameLimit;
    signal_limit_ = welcome.limits.signal_bytes != 0 ? welcome.limits.signal_bytes : kSignalLimit;
    server_ahead_ = welcome.server_time.time_since_epoch() - now_.time_since_epoch();
    outside_.server_time_is(welcome.server_time);
    apply(lifecycle_.welcomed(life_of(message.token_expires_ms(), message.server_time_ms()), now_));
    if (handlers_.welcome) {
        handlers_.welcome(welcome);
    }
    if (handlers_.presence) {
        handlers_.presence(welcome.presence);
    }
    if (handlers_.request_changed) {
        for (const auto& request : welcome.requests) {
            handlers_.request_changed(request);
        }
    }
    for (const auto session : book_.snapshot(welcome.sessions)) {
        learn_end(session);
    }
    tell_lost_offers(welcome.offers);
    for (const auto& offer : welcome.offers) {
        offered(offer);
    }
}

void Engine::on_reply(v1::ServerFrame frame) {
    const auto id = frame.request_id();
    if (frame.has_error()) {
        on_refused(id, frame.error());
        return;
    }
    const auto entry = outbox_.take(id);
    if (!entry) {
        return;
    }
    if (frame.has_message_sent()) {
        // The own message, also where the server does not push it back: it takes its place in the order.
        v1::ClientFrame sent;
        if (sent.ParseFromString(entry->frame) && sent.has_send_message()) {
            book_.pushed(as_message(sent.send_message(), sent.command_id(), frame.message_sent(), me_));
        }
    } else {
        forget_answered_offer(entry->frame);
        tell(frame);
    }
    answer(id, std::move(frame));
}

void Engine::forget_answered_offer(const std::string& command) {
    if (offers_.empty()) {
        return;
    }
    v1::ClientFrame frame;
    if (!frame.ParseFromString(command)) {
        return;
    }
    // Where it was answered here, the server does not say that it is closed.
    offers_.erase(frame.has_decline_offer() ? frame.decline_offer().offer_id()
                                            : frame.accept_offer().offer_id());
}

void Engine::on_refused(std::uint64_t id, const v1::Error& error) {
    const auto* entry = outbox_.find(id);
    if (entry == nullptr) {
        if (handlers_.refused) {
            handlers_.refused(from_wire(error));
        }
        return;
    }
    const bool kept = entry->keep == Keep::until_answered || entry->keep == Keep::for_a_while;
    if (kept && error.code() == v1::ERROR_CODE_UNAVAILABLE) {
        // The server is stopping or its disk fails: what is in the outbox stays valid.
        outbox_.hold(id, now_ + std::max(Milliseconds{error.retry_after_ms()}, kRetryAfter));
        return;
    }
    outbox_.take(id);
    answer(id, from_wire(error));
}

void Engine::answer(std::uint64_t id, Result<v1::ServerFrame> result) {
    if (auto waiter = waiters_.extract(id)) {
        waiter.mapped()(std::move(result));
    }
}

}  // namespace courtside::internal
