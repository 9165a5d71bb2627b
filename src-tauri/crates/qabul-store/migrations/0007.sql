-- Where backups go and who opens them: public keys only. `naming` hides the names under which papers
-- are kept there; a registry that is brought back brings it along.
CREATE TABLE backup (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  version INTEGER NOT NULL DEFAULT 1,
  folder TEXT,
  center TEXT,
  recovery TEXT,
  naming BLOB CHECK (length(naming) = 32),
  checked_at TEXT,
  checked_act INTEGER NOT NULL DEFAULT 0,
  rehearsed_at TEXT,
  CHECK ((folder IS NULL) = (center IS NULL) AND (folder IS NULL) = (recovery IS NULL)
    AND (folder IS NULL) = (naming IS NULL))
) STRICT;

INSERT INTO backup (id) VALUES (1);
