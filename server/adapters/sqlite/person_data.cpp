#include "adapters/sqlite/person_data.hpp"

#include "adapters/sqlite/entity_rows.hpp"

#include <algorithm>
#include <utility>

namespace courtside::sqlite {
namespace {

/// The entities of these ids; `find` gives each, or none.
template <class Entity, class Id, class Find>
std::vector<Entity> all_of(const std::vector<Id>& keys, Find find) {
    std::vector<Entity> entities;
    for (const Id id : keys) {
        if (auto entity = find(id)) {
            entities.push_back(*std::move(entity));
        }
    }
    return entities;
}

std::optional<core::ClosingWord> find_word(Database& database, core::TenantId tenant, core::SessionId session,
                                           core::PersonId person) {
    Statement statement = database.prepare(
        "SELECT session, person, solved, felt_heard, knows_next_step, line, at FROM closing_word "
        "WHERE tenant = ? AND session = ? AND person = ?");
    statement.bind(tenant, session, person);
    if (!statement.step()) {
        return std::nullopt;
    }
    core::ClosingWord word;
    Columns(statement).into(word.session, word.person, word.solved, word.felt_heard, word.knows_next_step,
                            word.line, word.at);
    return word;
}

}  // namespace

std::optional<core::Person> PersonData::profile() const {
    return find_person(database_, tenant_, person_);
}

std::vector<core::Issue> PersonData::issues(core::IssueId after, std::size_t limit) const {
    Statement statement = database_.prepare(
        "SELECT id FROM issue WHERE tenant = ? AND learner = ? AND id > ? ORDER BY id LIMIT ?");
    statement.bind(tenant_, person_, after, limit);
    return all_of<core::Issue>(ids<core::IssueId>(std::move(statement)),
                               [this](core::IssueId id) { return find_issue(database_, tenant_, id); });
}

std::vector<core::Request> PersonData::requests(core::RequestId after, std::size_t limit) const {
    Statement statement = database_.prepare(
        "SELECT id FROM request WHERE tenant = ? AND learner = ? AND id > ? ORDER BY id LIMIT ?");
    statement.bind(tenant_, person_, after, limit);
    return all_of<core::Request>(ids<core::RequestId>(std::move(statement)),
                                 [this](core::RequestId id) { return find_request(database_, tenant_, id); });
}

std::vector<core::Offer> PersonData::offers(core::OfferId after, std::size_t limit) const {
    Statement statement = database_.prepare(
        "SELECT id FROM offer WHERE tenant = ? AND coach = ? AND id > ? ORDER BY id LIMIT ?");
    statement.bind(tenant_, person_, after, limit);
    return all_of<core::Offer>(ids<core::OfferId>(std::move(statement)),
                               [this](core::OfferId id) { return find_offer(database_, tenant_, id); });
}

std::vector<PersonData::SessionData> PersonData::sessions(core::SessionId after, std::size_t limit) const {
    Statement statement = database_.prepare(
        "SELECT session FROM participant WHERE tenant = ? AND person = ? AND session > ? "
        "ORDER BY session LIMIT ?");
    statement.bind(tenant_, person_, after, limit);
    const auto find = [this](core::SessionId id) -> std::optional<SessionData> {
        std::optional<StoredSession> stored = find_session(database_, tenant_, id);
        if (!stored) {
            return std::nullopt;
        }
        SessionData data;
        data.session = std::move(stored->session);
        for (const core::Participant& each : data.session.participants) {
            data.names.push_back(name_of(database_, tenant_, each.person));
        }
        data.word = find_word(database_, tenant_, id, person_);
        data.deleted_up_to = deleted_up_to(database_, tenant_, id);
        return data;
    };
    return all_of<SessionData>(ids<core::SessionId>(std::move(statement)), find);
}

std::vector<core::Message> PersonData::messages(core::SessionId session, std::uint64_t after,
                                                std::size_t limit) const {
    std::vector<core::Message> found;
    const std::optional<StoredSession> stored = find_session(database_, tenant_, session);
    if (!stored || !is_participant(database_, tenant_, session, person_)) {
        return found;
    }
    std::vector<core::RowId> rows;
    if (stored->session.state == core::SessionState::ended) {
        rows = find_session_rows(database_, tenant_, session);
        const std::uint64_t deleted = deleted_up_to(database_, tenant_, session);
        const std::uint64_t known =
            std::min<std::uint64_t>(after > deleted ? after - deleted : 0, rows.size());
        rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(known));
        rows.resize(std::min(rows.size(), limit));
    } else {
        Statement statement = database_.prepare(
            "SELECT row_id FROM message WHERE row_id >= ? AND tenant = ? AND session = ? AND number > ? "
            "ORDER BY row_id LIMIT ?");
        statement.bind(stored->first_row, tenant_, session, after, limit);
        rows = ids<core::RowId>(std::move(statement));
    }
    for (const core::RowId row : rows) {
        auto message = find_message(database_, row);
        if (message && message->tenant == tenant_ && message->session == session) {
            found.push_back(*std::move(message));
        }
    }
    return found;
}

std::vector<core::CommandRecord> PersonData::commands(const core::CommandId& after, std::size_t limit) const {
    Statement statement = database_.prepare(
        "SELECT command_id, kind, payload, entity, at FROM command "
        "WHERE tenant = ? AND person = ? AND command_id > ? ORDER BY command_id LIMIT ?");
    statement.bind(tenant_, person_, after, limit);
    std::vector<core::CommandRecord> found;
    while (statement.step()) {
        core::CommandRecord& each = found.emplace_back();
        each.person = person_;
        Columns(statement).into(each.command, each.kind, each.payload, each.entity, each.at);
    }
    return found;
}

std::vector<PersonData::AuditData> PersonData::audit(std::uint64_t after, std::size_t limit) const {
    Statement statement = database_.prepare(
        "SELECT a.id, a.actor, a.action, a.object, a.at FROM audit a "
        "JOIN person p ON p.tenant = a.tenant AND p.id = ? "
        "WHERE a.tenant = ? AND a.id > ? AND a.action LIKE 'person.%' AND a.object = p.subject "
        "ORDER BY a.id LIMIT ?");
    statement.bind(person_, tenant_, after, limit);
    std::vector<AuditData> found;
    while (statement.step()) {
        AuditData& each = found.emplace_back();
        each.entry.tenant = tenant_;
        Columns(statement).into(each.id, each.entry.actor, each.entry.action, each.entry.object,
                                each.entry.at);
    }
    return found;
}

}  // namespace courtside::sqlite
