-- Papers that no row named when it was last looked, and since when.
CREATE TABLE orphan (
  paper INTEGER PRIMARY KEY REFERENCES paper ON DELETE CASCADE,
  seen_at TEXT NOT NULL
) STRICT;
