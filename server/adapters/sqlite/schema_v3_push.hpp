#pragma once

namespace courtside::sqlite {

/// Push channels of people's devices, by their place in the person's list. See core/model/push_channel.hpp.
inline constexpr char schema_v3_push[] = R"sql(
CREATE TABLE push_channel (
    tenant INTEGER NOT NULL,
    person INTEGER NOT NULL,
    place INTEGER NOT NULL,
    endpoint TEXT NOT NULL,
    p256dh BLOB NOT NULL,
    auth BLOB NOT NULL,
    code TEXT NOT NULL,
    code_at INTEGER NOT NULL,
    tested_at INTEGER NOT NULL,
    failed_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, person, place)
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace courtside::sqlite
