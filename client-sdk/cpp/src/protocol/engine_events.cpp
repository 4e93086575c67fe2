#include "courtside/v1/frames.pb.h"
#include "protocol/convert.hpp"
#include "protocol/engine.hpp"

#include <algorithm>
#include <utility>

/// The engine's part that turns what the server tells into what the app hears.
namespace courtside::internal {
namespace {

/// A page of what was missed; the server ends it earlier where it grows large.
constexpr std::uint32_t kFetchLimit = 200;
/// A server that forgets to close offers must not fill the memory.
constexpr std::size_t kMostOffers = 64;

template <class Value>
void call(const std::function<void(const Value&)>& handler, const Value& value) {
    if (handler) {
        handler(value);
    }
}

bool ends_with_connection(const Error& error) {
    return error.code == ErrorCode::disconnected || error.code == ErrorCode::stopped;
}

}  // namespace

void Engine::tell(const v1::ServerFrame& frame) {
    switch (frame.content_case()) {
        case v1::ServerFrame::kPresenceChanged:
            call(handlers_.presence, from_wire(frame.presence_changed().presence()));
            break;
        case v1::ServerFrame::kSessionChanged:
            book_.changed(from_wire(frame.session_changed().session()));
            break;
        case v1::ServerFrame::kRequestChanged:
            call(handlers_.request_changed, from_wire(frame.request_changed().request()));
            break;
        case v1::ServerFrame::kAsked:
            call(handlers_.request_changed, from_wire(frame.asked().request()));
            break;
        case v1::ServerFrame::kOfferMade:
            offered(from_wire(frame.offer_made().offer()));
            break;
        case v1::ServerFrame::kOfferClosed: {
            const auto& closed = frame.offer_closed();
            offers_.erase(closed.offer_id());
            call(handlers_.offer_closed,
                 OfferClosed{closed.offer_id(), static_cast<OfferState>(static_cast<int>(closed.state()))});
            break;
        }
        case v1::ServerFrame::kMessageAdded:
            book_.pushed(from_wire(frame.message_added().message()));
            break;
        case v1::ServerFrame::kTypingChanged: {
            const auto& typing = frame.typing_changed();
            call(handlers_.typing, TypingChanged{typing.session_id(), typing.person_id(), typing.typing()});
            break;
        }
        case v1::ServerFrame::kMarksChanged: {
            const auto& marks = frame.marks_changed();
            call(handlers_.marks,
                 MarksChanged{marks.session_id(), marks.person_id(), marks.delivered_to(), marks.read_to()});
            break;
        }
        case v1::ServerFrame::kSignalReceived: {
            const auto& signal = frame.signal_received();
            call(handlers_.signal, SignalReceived{signal.session_id(), signal.sender_id(), signal.payload()});
            break;
        }
        case v1::ServerFrame::kEndingSoon:
            call(handlers_.ending_soon,
                 EndingSoon{frame.ending_soon().session_id(), from_ms(frame.ending_soon().ends_ms())});
            break;
        case v1::ServerFrame::kIssueChanged:
            call(handlers_.issue_changed, from_wire(frame.issue_changed().issue()));
            break;
        case v1::ServerFrame::kIssueOpened:
            call(handlers_.issue_changed, from_wire(frame.issue_opened().issue()));
            break;
        case v1::ServerFrame::kError:
            call(handlers_.refused, from_wire(frame.error()));
            break;
        default:
            // A newer server's, or nothing that the app hears of: fields are added, never changed.
            break;
    }
}

void Engine::offered(const Offer& offer) {
    if (offer.state != OfferState::pending && offer.state != OfferState::unspecified) {
        return;
    }
    const auto [known, is_new] = offers_.try_emplace(offer.offer_id, false);
    if (is_new && handlers_.offer_made) {
        known->second = handlers_.offer_made(offer);
    }
    if (known->second) {
        confirm(offer.offer_id);
    }
    if (offers_.size() > kMostOffers) {
        offers_.erase(offers_.begin());
    }
}

void Engine::confirm(OfferId offer) {
    v1::ClientFrame frame;
    frame.mutable_offer_shown()->set_offer_id(offer);
    // A refusal means that the offer is gone, which OfferClosed tells.
    submit(
        Keep::internal, std::move(frame), [](const Result<v1::ServerFrame>&) {}, now_);
}

void Engine::tell_lost_offers(const std::vector<Offer>& still) {
    for (auto known = offers_.begin(); known != offers_.end();) {
        const auto id = known->first;
        const auto listed = std::any_of(still.begin(), still.end(),
                                        [id](const Offer& offer) { return offer.offer_id == id; });
        if (listed) {
            ++known;
            continue;
        }
        known = offers_.erase(known);
        call(handlers_.offer_closed, OfferClosed{id, OfferState::unspecified});
    }
}

void Engine::fetch(SessionBook::Fetch what) {
    v1::ClientFrame frame;
    frame.mutable_fetch_messages()->set_session_id(what.session_id);
    frame.mutable_fetch_messages()->set_after(what.after);
    frame.mutable_fetch_messages()->set_limit(kFetchLimit);
    auto done = [this, session = what.session_id](const Result<v1::ServerFrame>& reply) {
        if (reply && reply->has_messages_page()) {
            book_.page(session, from_wire(reply->messages_page()).messages);
        } else if (reply || !(reply.error().retry || ends_with_connection(reply.error()))) {
            book_.fetch_refused(session);
        } else if (!ends_with_connection(reply.error())) {
            book_.fetch_failed(session, now_ + std::max(reply.error().retry_after, kRetryAfter));
        }
    };
    submit(Keep::internal, std::move(frame), std::move(done), now_);
}

void Engine::mark(SessionBook::MarkOut what) {
    v1::ClientFrame frame;
    frame.mutable_mark()->set_session_id(what.session_id);
    frame.mutable_mark()->set_delivered_to(what.marks.delivered_to);
    frame.mutable_mark()->set_read_to(what.marks.read_to);
    auto done = [this, session = what.session_id](const Result<v1::ServerFrame>& reply) {
        if (reply || !ends_with_connection(reply.error())) {
            book_.mark_answered(session);
        }
    };
    submit(Keep::internal, std::move(frame), std::move(done), now_);
}

void Engine::learn_end(SessionId session) {
    v1::ClientFrame frame;
    // Newest first, and ids grow: the first one before the next id is this one.
    frame.mutable_fetch_sessions()->set_before_id(session + 1);
    frame.mutable_fetch_sessions()->set_limit(1);
    auto done = [this, session](const Result<v1::ServerFrame>& reply) {
        if (!reply) {
            // Where it may be known later, the next sign-in asks again.
            if (!reply.error().retry && !ends_with_connection(reply.error())) {
                book_.forget(session);
            }
            return;
        }
        const auto& sessions = reply->sessions_page().sessions();
        if (!sessions.empty() && sessions.Get(0).session_id() == session) {
            book_.changed(from_wire(sessions.Get(0)));
        } else {
            book_.forget(session);
        }
    };
    submit(Keep::internal, std::move(frame), std::move(done), now_);
}

}  // namespace courtside::internal
