-- +goose Up

-- A diagram is a log of edits. head is the last rev; epoch changes when a backup
-- is restored, so that clients notice. sum is a digest of the row's own fields:
-- SQLite does not checksum pages, and a flipped bit must never become a document.
CREATE TABLE diagram (
    id      TEXT    NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 10 AND 16),
    name    TEXT    NOT NULL,
    head    INTEGER NOT NULL CHECK (head >= 0),
    epoch   TEXT    NOT NULL,
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    sum     BLOB    NOT NULL CHECK (length(sum) = 8)
) STRICT, WITHOUT ROWID;

-- digest identifies what the client sent, so that a resend is told from a reuse of
-- its number; body is what was applied, which the engine may have added to.
CREATE TABLE edit (
    diagram TEXT    NOT NULL REFERENCES diagram (id),
    rev     INTEGER NOT NULL CHECK (rev >= 1),
    actor   TEXT    NOT NULL,
    seq     INTEGER NOT NULL CHECK (seq >= 1),
    by      TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    label   TEXT    NOT NULL,
    digest  BLOB    NOT NULL CHECK (length(digest) = 32),
    body    TEXT    NOT NULL CHECK (json_valid(body)),
    sum     BLOB    NOT NULL CHECK (length(sum) = 8),
    PRIMARY KEY (diagram, rev),
    UNIQUE (diagram, actor, seq)
) STRICT, WITHOUT ROWID;

-- A snapshot is the whole design at a rev, so that opening a diagram folds few
-- edits. Rev 0 is the design that the diagram was created with.
CREATE TABLE snapshot (
    diagram TEXT    NOT NULL REFERENCES diagram (id),
    rev     INTEGER NOT NULL CHECK (rev >= 0),
    zstd    BLOB    NOT NULL,
    sum     BLOB    NOT NULL CHECK (length(sum) = 8),
    PRIMARY KEY (diagram, rev)
) STRICT;

CREATE TABLE version (
    diagram TEXT    NOT NULL REFERENCES diagram (id),
    rev     INTEGER NOT NULL CHECK (rev >= 0),
    name    TEXT    NOT NULL,
    by      TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    PRIMARY KEY (diagram, rev, name)
) STRICT, WITHOUT ROWID;

-- Only the SHA-256 of a session's secret is kept: a copy of the database logs nobody in.
CREATE TABLE session (
    hash    BLOB    NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    user    TEXT    NOT NULL,
    created INTEGER NOT NULL,
    seen    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Facts of this installation, such as the name that its cookies carry.
CREATE TABLE setting (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

PRAGMA application_id = 1987076982;
PRAGMA user_version = 1;
