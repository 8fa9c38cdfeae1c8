-- +goose Up

-- Who did what that others may ask about later. Rows are only ever added: the triggers
-- keep this program from changing one by mistake, and sum tells when something else did.
-- diagram is no reference: a row outlives what it speaks of.
CREATE TABLE audit (
    serial  INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at      INTEGER NOT NULL,
    user    TEXT    NOT NULL,
    action  TEXT    NOT NULL CHECK (action <> ''),
    diagram TEXT    NOT NULL,
    detail  TEXT    NOT NULL,
    sum     BLOB    NOT NULL CHECK (length(sum) = 8)
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'audit rows are never changed');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'audit rows are never removed');
END;
-- +goose StatementEnd

PRAGMA user_version = 3;
