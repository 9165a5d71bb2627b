-- A kind of certificates as somebody wrote it, until another person puts it in force or it is taken back.
CREATE TABLE kind_draft (
  name TEXT PRIMARY KEY,
  base INTEGER NOT NULL CHECK (base >= 0),
  body TEXT NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1)
) STRICT;

CREATE TRIGGER who_wrote_a_kind_does_not_put_it_in_force BEFORE INSERT ON edition
WHEN NEW.kind = 'certificate_kind'
  AND EXISTS (SELECT 1 FROM kind_draft WHERE name = NEW.name AND by = NEW.by)
BEGIN SELECT RAISE(ABORT, 'another than who wrote it puts a kind in force'); END;
