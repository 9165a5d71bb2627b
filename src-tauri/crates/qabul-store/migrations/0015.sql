-- Somebody who turned out to be the same as another of the registry: what was withdrawn stays with the row.
ALTER TABLE candidate ADD COLUMN same_as INTEGER REFERENCES candidate CHECK (same_as <> id);

CREATE INDEX candidate_merged ON candidate (same_as) WHERE same_as IS NOT NULL;

CREATE INDEX candidate_by_photo ON candidate (photo) WHERE photo IS NOT NULL;

-- People who look alike and were told apart; the lower id stands first.
CREATE TABLE apart (
  one INTEGER NOT NULL REFERENCES candidate ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES candidate ON DELETE CASCADE,
  PRIMARY KEY (one, other),
  CHECK (one < other)
) STRICT, WITHOUT ROWID;

CREATE INDEX apart_by_other ON apart (other);

-- A draft keeps its photo, and from whom its person was told apart.
ALTER TABLE draft ADD COLUMN photo BLOB CHECK (length(photo) = 32);

ALTER TABLE draft ADD COLUMN apart TEXT NOT NULL DEFAULT '[]';

-- The list of organisations is kept in editions, as campaigns are.
CREATE TABLE edition_new (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind = 'campaign' OR kind = 'regulation' OR kind = 'organisations'),
  name TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  body TEXT NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  UNIQUE (kind, name, number)
) STRICT;

INSERT INTO edition_new SELECT id, kind, name, number, body, at, by FROM edition;

DROP TABLE edition;

ALTER TABLE edition_new RENAME TO edition;

CREATE TRIGGER editions_are_not_rewritten BEFORE UPDATE ON edition
BEGIN SELECT RAISE(ABORT, 'an edition stays as it was saved'); END;

CREATE TRIGGER editions_stay BEFORE DELETE ON edition
BEGIN SELECT RAISE(ABORT, 'an edition stays'); END;
