-- The words of a state are checked one by one. A list of more than two (`IN (…)`) makes the engine
-- build that list anew, as a table of its own, for every row that is written.
CREATE TABLE application_checked (
  id INTEGER PRIMARY KEY,
  candidate INTEGER NOT NULL REFERENCES candidate,
  campaign INTEGER NOT NULL REFERENCES campaign,
  work_number INTEGER NOT NULL CHECK (work_number BETWEEN 0 AND 999999),
  standing TEXT NOT NULL,
  institution TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  state TEXT NOT NULL DEFAULT 'submitted' CHECK (state = 'submitted' OR state = 'confirmed'
    OR state = 'to_confirm_again' OR state = 'withdrawn' OR state = 'rejected' OR state = 'draft'),
  submitted_at TEXT,
  confirmed_at TEXT,
  confirmed_by TEXT CHECK (confirmed_by IN ('candidate', 'commission')),
  commission TEXT,
  reason TEXT,
  country TEXT NOT NULL DEFAULT 'AZE' CHECK (length(country) = 3),
  level TEXT,
  direction TEXT NOT NULL DEFAULT '',
  completed_year INTEGER CHECK (completed_year BETWEEN 0 AND 9),
  final_year INTEGER NOT NULL DEFAULT 0 CHECK (final_year IN (0, 1)),
  graduated INTEGER CHECK (graduated BETWEEN 1900 AND 2100),
  nostrification TEXT,
  language TEXT NOT NULL DEFAULT '',
  specialty TEXT NOT NULL DEFAULT '',
  organisation TEXT NOT NULL DEFAULT '',
  path TEXT NOT NULL DEFAULT '',
  accommodations TEXT NOT NULL DEFAULT '',
  exemption TEXT NOT NULL DEFAULT 'none'
    CHECK (exemption = 'none' OR exemption = 'pending' OR exemption = 'exempt'),
  UNIQUE (work_number, campaign),
  UNIQUE (candidate, campaign)
) STRICT;

INSERT INTO application_checked
  SELECT id, candidate, campaign, work_number, standing, institution, version, state, submitted_at,
    confirmed_at, confirmed_by, commission, reason, country, level, direction, completed_year, final_year,
    graduated, nostrification, language, specialty, organisation, path, accommodations, exemption
  FROM application ORDER BY id;

DROP TABLE application;

ALTER TABLE application_checked RENAME TO application;

CREATE TABLE entry_checked (
  id INTEGER PRIMARY KEY,
  application INTEGER NOT NULL REFERENCES application,
  sitting INTEGER NOT NULL REFERENCES sitting,
  sort_key BLOB NOT NULL,
  city TEXT NOT NULL,
  sector TEXT NOT NULL CHECK (sector IN ('azerbaijani', 'russian')),
  paid INTEGER NOT NULL CHECK (paid >= 0),
  confirmed_on TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state = 'registered' OR state = 'open'
    OR state = 'suspended' OR state = 'withdrawn'),
  charged INTEGER NOT NULL DEFAULT 0 CHECK (charged >= 0),
  entered_at TEXT,
  UNIQUE (application, sitting)
) STRICT;

INSERT INTO entry_checked
  SELECT id, application, sitting, sort_key, city, sector, paid, confirmed_on, version, state, charged,
    entered_at
  FROM entry ORDER BY id;

DROP TABLE entry;

ALTER TABLE entry_checked RENAME TO entry;

CREATE INDEX entry_in_order ON entry (sitting, sort_key);

CREATE TABLE movement_checked (
  id INTEGER PRIMARY KEY,
  candidate INTEGER NOT NULL REFERENCES account,
  act INTEGER NOT NULL,
  kind TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount <> 0),
  entry INTEGER,
  day TEXT NOT NULL,
  reference TEXT,
  reason TEXT,
  CHECK (CASE kind WHEN 'deposit' THEN amount > 0 WHEN 'charge' THEN amount < 0
    WHEN 'refund' THEN amount > 0 WHEN 'correction' THEN reason IS NOT NULL ELSE 0 END)
) STRICT;

INSERT INTO movement_checked SELECT * FROM movement ORDER BY id;

DROP TABLE movement;

ALTER TABLE movement_checked RENAME TO movement;

CREATE INDEX movement_of_account ON movement (candidate);

CREATE UNIQUE INDEX movement_by_reference ON movement (reference) WHERE reference IS NOT NULL;

CREATE TRIGGER movements_stay BEFORE UPDATE OF act, kind, amount, entry, day, reference, reason ON movement
BEGIN SELECT RAISE(ABORT, 'a movement is reversed, not rewritten'); END;
