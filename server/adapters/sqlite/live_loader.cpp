#include "adapters/sqlite/live_loader.hpp"

#include "adapters/sqlite/entity_rows.hpp"
#include "adapters/sqlite/erase_rows.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>

namespace courtside::sqlite {
namespace {

struct SessionKey {
    core::TenantId tenant;
    core::SessionId session;
    bool operator==(const SessionKey&) const = default;
};

struct SessionKeyHash {
    std::size_t operator()(const SessionKey& key) const noexcept {
        return core::IdHash{}(key.session) ^ (key.tenant.value * 0x9E3779B97F4A7C15ULL);
    }
};

using LogOf = std::unordered_map<SessionKey, core::LiveSessionState*, SessionKeyHash>;

template <class Found>
Found must_exist(std::optional<Found> found, const std::string& what) {
    if (!found) {
        throw std::runtime_error("the store contradicts itself: " + what +
                                 " is not there; run `courtside verify`");
    }
    return *std::move(found);
}

std::uint64_t next_id(std::int64_t highest) {
    return static_cast<std::uint64_t>(highest) + 1;
}

/// Ids that were given before a backup was restored are not given again.
void keep_above_floor(Database& database, core::TenantId tenant, core::Counters& next) {
    Statement statement =
        database.prepare("SELECT person, issue, request, offer, session FROM id_floor WHERE tenant = ?");
    statement.bind(tenant);
    if (!statement.step()) {
        return;
    }
    next.person = std::max(next.person, next_id(statement.integer(0)));
    next.issue = std::max(next.issue, next_id(statement.integer(1)));
    next.request = std::max(next.request, next_id(statement.integer(2)));
    next.offer = std::max(next.offer, next_id(statement.integer(3)));
    next.session = std::max(next.session, next_id(statement.integer(4)));
}

void read_requests(Database& database, core::TenantLiveState& state) {
    Statement open = database.prepare(
        "SELECT id FROM request INDEXED BY request_open WHERE tenant = ? AND state IN (1, 2, 7) ORDER BY id");
    open.bind(state.tenant.id);
    for (const auto id : ids<core::RequestId>(std::move(open))) {
        state.requests.push_back(must_exist(find_request(database, state.tenant.id, id), "an open request"));
    }
}

void read_offers(Database& database, core::TenantLiveState& state) {
    Statement pending = database.prepare(
        "SELECT id FROM offer INDEXED BY offer_pending WHERE tenant = ? AND state = 1 ORDER BY id");
    pending.bind(state.tenant.id);
    for (const auto id : ids<core::OfferId>(std::move(pending))) {
        state.offers.push_back(must_exist(find_offer(database, state.tenant.id, id), "a pending offer"));
    }
}

/// Gives the lowest row at which a message of these sessions can be.
core::RowId read_sessions(Database& database, core::TenantLiveState& state) {
    core::RowId lowest{static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())};
    Statement live = database.prepare(
        "SELECT id FROM session INDEXED BY session_live WHERE tenant = ? AND state < 4 ORDER BY id");
    live.bind(state.tenant.id);
    for (const auto id : ids<core::SessionId>(std::move(live))) {
        StoredSession stored = must_exist(find_session(database, state.tenant.id, id), "a live session");
        lowest = std::min(lowest, stored.first_row);
        state.sessions.push_back(core::LiveSessionState{std::move(stored.session), {}});
    }
    return lowest;
}

/// The ended requests that live sessions came from, beside the open ones.
void read_matched_requests(Database& database, core::TenantLiveState& state) {
    for (const core::LiveSessionState& live : state.sessions) {
        core::Request request = must_exist(find_request(database, state.tenant.id, live.session.request),
                                           "the request of a live session");
        if (!request.open()) {
            state.requests.push_back(std::move(request));
        }
    }
}

void read_issues(Database& database, core::TenantLiveState& state) {
    std::set<core::IssueId> wanted;
    for (const core::Request& request : state.requests) {
        wanted.insert(request.issue);
    }
    for (const core::LiveSessionState& live : state.sessions) {
        wanted.insert(live.session.issue);
    }
    for (const core::IssueId id : wanted) {
        state.issues.push_back(must_exist(find_issue(database, state.tenant.id, id),
                                          "issue " + std::to_string(id.value) + " of something live"));
    }
}

void read_logs(Database& database, const LogOf& log_of, core::RowId from) {
    Statement statement = database.prepare(
        "SELECT tenant, session, number, row_id, sender, command_id, sent_at, kind, moment, reply_to, body "
        "FROM message WHERE row_id >= ? ORDER BY row_id");
    statement.bind(from);
    while (statement.step()) {
        Columns columns(statement);
        SessionKey key;
        columns.into(key.tenant, key.session);
        const auto found = log_of.find(key);
        if (found == log_of.end()) {
            continue;  // of a session that has ended
        }
        std::vector<core::LogEntry>& log = found->second->log;
        if (columns.next<std::uint64_t>() != log.size() + 1) {
            throw std::runtime_error("the store contradicts itself: the messages of live session " +
                                     std::to_string(key.session.value) +
                                     " are not numbered without a hole; run `courtside verify`");
        }
        core::LogEntry& entry = log.emplace_back();
        columns.into(entry.row, entry.sender, entry.command, entry.sent_at);
        const auto kind = columns.next<core::MessageKind>();
        const auto moment = columns.next<core::MomentKind>();
        const auto reply_to = columns.next<std::uint64_t>();
        entry.content = core::content_hash(kind, moment, reply_to, columns.next<Blob>().bytes);
    }
}

}  // namespace

