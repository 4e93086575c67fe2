#pragma once

#include "core/records.hpp"

#include <vector>

namespace courtside::core {

/// A session that has not ended, with what its log holds in number order.
struct LiveSessionState {
    Session session;
    std::vector<LogEntry> log;
};

/// The next number of each kind, from 1.
struct Counters {
    std::uint64_t person = 1;
    std::uint64_t issue = 1;
    std::uint64_t request = 1;
    std::uint64_t offer = 1;
    std::uint64_t session = 1;

    bool operator==(const Counters&) const = default;
};

/// What the engine needs of one tenant to go on.
struct TenantLiveState {
    Tenant tenant;
    std::vector<Skill> skills;
    std::vector<Person> people;
    std::vector<Issue> issues;      ///< of open requests and live sessions
    std::vector<Request> requests;  ///< open ones, and those that live sessions came from
    std::vector<Offer> offers;      ///< pending ones
    std::vector<LiveSessionState> sessions;
    std::vector<Erasure> erasures;
    std::vector<PushChannels> push_channels;
    std::vector<Demand> demands;
    Counters counters;
};

/// All that is live, as the store gives it at start.
struct LiveState {
    std::vector<TenantLiveState> tenants;  ///< by ascending id
    std::uint64_t next_tenant = 1;
    RowId next_row{1};
};

}  // namespace courtside::core
