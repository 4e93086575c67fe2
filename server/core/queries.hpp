#pragma once

#include "core/ids.hpp"
#include "core/model/issue.hpp"
#include "core/model/session.hpp"
#include "core/month.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace courtside::core {

// What is not live is not in memory. `Query` is answered to a client straight from the store;
// `LoadKey` brings something in so that a command can be decided.

/// Issues of one learner, newest first.
struct QueryIssues {
    IssueId before;  ///< 0: from the newest
    std::uint32_t limit = 50;
};
/// Sessions that the person takes part in, newest first.
struct QuerySessions {
    IssueId issue;  ///< 0: of all issues
    SessionId before;
    std::uint32_t limit = 50;
};
/// Messages of a session that the person takes part in, with numbers above `after`.
struct QueryMessages {
    SessionId session;
    std::uint64_t after = 0;
    std::uint32_t limit = 100;
    /// Of a live session: the rows of just those messages, in order; `more` says whether later
    /// ones exist. Absent: the session has ended, and its stored list tells the rows.
    struct Live {
        std::vector<RowId> rows;
        bool more = false;
    };
    std::optional<Live> live;
};
/// Looks through the person's sessions, newest first, up to a bound of rows a call.
struct QuerySearch {
    std::string text;
    SessionId before;
};
/// Offers that were made to the person, newest first.
struct QueryOffers {
    OfferId before;  ///< 0: from the newest
    std::uint32_t limit = 50;
    Duration shown_within;  ///< how long a client has to show one
};
/// Coaches' notes on a session that the person takes part in.
struct QueryNotes {
    SessionId session;
};
/// Sessions that were held on the issue of `session` before it, newest first, for one of its coaches.
struct QueryBriefing {
    SessionId session;
    std::uint32_t limit = 10;
};
/// One entity in its present state, for a repeated command whose result is no longer live.
struct QueryIssue {
    IssueId issue;
};
struct QueryRequest {
    RequestId request;
};
struct QuerySession {
    SessionId session;
};

/// A part of everything that is stored about the person, as one document. Offset 0 makes it, with `at` as its
/// date; others go on in what was made then.
struct QueryOwnData {
    std::uint64_t offset = 0;
    Instant at;
};

/// A page of the coverage report of a closed month: cells from the place `from` on.
struct QueryCoverage {
    Month month;
    std::uint32_t from = 0;
    Instant at;
};

/// Always within one tenant, on behalf of one person, who sees only what is theirs: the answer is
/// the page, or `not_found`.
struct Query {
    TenantId tenant;
    PersonId person;
    std::variant<QueryIssues, QuerySessions, QueryMessages, QuerySearch, QueryIssue, QueryRequest,
                 QuerySession, QueryOffers, QueryNotes, QueryBriefing, QueryOwnData, QueryCoverage>
        what;
};

/// An issue that is not live.
struct LoadIssue {
    TenantId tenant;
    IssueId issue;

    auto operator<=>(const LoadIssue&) const = default;
};
/// A session that is not live and, in it, the message that a person sent under a command id.
struct LoadSession {
    TenantId tenant;
    SessionId session;
    PersonId sender;
    CommandId command;  ///< all zero: the session alone

    auto operator<=>(const LoadSession&) const = default;
};
using LoadKey = std::variant<LoadIssue, LoadSession>;

struct LoadedIssue {
    LoadIssue key;
    std::optional<Issue> issue;
};
struct LoadedSession {
    LoadSession key;
    std::optional<Session> session;
    struct SentMessage {
        std::uint64_t number = 0;
        Instant sent_at;
        std::uint64_t content = 0;  ///< content_hash
    };
    std::optional<SentMessage> message;
};
using LoadedEntity = std::variant<LoadedIssue, LoadedSession>;

/// What an administrative change did.
struct AdminResult {
    std::uint64_t id = 0;  ///< of a tenant that was added, of a person who was revoked, erased or exported
    std::uint32_t added = 0;
    std::uint32_t updated = 0;
    std::uint32_t unchanged = 0;
};

}  // namespace courtside::core
