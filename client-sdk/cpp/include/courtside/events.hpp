#pragma once

#include "courtside/commands.hpp"
#include "courtside/result.hpp"
#include "courtside/types.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace courtside {

enum class ConnectionState {
    /// Nothing goes on until `connect()`.
    disconnected,
    /// The first try since `connect()`.
    connecting,
    /// Signed in; commands go out at once.
    connected,
    /// Lost or not reached; tried again by itself.
    reconnecting
};

enum class StateReason {
    none,
    /// `connect()` or `disconnect()` was called.
    asked,
    /// Not reached, or lost without a word.
    network,
    /// The server closed the connection and expects this client back.
    closed_by_server,
    /// The token source had no token this time; it is asked again.
    token_failed,
    /// The token source or the server says that this person may not sign in. Stops.
    unauthorised,
    /// This person has newer connections; `connect()` when the program is looked at again. Stops.
    displaced,
    /// The server does not want this client back (close codes 4500 to 4999). Stops.
    refused
};

struct StateChange {
    ConnectionState state = ConnectionState::disconnected;
    StateReason reason = StateReason::none;
    /// For developers, in English.
    std::string text;
    /// The WebSocket close code where the server closed; else 0.
    int close_code = 0;
    /// While reconnecting: when the next try begins.
    std::optional<std::chrono::milliseconds> retry_in;
};

/// Signed in: who one is and what is live.
struct Welcome {
    Person me;
    Limits limits;
    Time server_time{};
    /// Absent: the token does not end.
    OptionalTime token_expires;
    Presence presence;
    /// What was open before and is not here has ended meanwhile.
    std::vector<Request> requests;
    std::vector<Offer> offers;
    std::vector<Session> sessions;
    /// Empty: the server has no push.
    std::string vapid_public_key;
    std::vector<PushChannel> push_channels;
    /// Of coaches and peers only.
    std::optional<Preferences> preferences;
};

struct OfferClosed {
    OfferId offer_id = 0;
    /// `unspecified` where the offer went away while there was no connection.
    OfferState state = OfferState::unspecified;
};

struct TypingChanged {
    SessionId session_id = 0;
    PersonId person_id = 0;
    bool typing = false;
};

struct MarksChanged {
    SessionId session_id = 0;
    PersonId person_id = 0;
    MessageNumber delivered_to = 0;
    MessageNumber read_to = 0;
};

struct SignalReceived {
    SessionId session_id = 0;
    PersonId sender_id = 0;
    std::string payload;
};

/// Five minutes before the hard cap: one thing to try? Enough, or more today?
struct EndingSoon {
    SessionId session_id = 0;
    Time ends{};
};

/// Shortly before a promised window: be there.
struct PromiseReminder {
    /// One's own; 0: for the coach whom the promise is likely to reach.
    RequestId request_id = 0;
    TimeWindow window;
    /// Of the issue.
    std::string title;
    bool coach = false;
};

/// What the app wants to hear. Leave out what does not matter.
///
/// All run on the client's I/O thread, one at a time, and must not block or throw. They may call every
/// function of the client, but waiting there for one of its futures waits forever: use completions.
///
/// After `welcome` what is live follows through the same callbacks as later changes (`presence`,
/// `request_changed`, `session_changed`, `offer_made`), and a reply that carries state is told here too,
/// before its completion; so a program can be written with these alone. The same state may be told twice.
struct Handlers {
    std::function<void(const StateChange&)> state_changed;
    std::function<void(const Welcome&)> welcome;
    std::function<void(const Presence&)> presence;
    std::function<void(const Request&)> request_changed;
    /// Returns whether the offer is now shown to the person: true makes the SDK confirm it, which the
    /// server wants within 3 s. Return false to show it a little later, then call `Client::offer_shown`.
    /// Without this callback no offer is confirmed, and the server takes each back.
    std::function<bool(const Offer&)> offer_made;
    /// Not for offers that this client itself has answered: the command's completion tells those.
    std::function<void(const OfferClosed&)> offer_closed;
    /// `ended` comes after the last message of the session.
    std::function<void(const Session&)> session_changed;
    /// Each message of each live session once, in the order of numbers, without a hole, one's own
    /// included; from number 1 for sessions that are new to this Client object, so that a restarted program
    /// sees the whole talk. Only where the server refuses to give older ones the numbers may jump.
    std::function<void(const Message&)> message;
    std::function<void(const TypingChanged&)> typing;
    std::function<void(const MarksChanged&)> marks;
    std::function<void(const SignalReceived&)> signal;
    std::function<void(const EndingSoon&)> ending_soon;
    std::function<void(const Issue&)> issue_changed;
    /// For coaches and peer experts: how much waits that they could take, at most every 5 s.
    std::function<void(const WaitingCounts&)> waiting_changed;
    std::function<void(const PromiseReminder&)> promise_reminder;
    /// The server refused something that has no completion: typing, a signal.
    std::function<void(const Error&)> refused;
};

}  // namespace courtside
