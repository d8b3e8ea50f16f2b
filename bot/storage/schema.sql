-- Version 1. Times are UTC ISO texts, ids are made by the application, JSON is text.

CREATE TABLE campaign (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    set_id TEXT NOT NULL,
    set_version TEXT NOT NULL,
    set_digest TEXT NOT NULL,
    procedure TEXT NOT NULL,
    procedure_digest TEXT NOT NULL,
    stage TEXT NOT NULL,
    deadline TEXT NOT NULL,
    period TEXT NOT NULL,
    rounds TEXT NOT NULL,
    terms TEXT NOT NULL
) STRICT;

CREATE TABLE unit (
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    block TEXT NOT NULL,
    parent TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (campaign_id, code)
) STRICT;

-- bodies between the authority and its units that are not scored themselves
CREATE TABLE body (
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    parent TEXT NOT NULL,
    PRIMARY KEY (campaign_id, code)
) STRICT;

-- a unit's own deadline in the running round
CREATE TABLE extension (
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    unit TEXT NOT NULL,
    deadline TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (campaign_id, unit)
) STRICT;

-- which reminder each unit has had; the row without a unit says that the slot was begun
CREATE TABLE reminder (
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    slot TEXT NOT NULL,
    unit TEXT NOT NULL,
    PRIMARY KEY (campaign_id, slot, unit)
) STRICT;

-- every publication of results, with its rows; none is ever changed
CREATE TABLE publication (
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    period TEXT NOT NULL,
    number INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (campaign_id, number)
) STRICT;
CREATE TABLE placing (
    campaign_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    unit TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (campaign_id, number, unit)
) STRICT;

CREATE TABLE person (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE role (
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    scope TEXT NOT NULL,
    PRIMARY KEY (campaign_id, person_id, name, unit)
) STRICT;

-- one row for each chat account that a person talks from; the latest joined has the highest position
CREATE TABLE chat (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    position INTEGER NOT NULL
) STRICT;

-- how a browser proves that a web chat is its own
CREATE TABLE chat_key (
    chat TEXT PRIMARY KEY,
    key_hash TEXT NOT NULL,
    made_at TEXT NOT NULL
) STRICT;

CREATE TABLE invitation (
    code_hash TEXT PRIMARY KEY,
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    role TEXT NOT NULL,
    unit TEXT NOT NULL,
    name TEXT NOT NULL,
    expires TEXT NOT NULL,
    scope TEXT NOT NULL,
    replaces TEXT NOT NULL,
    binds TEXT NOT NULL,
    used_by TEXT NOT NULL,
    used_at TEXT NOT NULL,
    withdrawn INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
    chat TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;

-- a unit's dossier in one round; round_id is the campaign's id, with the round's period where it has rounds
CREATE TABLE submission (
    round_id TEXT NOT NULL,
    unit TEXT NOT NULL,
    state TEXT NOT NULL,
    revision INTEGER NOT NULL,
    reopened TEXT NOT NULL,
    resumes TEXT NOT NULL,
    submitted_at TEXT NOT NULL,
    late INTEGER NOT NULL,
    signed_by TEXT NOT NULL,
    ledger TEXT NOT NULL,
    digest TEXT NOT NULL,
    claimed TEXT NOT NULL,
    verified TEXT NOT NULL,
    standing TEXT NOT NULL,
    PRIMARY KEY (round_id, unit)
) STRICT;

-- every version of every answer; current is 1 for the latest
CREATE TABLE answer (
    round_id TEXT NOT NULL,
    unit TEXT NOT NULL,
    item TEXT NOT NULL,
    version INTEGER NOT NULL,
    current INTEGER NOT NULL,
    claim TEXT NOT NULL,
    person_id TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (round_id, unit, item, version)
) STRICT;
CREATE INDEX answer_current ON answer (round_id, unit) WHERE current = 1;

-- every verdict ever given; current is 1 while it stands
CREATE TABLE verdict (
    id TEXT PRIMARY KEY,
    round_id TEXT NOT NULL,
    unit TEXT NOT NULL,
    item TEXT NOT NULL,
    version INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    current INTEGER NOT NULL,
    body TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX verdict_current ON verdict (round_id, unit) WHERE current = 1;

CREATE TABLE evidence (
    id TEXT PRIMARY KEY,
    round_id TEXT NOT NULL,
    unit TEXT NOT NULL,
    item TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    current INTEGER NOT NULL,
    body TEXT NOT NULL,
    position INTEGER NOT NULL,
    person_id TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX evidence_current ON evidence (round_id, unit) WHERE current = 1;
CREATE INDEX evidence_file ON evidence (sha256);

CREATE TABLE explanation (
    round_id TEXT NOT NULL,
    unit TEXT NOT NULL,
    item TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (round_id, unit, item)
) STRICT;

-- what the unit says in its report besides figures, every version; current is 1 for the latest
CREATE TABLE remark (
    id TEXT PRIMARY KEY,
    round_id TEXT NOT NULL,
    unit TEXT NOT NULL,
    topic TEXT NOT NULL,
    current INTEGER NOT NULL,
    text TEXT NOT NULL,
    person_id TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX remark_current ON remark (round_id, unit) WHERE current = 1;

-- what reviewer and unit wrote to each other about an item, the figures that the authority holds, appeals
CREATE TABLE question (
    round_id TEXT NOT NULL,
    unit TEXT NOT NULL,
    item TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (round_id, unit, item)
) STRICT;
CREATE TABLE supplied (
    round_id TEXT NOT NULL,
    unit TEXT NOT NULL,
    item TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (round_id, unit, item)
) STRICT;
CREATE TABLE appeal (
    round_id TEXT NOT NULL,
    unit TEXT NOT NULL,
    item TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (round_id, unit, item)
) STRICT;

-- append-only; hash = sha256(previous hash + row), so a changed or missing row shows
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    campaign_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    person_id TEXT NOT NULL,
    chat TEXT NOT NULL,
    event_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
CREATE INDEX journal_subject ON journal (campaign_id, subject);

-- what came in. state: fetching (its file is on the way), waiting (behind a fetching one), done, failed
CREATE TABLE inbox (
    id INTEGER PRIMARY KEY,
    channel TEXT NOT NULL,
    event_key TEXT NOT NULL,
    chat TEXT NOT NULL,
    state TEXT NOT NULL,
    body TEXT NOT NULL,
    shown TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (channel, event_key)
) STRICT;
CREATE INDEX inbox_chat ON inbox (chat, id);
CREATE INDEX inbox_open ON inbox (state) WHERE state IN ('fetching', 'waiting');

-- what goes out. state: waiting, sent, failed. replaces: the channel's reference of the message to edit
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    chat TEXT NOT NULL,
    state TEXT NOT NULL,
    body TEXT NOT NULL,
    replaces TEXT NOT NULL,
    slot TEXT NOT NULL,
    ref TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    error TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_chat ON outbox (chat, id);
CREATE INDEX outbox_waiting ON outbox (id) WHERE state = 'waiting';
CREATE INDEX outbox_failed ON outbox (chat, id) WHERE state = 'failed';
