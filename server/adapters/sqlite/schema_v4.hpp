#pragma once

#include "adapters/sqlite/statement.hpp"

namespace courtside::sqlite {

/// What the matching needs to know. Never changed once it is published.
///
/// Of offers and sessions, the rules that were relaxed are in the bits of
/// `reasons` from the 16th on: a column behind the long list of a session's rows would make everybody read
/// through that list.
inline constexpr Sql schema_v4 = R"sql(
ALTER TABLE tenant ADD COLUMN preferred_s INTEGER NOT NULL DEFAULT 20;
ALTER TABLE tenant ADD COLUMN level_below_s INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tenant ADD COLUMN tiers INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tenant ADD COLUMN next_tier_s INTEGER NOT NULL DEFAULT 30;
ALTER TABLE tenant ADD COLUMN promise_s INTEGER NOT NULL DEFAULT 0;

-- acceptance: learnt, 0 to 250; 255: nothing is known. week: the Monday since which week_minutes are counted.
ALTER TABLE person ADD COLUMN committed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN weekly_minutes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN focus BLOB NOT NULL DEFAULT x'';
ALTER TABLE person ADD COLUMN acceptance INTEGER NOT NULL DEFAULT 255;
ALTER TABLE person ADD COLUMN week INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN week_minutes INTEGER NOT NULL DEFAULT 0;

ALTER TABLE offer ADD COLUMN accepts_itself_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE offer ADD COLUMN fit_percent INTEGER NOT NULL DEFAULT 0;

-- How much each type has been asked for: level as at `at`, see core::Demand. Of nobody in particular.
CREATE TABLE demand (
    tenant INTEGER NOT NULL,
    skill TEXT NOT NULL,
    languages TEXT NOT NULL,
    least_level INTEGER NOT NULL,
    tiers INTEGER NOT NULL,
    level INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (tenant, skill, languages, least_level, tiers)
) STRICT, WITHOUT ROWID;

-- What an offer was decided from: level and fit (thousandths) of the chosen one, how many could be asked, and
-- who of them was passed over: person, code, person, code and so on, numbers as in compact.hpp.
CREATE TABLE decision (
    tenant INTEGER NOT NULL,
    offer INTEGER NOT NULL,
    level INTEGER NOT NULL,
    fit INTEGER NOT NULL,
    could_be_asked INTEGER NOT NULL,
    passed_over BLOB NOT NULL,
    PRIMARY KEY (tenant, offer)
) STRICT, WITHOUT ROWID;

CREATE INDEX offer_by_request ON offer (tenant, request, id);

PRAGMA user_version = 4;
)sql";

}  // namespace courtside::sqlite
