#pragma once

namespace courtside::sqlite {

/// Promises: the window that was proposed or promised, and what was said to the learner.
inline constexpr char schema_v3_promise[] = R"sql(
ALTER TABLE request ADD COLUMN promise_from INTEGER NOT NULL DEFAULT 0;
ALTER TABLE request ADD COLUMN promise_to INTEGER NOT NULL DEFAULT 0;
ALTER TABLE request ADD COLUMN proposed_from INTEGER NOT NULL DEFAULT 0;
ALTER TABLE request ADD COLUMN proposed_to INTEGER NOT NULL DEFAULT 0;
ALTER TABLE request ADD COLUMN unlikely_today INTEGER NOT NULL DEFAULT 0;
ALTER TABLE request ADD COLUMN widened INTEGER NOT NULL DEFAULT 0;
ALTER TABLE request ADD COLUMN reminded INTEGER NOT NULL DEFAULT 0;
ALTER TABLE request ADD COLUMN likely_coach INTEGER NOT NULL DEFAULT 0;
-- Waiting, offered and booked ones.
DROP INDEX request_open;
CREATE INDEX request_open ON request (tenant, id) WHERE state IN (1, 2, 7);

ALTER TABLE issue ADD COLUMN kept_front INTEGER NOT NULL DEFAULT 0;
)sql";

}  // namespace courtside::sqlite
