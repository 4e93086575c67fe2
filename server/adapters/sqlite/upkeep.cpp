#include "adapters/sqlite/upkeep.hpp"

#include "adapters/sqlite/compact.hpp"
#include "adapters/sqlite/entity_rows.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace courtside::sqlite {
namespace {

/// What a session costs beside its messages: look-ups and the row itself.
constexpr std::size_t session_rows = 8;

core::Duration kept_for(Database& database, core::TenantId tenant) {
    return core::days(database.integer("SELECT message_days FROM tenant WHERE id = ?", tenant));
}

/// Returns how many rows it worked on.
std::size_t delete_messages(Database& database, const DueRow& job, core::Instant now, std::size_t most) {
    const core::SessionId session{job.ref};
    const std::optional<StoredSession> stored = find_session(database, job.tenant, session);
    if (!stored) {
        remove_due(database, job);
        return 1;
    }
    const core::Instant due_at = stored->session.ends_at + kept_for(database, job.tenant);
    if (due_at > now) {
        // The company keeps them longer than it did when this was noted.
        remove_due(database, job);
        add_due(database, {due_at, job.tenant, job.kind, job.ref});
        return session_rows;
    }
    const std::vector<core::RowId> rows = find_session_rows(database, job.tenant, session);
    const std::size_t going = std::min(rows.size(), most);
    for (const core::RowId row : std::span(rows).first(going)) {
        database.run("DELETE FROM message WHERE row_id = ? AND tenant = ? AND session = ?", row, job.tenant,
                     session);
    }
    if (going > 0) {
        const std::string rest = encode_rows(std::span(rows).subspan(going));
        database.run("UPDATE session SET message_rows = ? WHERE tenant = ? AND id = ?", Blob{rest},
                     job.tenant, session);
        database.run("INSERT OR REPLACE INTO deleted_messages (tenant, session, up_to) VALUES (?, ?, ?)",
                     job.tenant, session, stored->session.last_number - (rows.size() - going));
    }
    if (going == rows.size()) {
        database.run("DELETE FROM next_step WHERE tenant = ? AND session = ?", job.tenant, session);
        remove_due(database, job);
    }
    return going + session_rows;
}

core::Duration notes_kept_for(Database& database, core::TenantId tenant) {
    return core::days(database.integer("SELECT note_days FROM tenant WHERE id = ?", tenant));
}

/// When the first of the notes on a session is to go; none: there are none.
std::optional<core::Instant> first_note_ends(Database& database, core::TenantId tenant,
                                             core::SessionId session, core::Duration kept) {
    Statement statement = database.prepare(
        "SELECT written_at FROM note WHERE tenant = ? AND session = ? ORDER BY written_at LIMIT 1");
    statement.bind(tenant, session);
    return statement.step() ? std::optional(core::Instant{statement.integer(0)} + kept) : std::nullopt;
}

/// Those whose time is over; for what is left there is a row again.
std::size_t delete_notes(Database& database, const DueRow& job, core::Instant now) {
    const core::SessionId session{job.ref};
    const core::Duration kept = notes_kept_for(database, job.tenant);
    database.run("DELETE FROM note WHERE tenant = ? AND session = ? AND written_at <= ?", job.tenant, session,
                 now - kept);
    remove_due(database, job);
    if (const auto next = first_note_ends(database, job.tenant, session, kept)) {
        add_due(database, {*next, job.tenant, job.kind, job.ref});
    }
    return session_rows;
}

/// A shorter time needs earlier rows. The later ones find nothing left to delete; longer times are seen when
/// a row is due.
std::size_t note_new_times(Database& database, const DueRow& job, std::size_t most) {
    struct Ended {
        core::SessionId session;
        core::Instant at;
    };
    std::vector<Ended> ended;
    {
        Statement statement = database.prepare(
            "SELECT id, ends_at FROM session WHERE tenant = ? AND id > ? AND state = 4 ORDER BY id LIMIT ?");
        statement.bind(job.tenant, job.ref, most);
        while (statement.step()) {
            Ended& each = ended.emplace_back();
            Columns(statement).into(each.session, each.at);
        }
    }
    const core::Duration kept = kept_for(database, job.tenant);
    const core::Duration notes_kept = notes_kept_for(database, job.tenant);
    for (const Ended& each : ended) {
        add_due(database, {each.at + kept, job.tenant, DueKind::delete_messages, each.session.value});
        if (const auto notes = first_note_ends(database, job.tenant, each.session, notes_kept)) {
            add_due(database, {*notes, job.tenant, DueKind::delete_notes, each.session.value});
        }
    }
    remove_due(database, job);
    if (ended.size() == most) {
        add_due(database, {job.at, job.tenant, job.kind, ended.back().session.value});
    }
    return ended.size() + 1;
}

}  // namespace

void keep_up(Database& database, core::Instant now) {
    std::size_t worked = 0;
    while (worked < upkeep_rows) {
        const std::optional<DueRow> job = first_due(database);
        if (!job || job->at > now || job->kind == DueKind::erase_person) {
            return;
        }
        const std::size_t most = upkeep_rows - worked;
        worked += job->kind == DueKind::set_retention  ? note_new_times(database, *job, most)
                  : job->kind == DueKind::delete_notes ? delete_notes(database, *job, now)
                                                       : delete_messages(database, *job, now, most);
    }
}

}  // namespace courtside::sqlite
