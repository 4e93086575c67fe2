CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    tenant INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE TABLE closing_word (
    tenant INTEGER NOT NULL,
    session INTEGER NOT NULL,
    person INTEGER NOT NULL,
    solved INTEGER NOT NULL,
    felt_heard INTEGER NOT NULL,
    knows_next_step INTEGER NOT NULL,
    line TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (tenant, session, person)
) STRICT, WITHOUT ROWID;
CREATE TABLE command (
    tenant INTEGER NOT NULL,
    person INTEGER NOT NULL,
    command_id BLOB NOT NULL,
    kind INTEGER NOT NULL,
    payload INTEGER NOT NULL,
    entity INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (tenant, person, command_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX command_by_age ON command (at);
CREATE TABLE decision (
    tenant INTEGER NOT NULL,
    offer INTEGER NOT NULL,
    level INTEGER NOT NULL,
    fit INTEGER NOT NULL,
    could_be_asked INTEGER NOT NULL,
    passed_over BLOB NOT NULL,
    PRIMARY KEY (tenant, offer)
) STRICT, WITHOUT ROWID;
CREATE TABLE deleted_messages (
    tenant INTEGER NOT NULL,
    session INTEGER NOT NULL,
    up_to INTEGER NOT NULL,
    PRIMARY KEY (tenant, session)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE due (
    at INTEGER NOT NULL,
    tenant INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    ref INTEGER NOT NULL,
    PRIMARY KEY (at, tenant, kind, ref)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE id_floor (
    tenant INTEGER PRIMARY KEY,
    person INTEGER NOT NULL,
    issue INTEGER NOT NULL,
    request INTEGER NOT NULL,
    offer INTEGER NOT NULL,
    session INTEGER NOT NULL
) STRICT;
CREATE TABLE issue (
    tenant INTEGER NOT NULL,
    id INTEGER NOT NULL,
    learner INTEGER NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    state INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    sessions INTEGER NOT NULL,
    skill TEXT NOT NULL,
    least_level INTEGER NOT NULL,
    language TEXT NOT NULL,
    last_coach INTEGER NOT NULL,
    kept_wait INTEGER NOT NULL,
    programme_id INTEGER, kept_front INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX issue_by_learner ON issue (tenant, learner, id);
CREATE TABLE log_bound (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    highest_listed INTEGER NOT NULL
) STRICT;
CREATE TABLE message (
    row_id INTEGER PRIMARY KEY,
    tenant INTEGER NOT NULL,
    session INTEGER NOT NULL,
    number INTEGER NOT NULL,
    sender INTEGER NOT NULL,
    command_id BLOB NOT NULL,
    sent_at INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    moment INTEGER NOT NULL,
    reply_to INTEGER NOT NULL,
    redacted INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE TABLE next_step (
    tenant INTEGER NOT NULL,
    session INTEGER NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (tenant, session)
) STRICT, WITHOUT ROWID;
CREATE TABLE note (
    tenant INTEGER NOT NULL,
    session INTEGER NOT NULL,
    author INTEGER NOT NULL,
    text TEXT NOT NULL,
    written_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, session, author)
) STRICT, WITHOUT ROWID;
CREATE TABLE offer (
    tenant INTEGER NOT NULL,
    id INTEGER NOT NULL,
    request INTEGER NOT NULL,
    coach INTEGER NOT NULL,
    state INTEGER NOT NULL,
    offered_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    shown_at INTEGER NOT NULL,
    closed_at INTEGER NOT NULL,
    reasons INTEGER NOT NULL,
    decline_reason INTEGER NOT NULL,
    note TEXT NOT NULL, session INTEGER NOT NULL DEFAULT 0, skill TEXT NOT NULL DEFAULT '', accepts_itself_at INTEGER NOT NULL DEFAULT 0, fit_percent INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX offer_by_coach ON offer (tenant, coach, id);
CREATE INDEX offer_by_request ON offer (tenant, request, id);
CREATE INDEX offer_pending ON offer (tenant, id) WHERE state = 1;
CREATE INDEX offer_with_note ON offer (tenant, coach) WHERE note <> '';
CREATE TABLE participant (
    tenant INTEGER NOT NULL,
    session INTEGER NOT NULL,
    place INTEGER NOT NULL,
    person INTEGER NOT NULL,
    role INTEGER NOT NULL,
    joined_at INTEGER NOT NULL,
    left_at INTEGER NOT NULL,
    delivered_to INTEGER NOT NULL,
    read_to INTEGER NOT NULL,
    PRIMARY KEY (tenant, session, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX participant_by_person ON participant (tenant, person, session);
CREATE TABLE person (
    tenant INTEGER NOT NULL,
    id INTEGER NOT NULL,
    subject TEXT NOT NULL,
    name TEXT NOT NULL,
    roles INTEGER NOT NULL,
    skills BLOB NOT NULL,
    languages BLOB NOT NULL,
    time_zone TEXT NOT NULL,
    manager INTEGER NOT NULL,
    unit TEXT NOT NULL,
    ready_until INTEGER NOT NULL,
    away_reason INTEGER NOT NULL,
    windows BLOB NOT NULL,
    misses INTEGER NOT NULL,
    free_since INTEGER NOT NULL,
    next_offer_from INTEGER NOT NULL,
    short_deadline_1 INTEGER NOT NULL,
    short_deadline_2 INTEGER NOT NULL,
    tokens_from INTEGER NOT NULL,
    blocked BLOB NOT NULL, committed INTEGER NOT NULL DEFAULT 0, weekly_minutes INTEGER NOT NULL DEFAULT 0, focus BLOB NOT NULL DEFAULT x'', acceptance INTEGER NOT NULL DEFAULT 255, week INTEGER NOT NULL DEFAULT 0, week_minutes INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE request (
    tenant INTEGER NOT NULL,
    id INTEGER NOT NULL,
    issue INTEGER NOT NULL,
    learner INTEGER NOT NULL,
    state INTEGER NOT NULL,
    reason INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    skill TEXT NOT NULL,
    least_level INTEGER NOT NULL,
    language TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    waiting_since INTEGER NOT NULL,
    needed_by INTEGER NOT NULL,
    deadline_counts INTEGER NOT NULL,
    front INTEGER NOT NULL,
    window_from INTEGER NOT NULL,
    window_to INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    prefer BLOB NOT NULL,
    leave_out BLOB NOT NULL,
    tried BLOB NOT NULL,
    allow_manager INTEGER NOT NULL,
    leave_out_unit INTEGER NOT NULL,
    session INTEGER NOT NULL,
    ended_at INTEGER NOT NULL, promise_from INTEGER NOT NULL DEFAULT 0, promise_to INTEGER NOT NULL DEFAULT 0, proposed_from INTEGER NOT NULL DEFAULT 0, proposed_to INTEGER NOT NULL DEFAULT 0, unlikely_today INTEGER NOT NULL DEFAULT 0, widened INTEGER NOT NULL DEFAULT 0, reminded INTEGER NOT NULL DEFAULT 0, likely_coach INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX request_open ON request (tenant, id) WHERE state IN (1, 2, 7);
CREATE TABLE session (
    tenant INTEGER NOT NULL,
    id INTEGER NOT NULL,
    issue INTEGER NOT NULL,
    request INTEGER NOT NULL,
    state INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    matched_at INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    absent BLOB NOT NULL,
    coach_silent INTEGER NOT NULL,
    coach_spoke INTEGER NOT NULL,
    ending_soon_told INTEGER NOT NULL,
    extension_by INTEGER NOT NULL,
    reasons INTEGER NOT NULL,
    last_number INTEGER NOT NULL,
    first_row INTEGER NOT NULL,
    message_rows BLOB,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_issue ON session (tenant, issue, id);
CREATE INDEX session_live ON session (tenant, id) WHERE state < 4;
CREATE TABLE skill (
    tenant INTEGER NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    description TEXT NOT NULL,
    PRIMARY KEY (tenant, code)
) STRICT, WITHOUT ROWID;
CREATE TABLE tenant (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    issuer TEXT NOT NULL UNIQUE,
    message_days INTEGER NOT NULL
, note_days INTEGER NOT NULL DEFAULT 90, preferred_s INTEGER NOT NULL DEFAULT 20, level_below_s INTEGER NOT NULL DEFAULT 0, tiers INTEGER NOT NULL DEFAULT 0, next_tier_s INTEGER NOT NULL DEFAULT 30, promise_s INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE tenant_key (
    tenant INTEGER NOT NULL,
    place INTEGER NOT NULL,
    key_id TEXT NOT NULL,
    algorithm INTEGER NOT NULL,
    material BLOB NOT NULL,
    PRIMARY KEY (tenant, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE tenant_origin (
    tenant INTEGER NOT NULL,
    place INTEGER NOT NULL,
    origin TEXT NOT NULL,
    PRIMARY KEY (tenant, place)
) STRICT, WITHOUT ROWID;
INSERT INTO due VALUES (1700864900000, 2, 1, 1);
INSERT INTO due VALUES (1731536900000, 1, 1, 1);
INSERT INTO log_bound VALUES (1, 2);
INSERT INTO message VALUES (1, 1, 1, 1, 1, X'00000000000000000000000000000001', 1700000000000, 1, 0, 0, 0, X'68656C6C6F');
INSERT INTO message VALUES (2, 2, 1, 1, 1, X'00000000000000000000000000000002', 1700000000000, 1, 0, 0, 0, X'68656C6C6F');
INSERT INTO offer VALUES (1, 1, 1, 2, 3, 1700000000000, 1700000020000, 0, 1700000010000, 2, 1, 'in a meeting', 0, '', 0, 0);
INSERT INTO person VALUES (1, 1, 'lea', 'Lea', 1, X'', X'', 'UTC', 0, '', 0, 0, X'', 0, 0, 0, 0, 0, 0, X'', 0, 0, X'', 255, 0, 0);
INSERT INTO person VALUES (1, 2, 'carl', 'Carl', 3, X'', X'', 'UTC', 0, '', 0, 0, X'', 0, 0, 0, 0, 0, 0, X'', 0, 0, X'', 255, 0, 0);
INSERT INTO session VALUES (1, 1, 1, 1, 4, 15, 1700000000000, 1700000000000, 1700000900000, 1, X'', 0, 1, 1, 0, 2, 1, 1, X'01');
INSERT INTO session VALUES (1, 2, 2, 2, 4, 15, 1700000000000, 0, 1700000900000, 8, X'01', 0, 0, 0, 0, 2, 0, 2, X'');
INSERT INTO session VALUES (1, 3, 3, 3, 2, 15, 1700000000000, 1700000000000, 1700000900000, 0, X'', 0, 0, 0, 0, 2, 0, 2, NULL);
INSERT INTO session VALUES (2, 1, 1, 1, 4, 15, 1700000000000, 1700000000000, 1700000900000, 1, X'', 0, 1, 1, 0, 2, 1, 1, X'02');
INSERT INTO tenant VALUES (1, 'Company', 'https://id.example', 365, 90, 20, 0, 0, 30, 0);
INSERT INTO tenant VALUES (2, 'Other', 'https://id.other.example', 10, 90, 20, 0, 0, 30, 0);
PRAGMA application_id = 1129599812;
PRAGMA user_version = 4;
