#pragma once

#include "adapters/sqlite/statement.hpp"

namespace courtside::sqlite {

/// What ends: messages whose time is over, and people who are erased. Never changed once it is published.
///
/// `due` holds what is to be done at a time, by `DueKind`. Sessions that ended before get their rows here.
inline constexpr Sql schema_v2 = R"sql(
-- People who were erased. mark: core::subject_mark; stage, session, row_id: how far it is, see erase_rows.hpp.
CREATE TABLE erasure (
    tenant INTEGER NOT NULL,
    person INTEGER NOT NULL,
    mark INTEGER NOT NULL,
    at INTEGER NOT NULL,
    tokens_from INTEGER NOT NULL,
    stage INTEGER NOT NULL,
    session INTEGER NOT NULL,
    row_id INTEGER NOT NULL,
    PRIMARY KEY (tenant, person)
) STRICT, WITHOUT ROWID;

-- The messages of a session up to this number were deleted since their time was over; no row: none were.
CREATE TABLE deleted_messages (
    tenant INTEGER NOT NULL,
    session INTEGER NOT NULL,
    up_to INTEGER NOT NULL,
    PRIMARY KEY (tenant, session)
) STRICT, WITHOUT ROWID;

-- The highest id that was given before a backup was restored, where that is above what the backup knows.
CREATE TABLE id_floor (
    tenant INTEGER PRIMARY KEY,
    person INTEGER NOT NULL,
    issue INTEGER NOT NULL,
    request INTEGER NOT NULL,
    offer INTEGER NOT NULL,
    session INTEGER NOT NULL
) STRICT;

CREATE INDEX offer_with_note ON offer (tenant, coach) WHERE note <> '';

INSERT INTO due (at, tenant, kind, ref)
    SELECT s.ends_at + t.message_days * 86400000, s.tenant, 1, s.id
    FROM session s JOIN tenant t ON t.id = s.tenant
    WHERE s.state = 4 AND length(s.message_rows) > 0;

PRAGMA user_version = 2;
)sql";

}  // namespace courtside::sqlite
