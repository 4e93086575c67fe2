#pragma once

namespace courtside::sqlite {

/// What a talk leaves behind. The index is for the offers that a coach looks back at. Next steps have a table
/// of their own: few sessions have one, and a column behind the long list of a session's rows would make
/// everybody read through that list.
inline constexpr char schema_v3_talk[] = R"sql(
CREATE TABLE next_step (
    tenant INTEGER NOT NULL,
    session INTEGER NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (tenant, session)
) STRICT, WITHOUT ROWID;

ALTER TABLE tenant ADD COLUMN note_days INTEGER NOT NULL DEFAULT 90;

CREATE TABLE note (
    tenant INTEGER NOT NULL,
    session INTEGER NOT NULL,
    author INTEGER NOT NULL,
    text TEXT NOT NULL,
    written_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, session, author)
) STRICT, WITHOUT ROWID;

-- The running session that an expert would join, and the skill they are asked for.
ALTER TABLE offer ADD COLUMN session INTEGER NOT NULL DEFAULT 0;
ALTER TABLE offer ADD COLUMN skill TEXT NOT NULL DEFAULT '';

CREATE INDEX offer_by_coach ON offer (tenant, coach, id);
)sql";

}  // namespace courtside::sqlite
