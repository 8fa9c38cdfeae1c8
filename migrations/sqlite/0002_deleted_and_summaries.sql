-- +goose Up

-- When a diagram was deleted; 0 while it is not. It stays in the table, so that a
-- deletion can be taken back, and counts in sum only when it is set: the sums of
-- older rows stay right.
ALTER TABLE diagram ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;

-- What the home page tells of the newest rev of a diagram. It follows from the
-- design and the engine, so any row may be lost or wrong without harm: it counts
-- only while both are those that it was made with.
CREATE TABLE summary (
    diagram TEXT    NOT NULL PRIMARY KEY REFERENCES diagram (id),
    rev     INTEGER NOT NULL CHECK (rev >= 0),
    engine  TEXT    NOT NULL,
    flows   INTEGER NOT NULL CHECK (flows >= 0),
    broken  INTEGER NOT NULL CHECK (broken >= 0),
    unknown INTEGER NOT NULL CHECK (unknown >= 0)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 2;
