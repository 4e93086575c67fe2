#pragma once

#include "core/by_number.hpp"
#include "core/live_state.hpp"
#include "core/matching/index.hpp"
#include "core/views.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <queue>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace courtside::core {

// What the engine holds while it runs: the stored entities, and beside them what lives only as
// long as the process (connections, queue places, indexes).

/// A message's or command's id, under the person who made it.
struct PersonCommand {
    PersonId person;
    CommandId command;

    bool operator==(const PersonCommand&) const = default;
};
struct PersonCommandHash {
    std::size_t operator()(const PersonCommand& key) const noexcept {
        return IdHash{}(key.command) + key.person.value * 0x9E3779B97F4A7C15U;
    }
};

struct PersonState {
    Person person;
    /// Level by skill code, the codes above each skill included: who knows "S1.1" can help with "S1".
    std::map<std::string, std::uint8_t, std::less<>> levels;
    std::vector<ConnectionId> connections;  ///< signed in, oldest first
    Instant last_activity;
    bool unreachable = false;  ///< an offer was not shown; until the client shows life
    RequestId request;         ///< their own open one
    OfferId offer;             ///< pending for them
    std::vector<SessionId> sessions;
    std::vector<PushChannel> channels;
    WaitingCounts waiting;  ///< as told last
    Instant own_data_at;    ///< when what is stored of them was asked for last

    static constexpr std::uint32_t no_slot = 0xFFFFFFFF;
    std::uint32_t slot = no_slot;  ///< in the matching's index
    bool profile_changed = false;  ///< since the index took it over
    bool touched = false;          ///< among the tenant's `touched`

    [[nodiscard]] bool connected() const { return !connections.empty(); }
    /// Whether a message gets to them, if they have no client open by push.
    [[nodiscard]] bool reachable() const {
        return connected() || std::ranges::any_of(channels, [](const PushChannel& each) {
                   return static_cast<bool>(each.tested_at);
               });
    }
    [[nodiscard]] bool can_coach() const {
        return person.roles.has(Role::coach) || person.roles.has(Role::peer);
    }
};

/// The offers of one request that are pending, in the order in which they were made.
struct PendingOffers {
    static constexpr std::size_t most = 3;
    std::array<OfferId, most> ids{};

    [[nodiscard]] OfferId first() const { return ids[0]; }
    [[nodiscard]] std::size_t size() const {
        return static_cast<std::size_t>(std::ranges::count_if(ids, [](OfferId id) { return bool(id); }));
    }
    void add(OfferId id) { *std::ranges::find(ids, OfferId{}) = id; }
    void remove(OfferId id) { std::fill(std::remove(ids.begin(), ids.end(), id), ids.end(), OfferId{}); }
};

struct RequestEntry {
    Request request;
    PendingOffers offers;
    QueueStatus status;                   ///< as told last
    matching::TypeState* type = nullptr;  ///< whose lines it may be in
    matching::Place place = matching::Place::none;
};

/// A coach's wish for a second expert, until somebody takes it or nobody is left to ask.
struct Invitation {
    PersonId person;    ///< asked alone; none: whoever fits
    std::string skill;  ///< empty: none is needed
    std::vector<PersonId> tried;
    OfferId offer;  ///< pending
};

struct LiveSession {
    Session session;
    Request request;            ///< that it came from; opens anew when the match fails
    std::vector<LogEntry> log;  ///< message n at n - 1
    std::unordered_map<PersonCommand, std::uint64_t, PersonCommandHash> numbers;
    std::vector<Instant> grace_ends;  ///< beside session.participants; none: connected or not counting
    std::optional<Invitation> invitation;

    /// Who is in it now; an expert who left is not.
    [[nodiscard]] const Participant* find(PersonId person) const {
        for (const Participant& participant : session.participants) {
            if (participant.person == person && !participant.left_at) {
                return &participant;
            }
        }
        return nullptr;
    }
    [[nodiscard]] Participant* find(PersonId person) {
        return const_cast<Participant*>(std::as_const(*this).find(person));
    }
    /// Messages are taken while it is active and in the minutes after the hard cap.
    [[nodiscard]] bool writable() const {
        return session.state == SessionState::active || session.state == SessionState::wrap_up;
    }
    [[nodiscard]] std::vector<PersonId> people() const {
        std::vector<PersonId> there;
        for (const Participant& participant : session.participants) {
            if (!participant.left_at) {
                there.push_back(participant.person);
            }
        }
        return there;
    }
    [[nodiscard]] PersonId learner() const { return session.participants[0].person; }
    [[nodiscard]] PersonId coach() const { return session.participants[1].person; }
};

template <class T>
using Earliest = std::priority_queue<T, std::vector<T>, std::greater<>>;

/// What became of promises since the process started.
struct PromiseCounts {
    std::uint64_t made = 0;
    std::uint64_t kept = 0;
    std::uint64_t moved = 0;
    std::uint64_t broken = 0;
};

/// A coach's next promise.
struct Reservation {
    Instant from;
    RequestId request;

    bool operator==(const Reservation&) const = default;
};

struct TenantState {
    Tenant tenant;
    Counters counters;
    std::map<std::string, Skill, std::less<>> skills;
    ByNumber<PersonId, PersonState> people;
    std::unordered_map<std::string, PersonId> by_subject;
    std::unordered_map<IssueId, Issue, IdHash> issues;  ///< with an open request or a live session
    std::unordered_map<RequestId, RequestEntry, IdHash> requests;
    std::unordered_map<OfferId, Offer, IdHash> offers;
    std::unordered_map<SessionId, LiveSession, IdHash> sessions;

    matching::Index index;
    /// Of open requests, the earliest on top. Who ended otherwise stays in it until that time, or until such
    /// outweigh the rest.
    Earliest<std::pair<Instant, RequestId>> expiries;
    std::vector<PersonId> touched;       ///< whose standing, or whose request's, may have changed
    std::set<SessionId> inviting;        ///< live sessions with an invitation
    std::set<PersonId> here;             ///< with a connection
    std::set<PersonId> told_of_waiting;  ///< that there is something they could take
    std::set<RequestId> promised;        ///< open requests that have a promise
    std::map<PersonId, Reservation> reserved;
    PromiseCounts promise_counts;

    std::unordered_map<PersonCommand, CommandRecord, PersonCommandHash> recent_commands;
    std::deque<std::pair<Instant, PersonCommand>> recent_order;  ///< and when they came

    std::map<std::uint64_t, Erasure> erased;  ///< by the mark of the subject

    /// To be called whenever anything changes that may let the person, or their request, be matched.
    void touch(PersonState& person) {
        if (!person.touched) {
            person.touched = true;
            touched.push_back(person.person.id);
        }
    }

    [[nodiscard]] PersonState* find_person(PersonId id) { return people.find(id); }
};

struct ConnectionState {
    TenantId tenant;
    PersonId person;
    Instant last_activity;
    Instant token_expires;
    std::string key_id;  ///< that signed the token
};

}  // namespace courtside::core