core::Counters read_counters(Database& database, core::TenantId tenant, bool with_floor) {
    core::Counters next;
    next.person = next_id(database.integer("SELECT max(id) FROM person WHERE tenant = ?", tenant));
    next.issue = next_id(database.integer("SELECT max(id) FROM issue WHERE tenant = ?", tenant));
    next.request = next_id(database.integer("SELECT max(id) FROM request WHERE tenant = ?", tenant));
    next.offer = next_id(database.integer("SELECT max(id) FROM offer WHERE tenant = ?", tenant));
    next.session = next_id(database.integer("SELECT max(id) FROM session WHERE tenant = ?", tenant));
    if (with_floor) {
        keep_above_floor(database, tenant, next);
    }
    return next;
}

core::LiveState load_live_state(Database& database, core::RowId next_row) {
    // One transaction, since each would take and leave its locks otherwise; it changes nothing.
    const Transaction transaction(database, Transaction::Kind::read);
    core::LiveState state;
    state.next_row = next_row;
    core::RowId log_start = next_row;
    for (core::Tenant& tenant : read_tenants(database)) {
        state.next_tenant = tenant.id.value + 1;
        core::TenantLiveState& each = state.tenants.emplace_back();
        each.tenant = std::move(tenant);
        each.skills = read_skills(database, each.tenant.id);
        each.people = read_people(database, each.tenant.id);
        each.erasures = read_erasures(database, each.tenant.id);
        each.push_channels = read_push_channels(database, each.tenant.id);
        each.demands = read_demands(database, each.tenant.id);
        each.counters = read_counters(database, each.tenant.id, true);
        read_requests(database, each);
        read_offers(database, each);
        log_start = std::min(log_start, read_sessions(database, each));
        read_matched_requests(database, each);
        read_issues(database, each);
    }
    state.next_tenant =
        std::max(state.next_tenant, next_id(database.integer("SELECT max(tenant) FROM id_floor")));
    LogOf log_of;
    for (core::TenantLiveState& tenant : state.tenants) {
        for (core::LiveSessionState& live : tenant.sessions) {
            log_of.emplace(SessionKey{tenant.tenant.id, live.session.id}, &live);
        }
    }
    if (!log_of.empty()) {
        read_logs(database, log_of, log_start);
    }
    for (const auto& [key, live] : log_of) {
        // The stored number is as old as the session's last change of state.
        live->session.last_number = live->log.size();
    }
    return state;
}

}  // namespace courtside::sqlite
