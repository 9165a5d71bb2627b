-- Words that staff put on entries, notes they write, and filters they keep for themselves.
CREATE TABLE tag (
  word TEXT NOT NULL,
  entry INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,
  PRIMARY KEY (entry, word)
) STRICT, WITHOUT ROWID;

CREATE INDEX tag_by_word ON tag (word, entry);

CREATE TABLE note (
  act INTEGER NOT NULL,
  entry INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,
  text TEXT NOT NULL,
  PRIMARY KEY (entry, act)
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_filter (
  by TEXT NOT NULL,
  name TEXT NOT NULL,
  filter TEXT NOT NULL,
  PRIMARY KEY (by, name)
) STRICT, WITHOUT ROWID;
