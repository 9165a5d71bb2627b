-- Kinds of certificates are kept in editions, as campaigns are.
CREATE TABLE edition_new (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind = 'campaign' OR kind = 'regulation' OR kind = 'organisations'
    OR kind = 'certificate_kind'),
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

-- Equivalence tables: what a score of a certificate is in the European framework, by the day of the test.
CREATE TABLE equivalence (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  state TEXT NOT NULL CHECK (state = 'draft' OR state = 'agreed' OR state = 'published'
    OR state = 'superseded' OR state = 'withdrawn'),
  tested_from TEXT,
  tested_to TEXT,
  replaces INTEGER,
  rows TEXT NOT NULL,
  acts TEXT NOT NULL,
  published_by INTEGER REFERENCES staff,
  published_at TEXT,
  reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (kind, number),
  CHECK ((published_by IS NULL) = (published_at IS NULL)),
  CHECK (published_by IS NOT NULL OR state = 'draft' OR state = 'agreed' OR state = 'withdrawn')
) STRICT;

-- Who wrote a table before it was published: none of them publishes it.
CREATE TABLE equivalence_hand (
  equivalence INTEGER NOT NULL REFERENCES equivalence,
  staff INTEGER NOT NULL REFERENCES staff,
  PRIMARY KEY (equivalence, staff)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER who_wrote_a_table_does_not_publish_it BEFORE UPDATE OF published_by ON equivalence
WHEN EXISTS (SELECT 1 FROM equivalence_hand WHERE equivalence = OLD.id AND staff = NEW.published_by)
BEGIN SELECT RAISE(ABORT, 'another than who wrote it publishes a table'); END;

CREATE TRIGGER hands_stay BEFORE DELETE ON equivalence_hand
BEGIN SELECT RAISE(ABORT, 'who wrote a table stays written down'); END;

CREATE TRIGGER a_table_is_published_in_its_time BEFORE INSERT ON equivalence
WHEN NEW.published_by IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a table is written before it is published'); END;

CREATE TRIGGER one_table_reads_a_day BEFORE UPDATE ON equivalence
WHEN NEW.state = 'published' AND EXISTS (SELECT 1 FROM equivalence o
  WHERE o.kind = NEW.kind AND o.id <> NEW.id AND o.state = 'published'
    AND coalesce(o.tested_from, '') <= coalesce(NEW.tested_to, '9999-99-99')
    AND coalesce(NEW.tested_from, '') <= coalesce(o.tested_to, '9999-99-99'))
BEGIN SELECT RAISE(ABORT, 'two published tables would read tests of one day'); END;

CREATE TRIGGER a_published_table_is_not_rewritten BEFORE UPDATE ON equivalence
WHEN OLD.published_by IS NOT NULL AND (NEW.rows IS NOT OLD.rows OR NEW.acts IS NOT OLD.acts
    OR NEW.published_by IS NOT OLD.published_by OR NEW.published_at IS NOT OLD.published_at
    OR NEW.state = 'draft' OR NEW.state = 'agreed')
  OR NEW.kind IS NOT OLD.kind OR NEW.number IS NOT OLD.number
BEGIN SELECT RAISE(ABORT, 'a published table stays as it was published'); END;

CREATE TRIGGER tables_stay BEFORE DELETE ON equivalence
BEGIN SELECT RAISE(ABORT, 'a table stays'); END;

-- The certificates that candidates bring to an application.
CREATE TABLE certificate (
  id INTEGER PRIMARY KEY,
  application INTEGER NOT NULL REFERENCES application,
  state TEXT NOT NULL CHECK (state = 'received' OR state = 'checked' OR state = 'exempt'
    OR state = 'not_exempt' OR state = 'returned' OR state = 'revoked'),
  kind TEXT NOT NULL,
  language TEXT NOT NULL,
  number TEXT NOT NULL,
  number_key TEXT NOT NULL,
  tested_on TEXT NOT NULL,
  issued_on TEXT,
  listening TEXT NOT NULL,
  reading TEXT NOT NULL,
  writing TEXT NOT NULL,
  speaking TEXT NOT NULL,
  overall TEXT NOT NULL,
  level TEXT NOT NULL,
  profile TEXT NOT NULL,
  expires_on TEXT,
  mixed_days INTEGER NOT NULL DEFAULT 0 CHECK (mixed_days = 0 OR mixed_days = 1),
  name TEXT NOT NULL,
  received_at TEXT NOT NULL,
  received_by INTEGER NOT NULL REFERENCES staff,
  how TEXT CHECK (how = 'register' OR how = 'letter' OR how = 'original'),
  found TEXT CHECK (found = 'agrees' OR found = 'differs' OR found = 'unknown'),
  looked_at TEXT,
  evidence TEXT NOT NULL DEFAULT '',
  checked_by INTEGER REFERENCES staff,
  checked_at TEXT,
  decided_by INTEGER REFERENCES staff,
  decided_at TEXT,
  judged_on TEXT,
  verdict TEXT,
  reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((checked_by IS NULL) = (checked_at IS NULL)),
  CHECK ((checked_by IS NULL) = (how IS NULL)),
  CHECK ((checked_by IS NULL) = (found IS NULL)),
  CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CHECK ((decided_by IS NULL) = (verdict IS NULL)),
  CHECK (state = 'received' OR state = 'returned' OR checked_by IS NOT NULL),
  CHECK (state = 'received' OR state = 'checked' OR state = 'returned' OR decided_by IS NOT NULL),
  CHECK (decided_by IS NULL OR decided_by <> checked_by),
  CHECK (state <> 'returned' AND state <> 'revoked' OR reason IS NOT NULL)
) STRICT;

CREATE INDEX certificate_of_application ON certificate (application);

CREATE INDEX certificate_by_state ON certificate (state, received_at, id);

CREATE INDEX certificate_by_number ON certificate (number_key) WHERE number_key <> '';

CREATE TRIGGER who_checks_does_not_decide BEFORE UPDATE ON certificate
WHEN OLD.decided_by IS NOT NULL AND NEW.checked_by IS NOT OLD.checked_by AND NEW.decided_by IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'who checked stays written down while a decision stands'); END;

