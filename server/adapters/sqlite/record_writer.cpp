#include "adapters/sqlite/record_writer.hpp"

#include "adapters/sqlite/compact.hpp"
#include "adapters/sqlite/due_rows.hpp"
#include "adapters/sqlite/erase_rows.hpp"
#include "core/time.hpp"

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

namespace courtside::sqlite {
namespace {

constexpr core::Duration command_memory = core::days(30);
/// Old commands that a commit takes away beyond the number it adds.
constexpr std::int64_t forgotten_at_once = 50;
/// So that a store at rest is not written for each single one.
constexpr core::Duration forgetting_slack = core::hours(1);

}  // namespace

RecordWriter::RecordWriter(Database& database) : database_(database) {
    const std::int64_t highest = database.integer(
        "SELECT max(coalesce((SELECT max(row_id) FROM message), 0), "
        "coalesce((SELECT highest_listed FROM log_bound), 0))");
    next_row_ = core::RowId{static_cast<std::uint64_t>(highest) + 1};
    Statement oldest = database.prepare("SELECT at FROM command ORDER BY at LIMIT 1");
    if (oldest.step()) {
        oldest_command_ = core::Instant{oldest.integer(0)};
    }
}

void RecordWriter::write(std::span<const core::Record> records) {
    std::int64_t commands = 0;
    core::Instant latest_command;
    for (const core::Record& record : records) {
        std::visit([this](const auto& each) { put(each); }, record);
        if (const auto* command = std::get_if<core::Put<core::CommandRecord>>(&record)) {
            ++commands;
            latest_command = std::max(latest_command, command->value.at);
        }
    }
    if (commands > 0) {
        forget_old_commands(latest_command, commands);
    }
}

void RecordWriter::put(const core::Put<core::Tenant>& record) {
    const core::Tenant& tenant = record.value;
    database_.run(
        "INSERT INTO tenant (id, name, issuer, message_days, note_days, preferred_s, level_below_s, tiers, "
        "next_tier_s, promise_s) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET name = excluded.name, issuer = excluded.issuer, "
        "message_days = excluded.message_days, note_days = excluded.note_days, "
        "preferred_s = excluded.preferred_s, level_below_s = excluded.level_below_s, "
        "tiers = excluded.tiers, next_tier_s = excluded.next_tier_s, promise_s = excluded.promise_s",
        tenant.id, tenant.name, tenant.issuer, tenant.message_days, tenant.note_days,
        tenant.reach.preferred_s, tenant.reach.level_below_s, tenant.reach.tiers, tenant.reach.next_tier_s,
        tenant.reach.promise_s);
    database_.run("DELETE FROM tenant_key WHERE tenant = ?", tenant.id);
    int place = 0;
    for (const core::TenantKey& key : tenant.keys) {
        database_.run(
            "INSERT INTO tenant_key (tenant, place, key_id, algorithm, material) VALUES (?, ?, ?, ?, ?)",
            tenant.id, place++, key.key_id, key.algorithm, Blob{key.material});
    }
    database_.run("DELETE FROM tenant_origin WHERE tenant = ?", tenant.id);
    place = 0;
    for (const std::string& origin : tenant.origins) {
        database_.run("INSERT INTO tenant_origin (tenant, place, origin) VALUES (?, ?, ?)", tenant.id,
                      place++, origin);
    }
}

void RecordWriter::put(const core::Put<core::Skill>& record) {
    database_.run("INSERT OR REPLACE INTO skill (tenant, code, label, description) VALUES (?, ?, ?, ?)",
                  record.tenant, record.value.code, record.value.label, record.value.description);
}

void RecordWriter::put(const core::Put<core::Person>& record) {
    const core::Person& person = record.value;
    const std::string skills = encode_skills(person.skills);
    const std::string languages = encode_languages(person.languages);
    const std::string windows = encode_windows(person.windows);
    const std::string blocked = encode_people(person.blocked);
    const std::string focus = encode_windows(person.preferences.focus);
    database_.run(
        "INSERT OR REPLACE INTO person (tenant, id, subject, name, roles, skills, languages, time_zone, "
        "manager, unit, ready_until, away_reason, windows, misses, free_since, next_offer_from, "
        "short_deadline_1, short_deadline_2, tokens_from, blocked, committed, weekly_minutes, focus, "
        "acceptance, week, week_minutes) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        record.tenant, person.id, person.subject, person.name, person.roles.bits, Blob{skills},
        Blob{languages}, person.time_zone, person.manager, person.unit, person.ready_until,
        person.away_reason, Blob{windows}, person.misses, person.free_since, person.next_offer_from,
        person.short_deadlines[0], person.short_deadlines[1], person.tokens_from, Blob{blocked},
        person.preferences.committed, person.preferences.weekly_minutes, Blob{focus}, person.acceptance,
        person.week, person.week_minutes);
}

// Where a table has further indexes, an upsert leaves those alone whose columns did not change;
// INSERT OR REPLACE would write all of them.

void RecordWriter::put(const core::Put<core::Issue>& record) {
    const core::Issue& issue = record.value;
    database_.run(
        "INSERT INTO issue (tenant, id, learner, title, description, state, opened_at, sessions, skill, "
        "least_level, language, last_coach, kept_wait, kept_front, programme_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0)) "
        "ON CONFLICT (tenant, id) DO UPDATE SET learner = excluded.learner, title = excluded.title, "
        "description = excluded.description, state = excluded.state, opened_at = excluded.opened_at, "
        "sessions = excluded.sessions, skill = excluded.skill, least_level = excluded.least_level, "
        "language = excluded.language, last_coach = excluded.last_coach, kept_wait = excluded.kept_wait, "
        "kept_front = excluded.kept_front, "
        "programme_id = excluded.programme_id",
        record.tenant, issue.id, issue.learner, issue.title, issue.description, issue.state, issue.opened_at,
        issue.sessions, issue.skill, issue.least_level, issue.language, issue.last_coach, issue.kept_wait,
        issue.kept_front, issue.programme);
}

void RecordWriter::put(const core::Put<core::Request>& record) {
    const core::Request& request = record.value;
    const std::string prefer = encode_people(request.prefer);
    const std::string leave_out = encode_people(request.leave_out);
    const std::string tried = encode_people(request.tried);
    database_.run(
        "INSERT INTO request (tenant, id, issue, learner, state, reason, minutes, skill, least_level, "
        "language, asked_at, waiting_since, needed_by, deadline_counts, front, window_from, window_to, "
        "expires_at, prefer, leave_out, tried, allow_manager, leave_out_unit, session, ended_at, "
        "promise_from, promise_to, proposed_from, proposed_to, unlikely_today, widened, reminded, "
        "likely_coach) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?, ?, ?) "
        "ON CONFLICT (tenant, id) DO UPDATE SET issue = excluded.issue, learner = excluded.learner, "
        "state = excluded.state, reason = excluded.reason, minutes = excluded.minutes, "
        "skill = excluded.skill, least_level = excluded.least_level, language = excluded.language, "
        "asked_at = excluded.asked_at, waiting_since = excluded.waiting_since, "
        "needed_by = excluded.needed_by, deadline_counts = excluded.deadline_counts, "
        "front = excluded.front, window_from = excluded.window_from, window_to = excluded.window_to, "
        "expires_at = excluded.expires_at, prefer = excluded.prefer, leave_out = excluded.leave_out, "
        "tried = excluded.tried, allow_manager = excluded.allow_manager, "
        "leave_out_unit = excluded.leave_out_unit, session = excluded.session, "
        "ended_at = excluded.ended_at, promise_from = excluded.promise_from, "
        "promise_to = excluded.promise_to, proposed_from = excluded.proposed_from, "
        "proposed_to = excluded.proposed_to, unlikely_today = excluded.unlikely_today, "
        "widened = excluded.widened, reminded = excluded.reminded, likely_coach = excluded.likely_coach",
        record.tenant, request.id, request.issue, request.learner, request.state, request.reason,
        request.minutes, request.skill, request.least_level, request.language, request.asked_at,
        request.waiting_since, request.needed_by, request.deadline_counts, request.front, request.window.from,
        request.window.to, request.expires_at, Blob{prefer}, Blob{leave_out}, Blob{tried},
        request.allow_manager, request.leave_out_unit, request.session, request.ended_at,
        request.promise.from, request.promise.to, request.proposed.from, request.proposed.to,
        request.unlikely_today, request.widened, request.reminded, request.likely_coach);
}

void RecordWriter::put(const core::Put<core::Offer>& record) {
    const core::Offer& offer = record.value;
    database_.run(
        "INSERT INTO offer (tenant, id, request, coach, state, offered_at, expires_at, shown_at, closed_at, "
        "reasons, decline_reason, note, session, skill, accepts_itself_at, fit_percent) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (tenant, id) DO UPDATE SET request = excluded.request, coach = excluded.coach, "
        "state = excluded.state, offered_at = excluded.offered_at, expires_at = excluded.expires_at, "
        "shown_at = excluded.shown_at, closed_at = excluded.closed_at, reasons = excluded.reasons, "
        "decline_reason = excluded.decline_reason, note = excluded.note, session = excluded.session, "
        "skill = excluded.skill, accepts_itself_at = excluded.accepts_itself_at, "
        "fit_percent = excluded.fit_percent",
        record.tenant, offer.id, offer.request, offer.coach, offer.state, offer.offered_at, offer.expires_at,
        offer.shown_at, offer.closed_at, pack_reasons(offer.reasons, offer.relaxed), offer.decline_reason,
        offer.note, offer.session, offer.skill, offer.accepts_itself_at, offer.fit_percent);
}

void RecordWriter::put(const core::Put<core::Session>& record) {
    put_session(record.tenant, record.value, std::nullopt);
}

void RecordWriter::put(const core::EndSessionRecord& record) {
    const std::string rows = encode_rows(record.rows);
    put_session(record.tenant, record.session, Blob{rows});
    if (!record.rows.empty()) {
        const core::RowId highest = *std::max_element(record.rows.begin(), record.rows.end());
        next_row_ = std::max(next_row_, core::RowId{highest.value + 1});
        database_.run("UPDATE log_bound SET highest_listed = ?1 WHERE highest_listed < ?1", highest);
    }
    if (record.messages_until && (!record.rows.empty() || !record.session.next_step.empty())) {
        add_due(database_,
                {record.messages_until, record.tenant, DueKind::delete_messages, record.session.id.value});
    }
}

void RecordWriter::put_session(core::TenantId tenant, const core::Session& session,
                               std::optional<Blob> rows) {
    const std::string absent = encode_people(session.absent);
    // first_row stays what it was when the session came: all its messages are appended later.
    database_.run(
        "INSERT INTO session (tenant, id, issue, request, state, minutes, matched_at, started_at, ends_at, "
        "outcome, absent, coach_silent, coach_spoke, ending_soon_told, extension_by, reasons, last_number, "
        "first_row, message_rows) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (tenant, id) DO UPDATE SET issue = excluded.issue, request = excluded.request, "
        "state = excluded.state, minutes = excluded.minutes, matched_at = excluded.matched_at, "
        "started_at = excluded.started_at, ends_at = excluded.ends_at, outcome = excluded.outcome, "
        "absent = excluded.absent, coach_silent = excluded.coach_silent, "
        "coach_spoke = excluded.coach_spoke, ending_soon_told = excluded.ending_soon_told, "
        "extension_by = excluded.extension_by, reasons = excluded.reasons, "
        "last_number = excluded.last_number, message_rows = coalesce(excluded.message_rows, message_rows)",
        tenant, session.id, session.issue, session.request, session.state, session.minutes,
        session.matched_at, session.started_at, session.ends_at, session.outcome, Blob{absent},
        session.coach_silent, session.coach_spoke, session.ending_soon_told, session.extension_by,
        pack_reasons(session.reasons, session.relaxed), session.last_number, next_row_, rows);
    if (!session.next_step.empty()) {
        database_.run("INSERT OR REPLACE INTO next_step (tenant, session, line) VALUES (?, ?, ?)", tenant,
                      session.id, session.next_step);
    }
    int place = 0;
    for (const core::Participant& each : session.participants) {
        database_.run(
            "INSERT INTO participant (tenant, session, place, person, role, joined_at, left_at, "
            "delivered_to, read_to) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (tenant, session, place) DO UPDATE SET person = excluded.person, "
            "role = excluded.role, joined_at = excluded.joined_at, left_at = excluded.left_at, "
            "delivered_to = excluded.delivered_to, read_to = excluded.read_to",
            tenant, session.id, place++, each.person, each.role, each.joined_at, each.left_at,
            each.delivered_to, each.read_to);
    }
    database_.run("DELETE FROM participant WHERE tenant = ? AND session = ? AND place >= ?", tenant,
                  session.id, place);
}

void RecordWriter::put(const core::AppendMessage& record) {
    const core::Message& message = *record.message;
    database_.run(
        "INSERT INTO message (row_id, tenant, session, number, sender, command_id, sent_at, kind, moment, "
        "reply_to, redacted, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        message.row, message.tenant, message.session, message.number, message.sender, message.command,
        message.sent_at, message.kind, message.moment, message.reply_to, message.redacted,
        Blob{message.text});
    next_row_ = std::max(next_row_, core::RowId{message.row.value + 1});
}

void RecordWriter::put(const core::PutMarks& record) {
    database_.run(
        "UPDATE participant SET delivered_to = ?, read_to = ? WHERE tenant = ? AND session = ? AND person = "
        "?",
        record.delivered_to, record.read_to, record.tenant, record.session, record.person);
}

void RecordWriter::put(const core::Put<core::ClosingWord>& record) {
    const core::ClosingWord& word = record.value;
    database_.run(
        "INSERT OR REPLACE INTO closing_word (tenant, session, person, solved, felt_heard, knows_next_step, "
        "line, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        record.tenant, word.session, word.person, word.solved, word.felt_heard, word.knows_next_step,
        word.line, word.at);
}

void RecordWriter::put(const core::Put<core::CommandRecord>& record) {
    const core::CommandRecord& command = record.value;
    database_.run(
        "INSERT INTO command (tenant, person, command_id, kind, payload, entity, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant, person, command_id) DO UPDATE SET "
        "kind = excluded.kind, payload = excluded.payload, entity = excluded.entity, at = excluded.at",
        record.tenant, command.person, command.command, command.kind, command.payload, command.entity,
        command.at);
    oldest_command_ = std::min(oldest_command_.value_or(command.at), command.at);
}

void RecordWriter::put(const core::AuditEntry& record) {
    database_.run("INSERT INTO audit (tenant, actor, action, object, at) VALUES (?, ?, ?, ?, ?)",
                  record.tenant, record.actor, record.action, record.object, record.at);
}

void RecordWriter::put(const core::EraseRecord& record) {
    const core::Erasure& erasure = record.erasure;
    database_.run(
        "INSERT OR REPLACE INTO erasure (tenant, person, mark, at, tokens_from, stage, session, row_id) "
        "VALUES (?, ?, ?, ?, ?, ?, 0, 0)",
        record.tenant, erasure.person, erasure.mark, erasure.at, erasure.tokens_from, EraseStage::journal);
    add_due(database_, {first_of_all, record.tenant, DueKind::erase_person, erasure.person.value});
    database_.run("DELETE FROM push_channel WHERE tenant = ? AND person = ?", record.tenant, erasure.person);
    const std::string number = "person " + std::to_string(erasure.person.value);
    database_.run("UPDATE audit SET object = ? WHERE tenant = ? AND object = ? AND action LIKE 'person.%'",
                  number, record.tenant, record.subject);
}

void RecordWriter::put(const core::RetentionRecord& record) {
    add_due(database_, {record.at, record.tenant, DueKind::set_retention, 0});
}

void RecordWriter::put(const core::Put<core::Note>& record) {
    const core::Note& note = record.value;
    if (note.text.empty()) {
        database_.run("DELETE FROM note WHERE tenant = ? AND session = ? AND author = ?", record.tenant,
                      note.session, note.author);
        return;
    }
    database_.run(
        "INSERT OR REPLACE INTO note (tenant, session, author, text, written_at) VALUES (?, ?, ?, ?, ?)",
        record.tenant, note.session, note.author, note.text, note.written_at);
    const auto kept =
        core::days(database_.integer("SELECT note_days FROM tenant WHERE id = ?", record.tenant));
    add_due(database_, {note.written_at + kept, record.tenant, DueKind::delete_notes, note.session.value});
}

void RecordWriter::put(const core::Put<core::PushChannels>& record) {
    const core::PersonId person = record.value.person;
    database_.run("DELETE FROM push_channel WHERE tenant = ? AND person = ?", record.tenant, person);
    int place = 0;
    for (const core::PushChannel& each : record.value.channels) {
        database_.run(
            "INSERT INTO push_channel (tenant, person, place, endpoint, p256dh, auth, code, code_at, "
            "tested_at, "
            "failed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            record.tenant, person, place++, each.endpoint, Blob{each.p256dh}, Blob{each.auth}, each.code,
            each.code_at, each.tested_at, each.failed_at);
    }
}

void RecordWriter::put(const core::Put<core::Demand>& record) {
    const core::Demand& demand = record.value;
    database_.run(
        "INSERT OR REPLACE INTO demand (tenant, skill, languages, least_level, tiers, level, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        record.tenant, demand.type.skill, demand.type.languages, demand.type.least_level, demand.type.tiers,
        demand.rate.level, demand.rate.at);
}

void RecordWriter::put(const core::Put<core::DecisionRecord>& record) {
    const core::DecisionRecord& decision = record.value;
    const std::string passed_over = encode_passed_over(decision.passed_over);
    database_.run(
        "INSERT OR REPLACE INTO decision (tenant, offer, level, fit, could_be_asked, passed_over) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        record.tenant, decision.offer, decision.level, decision.fit, decision.could_be_asked,
        Blob{passed_over});
}

std::optional<core::Instant> RecordWriter::next_forgetting() const {
    return oldest_command_ ? std::optional(*oldest_command_ + command_memory + forgetting_slack)
                           : std::nullopt;
}

void RecordWriter::forget_old_commands(core::Instant now, std::int64_t written) {
    const core::Instant keep_from = now - command_memory;
    if (!oldest_command_ || *oldest_command_ >= keep_from) {
        return;
    }
    // More than came in, so that a backlog shrinks; not all of it, so that no commit is a long one.
    struct Key {
        core::TenantId tenant;
        core::PersonId person;
        core::CommandId command;
    };
    std::vector<Key> old;
    {
        Statement statement = database_.prepare(
            "SELECT tenant, person, command_id FROM command WHERE at < ? ORDER BY at LIMIT ?");
        statement.bind(keep_from, written + forgotten_at_once);
        while (statement.step()) {
            Key& key = old.emplace_back();
            Columns(statement).into(key.tenant, key.person, key.command);
        }
    }
    for (const Key& key : old) {
        database_.run("DELETE FROM command WHERE tenant = ? AND person = ? AND command_id = ?", key.tenant,
                      key.person, key.command);
    }
    Statement oldest = database_.prepare("SELECT at FROM command ORDER BY at LIMIT 1");
    oldest_command_ = oldest.step() ? std::optional(core::Instant{oldest.integer(0)}) : std::nullopt;
}

}  // namespace courtside::sqlite
