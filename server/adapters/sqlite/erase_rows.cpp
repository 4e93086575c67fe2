#include "adapters/sqlite/erase_rows.hpp"

#include "adapters/sqlite/entity_rows.hpp"

#include <algorithm>

namespace courtside::sqlite {
namespace {

/// One erasure, and how many rows it may still touch now.
class Eraser {
public:
    Eraser(Database& database, core::TenantId tenant, core::PersonId person, std::size_t budget)
        : database_(database), tenant_(tenant), person_(person), budget_(budget) {}

    void run() {
        EraseStage stage = erase_stage(database_, tenant_, person_);
        while (budget_ > 0 && stage < EraseStage::log) {
            const bool finished = (stage == EraseStage::issues && empty_issues()) ||
                                  (stage == EraseStage::sessions && empty_sessions()) ||
                                  (stage == EraseStage::notes && empty_notes()) ||
                                  (stage == EraseStage::commands && forget_commands());
            if (!finished) {
                break;
            }
            stage = static_cast<EraseStage>(static_cast<int>(stage) + 1);
            set_erase_stage(database_, tenant_, person_, stage);
        }
    }

private:
    template <class Id, class Select, class Empty>
    bool each(Select select, Empty empty) {
        std::vector<Id> found;
        {
            Statement statement = select();
            while (found.size() < budget_ && statement.step()) {
                found.push_back(Columns(statement).template next<Id>());
            }
        }
        for (const Id id : found) {
            empty(id);
        }
        const bool all = found.size() < budget_;
        budget_ -= found.size();
        return all;
    }

    bool empty_issues() {
        return each<core::IssueId>(
            [this] {
                Statement statement = database_.prepare(
                    "SELECT id FROM issue WHERE tenant = ? AND learner = ? AND "
                    "(title <> 'Erased' OR description <> '')");
                statement.bind(tenant_, person_);
                return statement;
            },
            [this](core::IssueId id) {
                database_.run(
                    "UPDATE issue SET title = 'Erased', description = '' WHERE tenant = ? AND id = ?",
                    tenant_, id);
            });
    }

    bool empty_notes() {
        return each<core::OfferId>(
            [this] {
                Statement statement = database_.prepare(
                    "SELECT id FROM offer INDEXED BY offer_with_note "
                    "WHERE tenant = ? AND coach = ? AND note <> ''");
                statement.bind(tenant_, person_);
                return statement;
            },
            [this](core::OfferId id) {
                database_.run("UPDATE offer SET note = '' WHERE tenant = ? AND id = ?", tenant_, id);
            });
    }

    bool forget_commands() {
        return each<core::CommandId>(
            [this] {
                Statement statement =
                    database_.prepare("SELECT command_id FROM command WHERE tenant = ? AND person = ?");
                statement.bind(tenant_, person_);
                return statement;
            },
            [this](const core::CommandId& id) {
                database_.run("DELETE FROM command WHERE tenant = ? AND person = ? AND command_id = ?",
                              tenant_, person_, id);
            });
    }

    bool empty_sessions() {
        while (budget_ > 0) {
            const core::SessionId session = next_session();
            if (!session) {
                return true;
            }
            empty_messages(session);
        }
        return false;
    }

    /// The one that is under way, or the first that is not done.
    core::SessionId next_session() {
        const core::SessionId under_way{static_cast<std::uint64_t>(database_.integer(
            "SELECT session FROM erasure WHERE tenant = ? AND person = ?", tenant_, person_))};
        const bool begun = database_.integer("SELECT row_id FROM erasure WHERE tenant = ? AND person = ?",
                                             tenant_, person_) > 0;
        if (under_way && begun) {
            return under_way;
        }
        return core::SessionId{static_cast<std::uint64_t>(database_.integer(
            "SELECT min(session) FROM participant WHERE tenant = ? AND person = ? AND session > ?", tenant_,
            person_, under_way))};
    }

    void empty_messages(core::SessionId session) {
        const core::RowId done_to{static_cast<std::uint64_t>(database_.integer(
            "SELECT row_id FROM erasure WHERE tenant = ? AND person = ?", tenant_, person_))};
        const std::vector<core::RowId> rows = find_session_rows(database_, tenant_, session);
        auto row = std::upper_bound(rows.begin(), rows.end(), done_to);
        for (; row != rows.end() && budget_ > 1; ++row, --budget_) {
            // What is emptied must be neither the other's, nor found again under its command id.
            database_.run(
                "UPDATE message SET body = x'', redacted = 1, command_id = zeroblob(16) "
                "WHERE row_id = ? AND tenant = ? AND session = ? AND sender = ?",
                *row, tenant_, session, person_);
        }
        if (row != rows.end()) {
            if (row != rows.begin()) {
                note_place(session, *std::prev(row));
            }
            budget_ = 0;
            return;
        }
        database_.run("DELETE FROM closing_word WHERE tenant = ? AND session = ? AND person = ?", tenant_,
                      session, person_);
        // Whoever wrote it, it says what became of the talk that both held.
        database_.run("DELETE FROM next_step WHERE tenant = ? AND session = ?", tenant_, session);
        if (role_in(database_, tenant_, session, person_) == core::SessionRole::learner) {
            database_.run("DELETE FROM note WHERE tenant = ? AND session = ?", tenant_, session);
        } else {
            database_.run("DELETE FROM note WHERE tenant = ? AND session = ? AND author = ?", tenant_,
                          session, person_);
        }
        note_place(session, {});
        --budget_;
    }

    void note_place(core::SessionId session, core::RowId row) {
        database_.run("UPDATE erasure SET session = ?, row_id = ? WHERE tenant = ? AND person = ?", session,
                      row, tenant_, person_);
    }

    Database& database_;
    core::TenantId tenant_;
    core::PersonId person_;
    std::size_t budget_;
};

}  // namespace

EraseStage erase_stage(Database& database, core::TenantId tenant, core::PersonId person) {
    return static_cast<EraseStage>(
        database.integer("SELECT stage FROM erasure WHERE tenant = ? AND person = ?", tenant, person));
}

void set_erase_stage(Database& database, core::TenantId tenant, core::PersonId person, EraseStage stage) {
    database.run("UPDATE erasure SET stage = ? WHERE tenant = ? AND person = ?", stage, tenant, person);
}

void erase_some(Database& database, core::TenantId tenant, core::PersonId person, std::size_t budget) {
    Eraser(database, tenant, person, budget).run();
}

std::vector<core::Erasure> read_erasures(Database& database, core::TenantId tenant) {
    Statement statement = database.prepare(
        "SELECT person, mark, at, tokens_from FROM erasure WHERE tenant = ? ORDER BY at, person");
    statement.bind(tenant);
    std::vector<core::Erasure> erasures;
    while (statement.step()) {
        core::Erasure& each = erasures.emplace_back();
        Columns columns(statement);
        columns.into(each.person, each.mark, each.at, each.tokens_from);
    }
    return erasures;
}

}  // namespace courtside::sqlite
