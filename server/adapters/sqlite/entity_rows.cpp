#include "adapters/sqlite/entity_rows.hpp"

#include "adapters/sqlite/compact.hpp"

#include <algorithm>

namespace courtside::sqlite {
namespace {

std::vector<core::TenantKey> read_keys(Database& database, core::TenantId tenant) {
    Statement statement = database.prepare(
        "SELECT key_id, algorithm, material FROM tenant_key WHERE tenant = ? ORDER BY place");
    statement.bind(tenant);
    std::vector<core::TenantKey> keys;
    while (statement.step()) {
        Columns columns(statement);
        core::TenantKey& key = keys.emplace_back();
        columns.into(key.key_id, key.algorithm);
        key.material = columns.next<Blob>().bytes;
    }
    return keys;
}

std::vector<std::string> read_origins(Database& database, core::TenantId tenant) {
    Statement statement =
        database.prepare("SELECT origin FROM tenant_origin WHERE tenant = ? ORDER BY place");
    statement.bind(tenant);
    std::vector<std::string> origins;
    while (statement.step()) {
        origins.emplace_back(statement.text(0));
    }
    return origins;
}

std::vector<core::Participant> read_participants(Database& database, core::TenantId tenant,
                                                 core::SessionId session) {
    Statement statement = database.prepare(
        "SELECT person, role, joined_at, left_at, delivered_to, read_to FROM participant "
        "WHERE tenant = ? AND session = ? ORDER BY place");
    statement.bind(tenant, session);
    std::vector<core::Participant> participants;
    while (statement.step()) {
        core::Participant& each = participants.emplace_back();
        Columns(statement).into(each.person, each.role, each.joined_at, each.left_at, each.delivered_to,
                                each.read_to);
    }
    return participants;
}

/// The row that the two statements on people give.
core::Person person_of(const Statement& statement) {
    Columns columns(statement);
    core::Person person;
    columns.into(person.id, person.subject, person.name, person.roles.bits);
    person.skills = decode_skills(columns.next<Blob>().bytes);
    person.languages = decode_languages(columns.next<Blob>().bytes);
    columns.into(person.time_zone, person.manager, person.unit, person.ready_until, person.away_reason);
    person.windows = decode_windows(columns.next<Blob>().bytes);
    columns.into(person.misses, person.free_since, person.next_offer_from, person.short_deadlines[0],
                 person.short_deadlines[1], person.tokens_from);
    person.blocked = decode_people(columns.next<Blob>().bytes);
    columns.into(person.preferences.committed, person.preferences.weekly_minutes);
    person.preferences.focus = decode_windows(columns.next<Blob>().bytes);
    columns.into(person.acceptance, person.week, person.week_minutes);
    return person;
}

std::string read_next_step(Database& database, core::TenantId tenant, core::SessionId session) {
    Statement statement = database.prepare("SELECT line FROM next_step WHERE tenant = ? AND session = ?");
    statement.bind(tenant, session);
    return statement.step() ? std::string(statement.text(0)) : std::string();
}

}  // namespace

std::vector<core::Tenant> read_tenants(Database& database) {
    Statement statement = database.prepare(
        "SELECT id, name, issuer, message_days, note_days, preferred_s, level_below_s, tiers, next_tier_s, "
        "promise_s "
        "FROM tenant ORDER BY id");
    std::vector<core::Tenant> tenants;
    while (statement.step()) {
        core::Tenant& tenant = tenants.emplace_back();
        Columns(statement).into(tenant.id, tenant.name, tenant.issuer, tenant.message_days, tenant.note_days,
                                tenant.reach.preferred_s, tenant.reach.level_below_s, tenant.reach.tiers,
                                tenant.reach.next_tier_s, tenant.reach.promise_s);
        tenant.keys = read_keys(database, tenant.id);
        tenant.origins = read_origins(database, tenant.id);
    }
    return tenants;
}

std::string issuer_of(Database& database, core::TenantId tenant) {
    Statement statement = database.prepare("SELECT issuer FROM tenant WHERE id = ?");
    statement.bind(tenant);
    return statement.step() ? std::string(statement.text(0)) : std::string();
}

std::vector<core::Skill> read_skills(Database& database, core::TenantId tenant) {
    Statement statement =
        database.prepare("SELECT code, label, description FROM skill WHERE tenant = ? ORDER BY code");
    statement.bind(tenant);
    std::vector<core::Skill> skills;
    while (statement.step()) {
        core::Skill& skill = skills.emplace_back();
        Columns(statement).into(skill.code, skill.label, skill.description);
    }
    return skills;
}

std::vector<core::PushChannels> read_push_channels(Database& database, core::TenantId tenant,
                                                   core::PersonId person) {
    Statement statement = database.prepare(
        "SELECT person, endpoint, p256dh, auth, code, code_at, tested_at, failed_at FROM push_channel "
        "WHERE tenant = ?1 AND (?2 = 0 OR person = ?2) ORDER BY person, place");
    statement.bind(tenant, person);
    std::vector<core::PushChannels> found;
    while (statement.step()) {
        Columns columns(statement);
        const auto of = columns.next<core::PersonId>();
        if (found.empty() || found.back().person != of) {
            found.push_back({of, {}});
        }
        core::PushChannel& channel = found.back().channels.emplace_back();
        columns.into(channel.endpoint);
        channel.p256dh = columns.next<Blob>().bytes;
        channel.auth = columns.next<Blob>().bytes;
        columns.into(channel.code, channel.code_at, channel.tested_at, channel.failed_at);
    }
    return found;
}

std::vector<core::Person> read_people(Database& database, core::TenantId tenant) {
    Statement statement = database.prepare(
        "SELECT id, subject, name, roles, skills, languages, time_zone, manager, unit, ready_until, "
        "away_reason, windows, misses, free_since, next_offer_from, short_deadline_1, short_deadline_2, "
        "tokens_from, blocked, committed, weekly_minutes, focus, acceptance, week, week_minutes FROM person "
        "WHERE tenant = ? ORDER BY id");
    statement.bind(tenant);
    std::vector<core::Person> people;
    while (statement.step()) {
        people.push_back(person_of(statement));
    }
    return people;
}

std::optional<core::Person> find_person(Database& database, core::TenantId tenant, core::PersonId id) {
    Statement statement = database.prepare(
        "SELECT id, subject, name, roles, skills, languages, time_zone, manager, unit, ready_until, "
        "away_reason, windows, misses, free_since, next_offer_from, short_deadline_1, short_deadline_2, "
        "tokens_from, blocked, committed, weekly_minutes, focus, acceptance, week, week_minutes FROM person "
        "WHERE tenant = ? AND id = ?");
    statement.bind(tenant, id);
    return statement.step() ? std::optional(person_of(statement)) : std::nullopt;
}

std::optional<core::Issue> find_issue(Database& database, core::TenantId tenant, core::IssueId id) {
    Statement statement = database.prepare(
        "SELECT id, learner, title, description, state, opened_at, sessions, skill, least_level, language, "
        "last_coach, kept_wait, kept_front, programme_id FROM issue WHERE tenant = ? AND id = ?");
    statement.bind(tenant, id);
    if (!statement.step()) {
        return std::nullopt;
    }
    core::Issue issue;
    Columns(statement).into(issue.id, issue.learner, issue.title, issue.description, issue.state,
                            issue.opened_at, issue.sessions, issue.skill, issue.least_level, issue.language,
                            issue.last_coach, issue.kept_wait, issue.kept_front, issue.programme);
    return issue;
}

std::optional<core::Request> find_request(Database& database, core::TenantId tenant, core::RequestId id) {
    Statement statement = database.prepare(
        "SELECT id, issue, learner, state, reason, minutes, skill, least_level, language, asked_at, "
        "waiting_since, needed_by, deadline_counts, front, window_from, window_to, expires_at, prefer, "
        "leave_out, tried, allow_manager, leave_out_unit, session, ended_at, promise_from, promise_to, "
        "proposed_from, proposed_to, unlikely_today, widened, reminded, likely_coach FROM request "
        "WHERE tenant = ? AND id = ?");
    statement.bind(tenant, id);
    if (!statement.step()) {
        return std::nullopt;
    }
    Columns columns(statement);
    core::Request request;
    columns.into(request.id, request.issue, request.learner, request.state, request.reason, request.minutes,
                 request.skill, request.least_level, request.language, request.asked_at,
                 request.waiting_since, request.needed_by, request.deadline_counts, request.front,
                 request.window.from, request.window.to, request.expires_at);
    request.prefer = decode_people(columns.next<Blob>().bytes);
    request.leave_out = decode_people(columns.next<Blob>().bytes);
    request.tried = decode_people(columns.next<Blob>().bytes);
    columns.into(request.allow_manager, request.leave_out_unit, request.session, request.ended_at,
                 request.promise.from, request.promise.to, request.proposed.from, request.proposed.to,
                 request.unlikely_today, request.widened, request.reminded, request.likely_coach);
    return request;
}

std::optional<core::Offer> find_offer(Database& database, core::TenantId tenant, core::OfferId id) {
    Statement statement = database.prepare(
        "SELECT id, request, coach, state, offered_at, expires_at, shown_at, closed_at, reasons, "
        "decline_reason, note, session, skill, accepts_itself_at, fit_percent "
        "FROM offer WHERE tenant = ? AND id = ?");
    statement.bind(tenant, id);
    if (!statement.step()) {
        return std::nullopt;
    }
    core::Offer offer;
    std::uint32_t reasons = 0;
    Columns(statement).into(offer.id, offer.request, offer.coach, offer.state, offer.offered_at,
                            offer.expires_at, offer.shown_at, offer.closed_at, reasons, offer.decline_reason,
                            offer.note, offer.session, offer.skill, offer.accepts_itself_at,
                            offer.fit_percent);
    unpack_reasons(reasons, offer.reasons, offer.relaxed);
    return offer;
}

std::optional<StoredSession> find_session(Database& database, core::TenantId tenant, core::SessionId id) {
    Statement statement = database.prepare(
        "SELECT id, issue, request, state, minutes, matched_at, started_at, ends_at, outcome, absent, "
        "coach_silent, coach_spoke, ending_soon_told, extension_by, reasons, last_number, first_row "
        "FROM session WHERE tenant = ? AND id = ?");
    statement.bind(tenant, id);
    if (!statement.step()) {
        return std::nullopt;
    }
    Columns columns(statement);
    StoredSession stored;
    core::Session& session = stored.session;
    std::uint32_t reasons = 0;
    columns.into(session.id, session.issue, session.request, session.state, session.minutes,
                 session.matched_at, session.started_at, session.ends_at, session.outcome);
    session.absent = decode_people(columns.next<Blob>().bytes);
    columns.into(session.coach_silent, session.coach_spoke, session.ending_soon_told, session.extension_by,
                 reasons, session.last_number, stored.first_row);
    unpack_reasons(reasons, session.reasons, session.relaxed);
    session.participants = read_participants(database, tenant, id);
    session.next_step = read_next_step(database, tenant, id);
    return stored;
}

std::vector<core::RowId> find_session_rows(Database& database, core::TenantId tenant, core::SessionId id) {
    Statement statement = database.prepare("SELECT message_rows FROM session WHERE tenant = ? AND id = ?");
    statement.bind(tenant, id);
    if (!statement.step()) {
        return {};
    }
    return decode_rows(statement.blob(0));
}

std::string name_of(Database& database, core::TenantId tenant, core::PersonId person) {
    Statement statement = database.prepare("SELECT name FROM person WHERE tenant = ? AND id = ?");
    statement.bind(tenant, person);
    return statement.step() ? std::string(statement.text(0)) : std::string();
}

std::uint64_t deleted_up_to(Database& database, core::TenantId tenant, core::SessionId session) {
    return static_cast<std::uint64_t>(database.integer(
        "SELECT up_to FROM deleted_messages WHERE tenant = ? AND session = ?", tenant, session));
}

bool is_participant(Database& database, core::TenantId tenant, core::SessionId session,
                    core::PersonId person) {
    return database.integer(
               "SELECT EXISTS (SELECT 1 FROM participant WHERE tenant = ? AND person = ? AND session = ?)",
               tenant, person, session) != 0;
}

std::optional<core::SessionRole> role_in(Database& database, core::TenantId tenant, core::SessionId session,
                                         core::PersonId person) {
    Statement statement =
        database.prepare("SELECT role FROM participant WHERE tenant = ? AND person = ? AND session = ?");
    statement.bind(tenant, person, session);
    return statement.step() ? std::optional(Columns(statement).next<core::SessionRole>()) : std::nullopt;
}

core::Instant sees_until(Database& database, core::TenantId tenant, core::SessionId session,
                         core::PersonId person) {
    Statement statement = database.prepare(
        "SELECT left_at FROM participant WHERE tenant = ? AND person = ? AND session = ? AND role = ? "
        "AND left_at <> 0");
    statement.bind(tenant, person, session, core::SessionRole::expert);
    return statement.step() ? core::Instant{statement.integer(0)} : core::Instant::never();
}

std::vector<core::NoteView> read_notes(Database& database, core::TenantId tenant, core::SessionId session) {
    Statement statement = database.prepare(
        "SELECT session, author, text, written_at FROM note WHERE tenant = ? AND session = ? "
        "ORDER BY written_at, author");
    statement.bind(tenant, session);
    std::vector<core::NoteView> notes;
    while (statement.step()) {
        core::NoteView& each = notes.emplace_back();
        Columns(statement).into(each.note.session, each.note.author, each.note.text, each.note.written_at);
        each.author = name_of(database, tenant, each.note.author);
    }
    return notes;
}

std::vector<core::Demand> read_demands(Database& database, core::TenantId tenant) {
    Statement statement = database.prepare(
        "SELECT skill, languages, least_level, tiers, level, at FROM demand WHERE tenant = ? "
        "ORDER BY skill, languages, least_level, tiers");
    statement.bind(tenant);
    std::vector<core::Demand> demands;
    while (statement.step()) {
        core::Demand& each = demands.emplace_back();
        Columns(statement).into(each.type.skill, each.type.languages, each.type.least_level, each.type.tiers,
                                each.rate.level, each.rate.at);
    }
    return demands;
}

std::optional<core::DecisionRecord> find_decision(Database& database, core::TenantId tenant,
                                                  core::OfferId offer) {
    Statement statement = database.prepare(
        "SELECT offer, level, fit, could_be_asked, passed_over FROM decision WHERE tenant = ? AND offer = ?");
    statement.bind(tenant, offer);
    if (!statement.step()) {
        return std::nullopt;
    }
    Columns columns(statement);
    core::DecisionRecord decision;
    columns.into(decision.offer, decision.level, decision.fit, decision.could_be_asked);
    decision.passed_over = decode_passed_over(columns.next<Blob>().bytes);
    return decision;
}

std::vector<core::OfferId> offers_of(Database& database, core::TenantId tenant, core::RequestId request) {
    Statement statement =
        database.prepare("SELECT id FROM offer WHERE tenant = ? AND request = ? ORDER BY id");
    statement.bind(tenant, request);
    std::vector<core::OfferId> offers;
    while (statement.step()) {
        offers.push_back(Columns(statement).next<core::OfferId>());
    }
    return offers;
}

std::optional<core::Message> find_message(Database& database, core::RowId row) {
    Statement statement = database.prepare(
        "SELECT row_id, tenant, session, number, sender, command_id, sent_at, kind, moment, reply_to, "
        "redacted, body FROM message WHERE row_id = ?");
    statement.bind(row);
    if (!statement.step()) {
        return std::nullopt;
    }
    Columns columns(statement);
    core::Message message;
    columns.into(message.row, message.tenant, message.session, message.number, message.sender,
                 message.command, message.sent_at, message.kind, message.moment, message.reply_to,
                 message.redacted);
    message.text = columns.next<Blob>().bytes;
    return message;
}

std::optional<core::CommandRecord> find_command(Database& database, core::TenantId tenant,
                                                core::PersonId person, const core::CommandId& command) {
    Statement statement = database.prepare(
        "SELECT kind, payload, entity, at FROM command WHERE tenant = ? AND person = ? AND command_id = ?");
    statement.bind(tenant, person, command);
    if (!statement.step()) {
        return std::nullopt;
    }
    core::CommandRecord record;
    record.person = person;
    record.command = command;
    Columns(statement).into(record.kind, record.payload, record.entity, record.at);
    return record;
}

}  // namespace courtside::sqlite
