-- What was typed into the form of an application and is not saved yet: text, not a record.
CREATE TABLE draft (
  id INTEGER PRIMARY KEY,
  sitting INTEGER NOT NULL REFERENCES sitting,
  entry INTEGER REFERENCES entry ON DELETE CASCADE,
  version INTEGER NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  typed TEXT NOT NULL,
  UNIQUE (by, entry)
) STRICT;