-- Its scans, in their order; the bytes lie with the papers.
CREATE TABLE certificate_scan (
  certificate INTEGER NOT NULL REFERENCES certificate ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 1),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  name TEXT NOT NULL,
  -- What the picture looks like, in 256 bits; nothing of what cannot be drawn.
  look BLOB CHECK (length(look) = 32),
  PRIMARY KEY (certificate, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX scan_by_hash ON certificate_scan (hash);

-- Exemption notices that were printed; the last one of a certificate counts, while the certificate exempts.
CREATE TABLE notice (
  serial INTEGER PRIMARY KEY CHECK (serial BETWEEN 1 AND 9999999999),
  certificate INTEGER NOT NULL REFERENCES certificate,
  at TEXT NOT NULL,
  by TEXT NOT NULL
) STRICT;

CREATE INDEX notice_of_certificate ON notice (certificate, serial);

CREATE TRIGGER notices_stay BEFORE DELETE ON notice
BEGIN SELECT RAISE(ABORT, 'a notice that was printed stays'); END;

CREATE TRIGGER notices_are_not_rewritten BEFORE UPDATE ON notice
BEGIN SELECT RAISE(ABORT, 'a notice stays as it was printed'); END;

-- What speaks against a certificate, and what somebody found out about it.
CREATE TABLE suspicion (
  certificate INTEGER NOT NULL REFERENCES certificate ON DELETE CASCADE,
  code TEXT NOT NULL,
  about INTEGER NOT NULL DEFAULT 0,
  outcome TEXT NOT NULL CHECK (outcome = 'cleared' OR outcome = 'confirmed'),
  note TEXT NOT NULL CHECK (length(note) BETWEEN 1 AND 400),
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (certificate, code, about)
) STRICT, WITHOUT ROWID;
