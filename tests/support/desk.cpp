#include "support/desk.hpp"

#include <algorithm>

namespace courtside::test {
namespace {

/// The first of a list that fits.
template <class T, class Fits>
std::optional<T> first(const std::vector<T>& list, Fits fits) {
    const auto found = std::find_if(list.begin(), list.end(), fits);
    return found == list.end() ? std::nullopt : std::optional<T>(*found);
}

}  // namespace

Desk::Desk(std::string who, const std::string& url, TokenSource token, Settings settings)
    : who_(std::move(who)), client_(options(url, std::move(token), settings), handlers(settings)) {
    client_.connect();
}

Desk::Desk(std::string who, const std::string& url, TokenSource token)
    : Desk(std::move(who), url, std::move(token), Settings{}) {}

Desk::Desk(std::string who, const std::string& url, const std::string& token)
    : Desk(std::move(who), url, fixed_token(token)) {}

Options Desk::options(const std::string& url, TokenSource token, const Settings& settings) const {
    Options options;
    options.url = url;
    options.token = std::move(token);
    options.client_name = "courtside-tests";
    options.device_id = who_;
    options.back_off_least = std::chrono::milliseconds{20};
    options.back_off_most = std::chrono::milliseconds{250};
    options.idle_timeout = settings.idle_timeout;
    return options;
}

Handlers Desk::handlers(const Settings& settings) {
    Handlers handlers;
    handlers.state_changed = [this](const StateChange& value) { note(&Told::states, value); };
    handlers.welcome = [this](const Welcome& value) { note(&Told::welcomes, value); };
    handlers.presence = [this](const Presence& value) { note(&Told::presences, value); };
    handlers.request_changed = [this](const Request& value) { note(&Told::requests, value); };
    handlers.offer_made = [this, shows = settings.shows_offers](const Offer& value) {
        note(&Told::offers, value);
        return shows;
    };
    handlers.offer_closed = [this](const OfferClosed& value) { note(&Told::closed_offers, value); };
    handlers.session_changed = [this](const Session& value) { note(&Told::sessions, value); };
    handlers.message = [this](const Message& value) { note(&Told::messages, value); };
    handlers.typing = [this](const TypingChanged& value) { note(&Told::typing, value); };
    handlers.marks = [this](const MarksChanged& value) { note(&Told::marks, value); };
    handlers.signal = [this](const SignalReceived& value) { note(&Told::signals, value); };
    handlers.issue_changed = [this](const Issue& value) { note(&Told::issues, value); };
    handlers.waiting_changed = [this](const WaitingCounts& value) { note(&Told::waiting, value); };
    handlers.promise_reminder = [this](const PromiseReminder& value) { note(&Told::reminders, value); };
    handlers.refused = [this](const Error& value) { note(&Told::refusals, value); };
    return handlers;
}

Welcome Desk::welcome(std::size_t which) {
    return wait_for("welcome " + std::to_string(which), [&](const Told& told) {
        return told.welcomes.size() >= which ? std::optional(told.welcomes[which - 1]) : std::nullopt;
    });
}

StateChange Desk::state(ConnectionState state) {
    return wait_for("connection state " + std::to_string(static_cast<int>(state)), [&](const Told& told) {
        return first(told.states, [&](const StateChange& each) { return each.state == state; });
    });
}

Offer Desk::next_offer() {
    return wait_for("an offer", [&](const Told& told) {
        return told.offers.size() > offers_taken_ ? std::optional(told.offers[offers_taken_++])
                                                  : std::nullopt;
    });
}

OfferState Desk::closed_offer(OfferId offer) {
    const auto closed = wait_for("the end of offer " + std::to_string(offer), [&](const Told& told) {
        return first(told.closed_offers, [&](const OfferClosed& each) { return each.offer_id == offer; });
    });
    return closed.state;
}

Request Desk::request(RequestId id, RequestState state) {
    return wait_for("request " + std::to_string(id) + " in state " + std::to_string(static_cast<int>(state)),
                    [&](const Told& told) {
                        return first(told.requests, [&](const Request& each) {
                            return each.request_id == id && each.state == state;
                        });
                    });
}

Request Desk::request_after(RequestId after, RequestState state) {
    return wait_for(
        "a request after " + std::to_string(after) + " in state " + std::to_string(static_cast<int>(state)),
        [&](const Told& told) {
            return first(told.requests,
                         [&](const Request& each) { return each.request_id > after && each.state == state; });
        });
}

Session Desk::session(SessionId id, SessionState state) {
    return wait_for("session " + std::to_string(id) + " in state " + std::to_string(static_cast<int>(state)),
                    [&](const Told& told) {
                        return first(told.sessions, [&](const Session& each) {
                            return each.session_id == id && each.state == state;
                        });
                    });
}

Message Desk::message(SessionId id, MessageNumber number) {
    return wait_for("message " + std::to_string(number), [&](const Told& told) {
        return first(told.messages,
                     [&](const Message& each) { return each.session_id == id && each.number == number; });
    });
}

Presence Desk::presence(PresenceState state) {
    return wait_for("presence " + std::to_string(static_cast<int>(state)), [&](const Told& told) {
        return first(told.presences, [&](const Presence& each) { return each.state == state; });
    });
}

PromiseReminder Desk::reminder() {
    return wait_for("a reminder of a promise", [&](const Told& told) {
        return first(told.reminders, [](const PromiseReminder&) { return true; });
    });
}

}  // namespace courtside::test
