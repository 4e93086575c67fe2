#include "seat.hpp"

#include <utility>

namespace courtside::replay {
namespace {

/// The longest that a server lets a coach be ready is 12 h.
constexpr std::chrono::hours ready_for{11};

}  // namespace

Seat::Seat(std::string subject, Side side, Options options, SeatEvents events)
    : subject_(std::move(subject)),
      side_(side),
      events_(std::move(events)),
      client_(std::move(options), handlers()) {}

Handlers Seat::handlers() {
    Handlers handlers;
    handlers.state_changed = [this](const StateChange& change) {
        if (change.state == ConnectionState::reconnecting) {
            ++reconnects_;
        } else if (change.state == ConnectionState::disconnected && change.reason != StateReason::asked) {
            events_.lost(*this, change.text);
        }
    };
    handlers.welcome = [this](const Welcome& welcome) { welcomed(welcome); };
    handlers.presence = [this](const Presence& presence) {
        if (side_ == Side::coach && seated_ && presence.state == PresenceState::away) {
            be_ready();
        }
    };
    handlers.offer_made = [this](const Offer& offer) {
        events_.offered(*this, offer);
        return true;
    };
    handlers.session_changed = [this](const Session& session) { events_.session_changed(*this, session); };
    handlers.message = [this](const Message& message) { events_.message(*this, message); };
    return handlers;
}

void Seat::welcomed(const Welcome& welcome) {
    me_ = welcome.me;
    if (!seated_) {
        leave_no_leftovers(welcome);
    }
    if (side_ == Side::coach) {
        be_ready();
    } else {
        be_seated();
    }
}

/// A replay that was interrupted may have left something open.
void Seat::leave_no_leftovers(const Welcome& welcome) {
    // Refused where it ended by itself meanwhile, which is as good.
    for (const Request& request : welcome.requests) {
        client_.cancel(request.request_id, [](const Result<Done>&) {});
    }
    for (const Session& session : welcome.sessions) {
        client_.end_session(session.session_id, Outcome::unspecified, [](const Result<Session>&) {});
    }
}

void Seat::be_ready() {
    if (getting_ready_) {
        return;
    }
    getting_ready_ = true;
    client_.set_ready_until(client_.server_now() + ready_for, [this](const Result<Presence>& result) {
        getting_ready_ = false;
        if (result) {
            be_seated();
        } else if (result.error().code != ErrorCode::disconnected &&
                   result.error().code != ErrorCode::stopped) {
            events_.lost(*this, "cannot be ready: " + result.error().text);
        }
    });
}

void Seat::be_seated() {
    if (!std::exchange(seated_, true)) {
        events_.seated(*this);
    }
}

}  // namespace courtside::replay
