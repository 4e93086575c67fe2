#include "support/world_store.hpp"

#include "core/overload.hpp"

#include <algorithm>
#include <type_traits>

namespace courtside::support {

using namespace core;

namespace {

template <class Map>
std::uint64_t next_id(const Map& map) {
    return map.empty() ? 1 : map.rbegin()->first.value + 1;
}

/// New rows get the next number; that way a start finds the counters.
template <class Map, class Key>
void promise_next(const Map& map, Key id, const char* what) {
    promise(map.contains(id) || id.value == next_id(map),
            std::string("ids of a ") + what + " have no hole: " + std::to_string(id.value));
}

}  // namespace

void promise(bool holds, const std::string& what) {
    if (!holds) {
        throw BrokenPromise(what);
    }
}

SessionId WorldStore::TenantRows::session_of(PersonId person, SessionId but) const {
    for (const SessionId id : live_sessions) {
        for (const Participant& participant : sessions.at(id).session.participants) {
            if (id != but && participant.person == person && !participant.left_at) {
                return id;
            }
        }
    }
    return {};
}

RequestId WorldStore::TenantRows::open_request_of(PersonId learner) const {
    const auto place =
        std::ranges::find_if(open_requests, [&](RequestId id) { return requests.at(id).learner == learner; });
    return place == open_requests.end() ? RequestId{} : *place;
}

OfferId WorldStore::TenantRows::pending_offer_for(PersonId coach) const {
    const auto place =
        std::ranges::find_if(pending_offers, [&](OfferId id) { return offers.at(id).coach == coach; });
    return place == pending_offers.end() ? OfferId{} : *place;
}

bool WorldStore::TenantRows::has_tested_channel(PersonId person) const {
    const auto place = push_channels.find(person);
    return place != push_channels.end() && std::ranges::any_of(place->second, [](const PushChannel& each) {
               return static_cast<bool>(each.tested_at);
           });
}

const Person* WorldStore::TenantRows::find_person(const std::string& subject) const {
    for (const auto& [id, person] : people) {
        if (person.subject == subject) {
            return &person;
        }
    }
    return nullptr;
}

WorldStore::TenantRows& WorldStore::rows_of(TenantId tenant) {
    promise(tenants_.contains(tenant), "records name a tenant that is there");
    return tenants_.at(tenant);
}

void WorldStore::apply(const Record& record) {
    std::visit(Overload{
                   [&](const Put<Tenant>& r) { put(tenants_[r.tenant], r.value); },
                   [&](const EndSessionRecord& r) { end(r); },
                   [&](const AppendMessage& r) { append(r.message); },
                   [&](const PutMarks& r) { put_marks(r); },
                   [&](const AuditEntry& r) { rows_of(r.tenant).audit.push_back(r); },
                   [&](const EraseRecord& r) { erase(r); },
                   [&](const RetentionRecord& r) { static_cast<void>(rows_of(r.tenant)); },
                   [&](const auto& r) { put(rows_of(r.tenant), r.value); },
               },
               record);
}

void WorldStore::put(TenantRows& rows, const Tenant& value) {
    rows.tenant = value;
}

void WorldStore::put(TenantRows& rows, const Skill& value) {
    rows.skills[value.code] = value;
}

void WorldStore::put(TenantRows& rows, const Person& value) {
    promise_next(rows.people, value.id, "person");
    rows.people[value.id] = value;
}

void WorldStore::put(TenantRows& rows, const Issue& value) {
    promise_next(rows.issues, value.id, "issue");
    promise(rows.people.contains(value.learner), "an issue's learner is stored");
    rows.issues[value.id] = value;
}

void WorldStore::put(TenantRows& rows, const Request& value) {
    promise_next(rows.requests, value.id, "request");
    promise(rows.issues.contains(value.issue), "a request's issue is stored");
    const auto before = rows.requests.find(value.id);
    if (before != rows.requests.end()) {
        promise(before->second.open(), "a request ends once");
    } else {
        promise(!rows.open_request_of(value.learner), "a learner has one open request");
    }
    promise(value.open() != static_cast<bool>(value.ended_at), "a request that ended says when");
    rows.requests[value.id] = value;
    if (value.open()) {
        rows.open_requests.insert(value.id);
    } else {
        rows.open_requests.erase(value.id);
    }
}

void WorldStore::put(TenantRows& rows, const Offer& value) {
    promise_next(rows.offers, value.id, "offer");
    const auto before = rows.offers.find(value.id);
    const bool pending = value.state == OfferState::pending;
    promise(before == rows.offers.end() ? pending : before->second.state == OfferState::pending,
            "an offer begins pending and ends once");
    promise(before != rows.offers.end() || !rows.pending_offer_for(value.coach),
            "a coach has one offer before them");
    promise(!pending || !value.session || rows.live_sessions.contains(value.session),
            "experts are asked into live sessions");
    rows.offers[value.id] = value;
    if (pending) {
        rows.pending_offers.insert(value.id);
    } else {
        rows.pending_offers.erase(value.id);
    }
}

void WorldStore::put(TenantRows& rows, const Session& value) {
    promise_next(rows.sessions, value.id, "session");
    promise(value.state != SessionState::ended, "a session's end has a record of its own");
    const auto before = rows.sessions.find(value.id);
    if (before != rows.sessions.end()) {
        const Session& session = before->second.session;
        promise(session.state <= value.state, "a session goes forward only");
        promise(session.minutes <= value.minutes, "a session does not get shorter");
    }
    for (const Participant& participant : value.participants) {
        promise(participant.left_at || !rows.session_of(participant.person, value.id),
                "a person is in one session");
    }
    promise(value.participants.at(0).person != value.participants.at(1).person,
            "nobody is matched to themself");
    rows.sessions[value.id].session = value;
    rows.live_sessions.insert(value.id);
}

void WorldStore::put(TenantRows& rows, const ClosingWord& value) {
    rows.words[{value.session, value.person}] = value;
}

void WorldStore::put(TenantRows& rows, const CommandRecord& value) {
    const bool added = rows.commands.emplace(std::pair(value.person, value.command), value).second;
    promise(added, "a command is carried out once");
}

void WorldStore::put(TenantRows& rows, const Note& value) {
    const Session& session = rows.sessions.at(value.session).session;
    const auto author = std::ranges::find(session.participants, value.author, &Participant::person);
    promise(author != session.participants.end() && author->role != SessionRole::learner,
            "notes are of those who coached");
    if (value.text.empty()) {
        rows.notes.erase({value.session, value.author});
    } else {
        rows.notes[{value.session, value.author}] = value;
    }
}

void WorldStore::put(TenantRows& rows, const PushChannels& value) {
    promise(rows.people.contains(value.person), "a channel is of a person who is stored");
    promise(value.channels.size() <= 8, "nobody has more than eight channels");
    rows.push_channels[value.person] = value.channels;
}

void WorldStore::put(TenantRows& rows, const Demand& value) {
    rows.demands[value.type] = value;
}

void WorldStore::put(TenantRows& rows, const DecisionRecord& value) {
    promise(rows.pending_offers.contains(value.offer), "a decision comes with its offer");
    promise(rows.decisions.emplace(value.offer, value).second, "an offer is decided once");
}

void WorldStore::append(const MessagePtr& message) {
    TenantRows& tenant = rows_of(message->tenant);
    promise(tenant.live_sessions.contains(message->session), "messages go to live sessions");
    promise(log_.empty() || log_.rbegin()->first < message->row, "the log only grows");
    auto& rows = tenant.sessions.at(message->session).rows;
    promise(message->number == rows.size() + 1, "messages are numbered without a hole");
    rows.push_back(message->row);
    log_.emplace(message->row, message);
}

void WorldStore::end(const EndSessionRecord& record) {
    TenantRows& tenant = rows_of(record.tenant);
    const SessionId id = record.session.id;
    promise(tenant.live_sessions.erase(id) == 1, "a session ends once");
    SessionRow& row = tenant.sessions.at(id);
    promise(record.session.state == SessionState::ended, "an ended session says so");
    promise(record.session.outcome != Outcome::none, "an ended session has an outcome");
    promise(record.rows == row.rows, "the list of an ended session holds its messages");
    promise(record.session.last_number == row.rows.size(), "an ended session knows its last number");
    row.session = record.session;
}

void WorldStore::erase(const EraseRecord& record) {
    TenantRows& tenant = rows_of(record.tenant);
    const PersonId person = record.erasure.person;
    promise(tenant.people.at(person).erased(), "who is erased has a tombstone");
    promise(
        !tenant.session_of(person) && !tenant.open_request_of(person) && !tenant.pending_offer_for(person),
        "who is erased has nothing open");
    tenant.erasures.push_back(record.erasure);
    tenant.push_channels.erase(person);
    for (auto& [id, issue] : tenant.issues) {
        if (issue.learner == person) {
            issue.title = "Erased";
            issue.description.clear();
        }
    }
    for (auto& [row, message] : log_) {
        if (message->tenant == record.tenant && message->sender == person) {
            Message emptied = *message;
            emptied.redacted = true;
            emptied.text.clear();
            emptied.command = {};
            message = std::make_shared<const Message>(std::move(emptied));
        }
    }
    for (auto& [id, offer] : tenant.offers) {
        if (offer.coach == person) {
            offer.note.clear();
        }
    }
    std::erase_if(tenant.words, [&](const auto& word) { return word.first.second == person; });
    std::erase_if(tenant.notes, [&](const auto& note) {
        return note.first.second == person ||
               tenant.sessions.at(note.first.first).session.participants.at(0).person == person;
    });
    std::erase_if(tenant.commands, [&](const auto& command) { return command.first.first == person; });
    for (AuditEntry& entry : tenant.audit) {
        if (entry.action.starts_with("person.") && entry.object == record.subject) {
            entry.object = "person " + std::to_string(person.value);
        }
    }
}

void WorldStore::put_marks(const PutMarks& marks) {
    SessionRow& row = rows_of(marks.tenant).sessions.at(marks.session);
    const auto place = std::ranges::find(row.session.participants, marks.person, &Participant::person);
    promise(place != row.session.participants.end(), "marks are a participant's");
    promise(marks.delivered_to >= place->delivered_to && marks.read_to >= place->read_to, "marks only grow");
    promise(marks.read_to <= marks.delivered_to && marks.delivered_to <= row.rows.size(),
            "marks stay within what was sent, and what is read was delivered");
    place->delivered_to = marks.delivered_to;
    place->read_to = marks.read_to;
}

LiveState WorldStore::live_state() const {
    LiveState state;
    for (const auto& [id, rows] : tenants_) {
        state.tenants.push_back(live_state(rows));
        state.next_tenant = id.value + 1;
    }
    state.next_row = RowId{next_id(log_)};
    return state;
}

TenantLiveState WorldStore::live_state(const TenantRows& rows) const {
    TenantLiveState state;
    state.tenant = rows.tenant;
    for (const auto& [code, skill] : rows.skills) {
        state.skills.push_back(skill);
    }
    for (const auto& [id, person] : rows.people) {
        state.people.push_back(person);
    }
    state.erasures = rows.erasures;
    for (const auto& [id, channels] : rows.push_channels) {
        state.push_channels.push_back({id, channels});
    }
    for (const auto& [type, demand] : rows.demands) {
        state.demands.push_back(demand);
    }
    std::set<IssueId> issues;
    for (const RequestId id : rows.open_requests) {
        state.requests.push_back(rows.requests.at(id));
        issues.insert(rows.requests.at(id).issue);
    }
    for (const SessionId id : rows.live_sessions) {
        const Session& session = rows.sessions.at(id).session;
        LiveSessionState live{session, {}};
        for (const Message& message : messages(rows.tenant.id, id)) {
            const auto content = content_hash(message.kind, message.moment, message.reply_to, message.text);
            live.log.push_back({message.row, message.sender, message.command, content, message.sent_at});
        }
        state.sessions.push_back(std::move(live));
        state.requests.push_back(rows.requests.at(session.request));
        issues.insert(session.issue);
    }
    for (const IssueId id : issues) {
        state.issues.push_back(rows.issues.at(id));
    }
    for (const OfferId id : rows.pending_offers) {
        state.offers.push_back(rows.offers.at(id));
    }
    state.counters = {next_id(rows.people), next_id(rows.issues), next_id(rows.requests),
                      next_id(rows.offers), next_id(rows.sessions)};
    return state;
}

LoadedEntity WorldStore::load(const LoadKey& key) const {
    if (const auto* issue = std::get_if<LoadIssue>(&key)) {
        const auto& issues = tenants_.at(issue->tenant).issues;
        const auto place = issues.find(issue->issue);
        return LoadedIssue{*issue, place == issues.end() ? std::nullopt : std::optional(place->second)};
    }
    const LoadSession& wanted = std::get<LoadSession>(key);
    LoadedSession loaded{wanted, {}, {}};
    const auto& sessions = tenants_.at(wanted.tenant).sessions;
    const auto place = sessions.find(wanted.session);
    if (place == sessions.end()) {
        return loaded;
    }
    loaded.session = place->second.session;
    for (const Message& message : messages(wanted.tenant, wanted.session)) {
        if (wanted.command && message.sender == wanted.sender && message.command == wanted.command) {
            loaded.message = {message.number, message.sent_at,
                              content_hash(message.kind, message.moment, message.reply_to, message.text)};
        }
    }
    return loaded;
}

std::optional<CommandRecord> WorldStore::find_command(TenantId tenant, PersonId person,
                                                      const CommandId& command) const {
    const auto& commands = tenants_.at(tenant).commands;
    const auto place = commands.find({person, command});
    return place == commands.end() ? std::nullopt : std::optional(place->second);
}

std::vector<Message> WorldStore::messages(std::span<const RowId> rows) const {
    std::vector<Message> found;
    found.reserve(rows.size());
    for (const RowId row : rows) {
        found.push_back(*log_.at(row));
    }
    return found;
}

std::vector<Message> WorldStore::messages(TenantId tenant, SessionId session) const {
    return messages(tenants_.at(tenant).sessions.at(session).rows);
}

}  // namespace courtside::support
