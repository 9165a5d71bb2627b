-- Campaigns and regulations in editions: whole documents, each as it was saved. `sitting` holds what the
-- last edition of a campaign says of its exam days, for seats and slips.
CREATE TABLE edition (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('campaign', 'regulation')),
  name TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  body TEXT NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  UNIQUE (kind, name, number)
) STRICT;

CREATE TRIGGER editions_are_not_rewritten BEFORE UPDATE ON edition
BEGIN SELECT RAISE(ABORT, 'an edition stays as it was saved'); END;

CREATE TRIGGER editions_stay BEFORE DELETE ON edition
BEGIN SELECT RAISE(ABORT, 'an edition stays'); END;
