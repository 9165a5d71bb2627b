-- The whole life of an application: what is applied with, where it stands, the account of its person,
-- and what the person achieved before.
ALTER TABLE candidate ADD COLUMN email TEXT;
ALTER TABLE candidate ADD COLUMN address TEXT;

ALTER TABLE application ADD COLUMN state TEXT NOT NULL DEFAULT 'submitted' CHECK (state IN
  ('draft', 'submitted', 'confirmed', 'to_confirm_again', 'withdrawn', 'rejected'));
ALTER TABLE application ADD COLUMN submitted_at TEXT;
ALTER TABLE application ADD COLUMN confirmed_at TEXT;
ALTER TABLE application ADD COLUMN confirmed_by TEXT CHECK (confirmed_by IN ('candidate', 'commission'));
ALTER TABLE application ADD COLUMN commission TEXT;
ALTER TABLE application ADD COLUMN reason TEXT;
ALTER TABLE application ADD COLUMN country TEXT NOT NULL DEFAULT 'AZE' CHECK (length(country) = 3);
ALTER TABLE application ADD COLUMN level TEXT;
ALTER TABLE application ADD COLUMN direction TEXT NOT NULL DEFAULT '';
ALTER TABLE application ADD COLUMN completed_year INTEGER CHECK (completed_year BETWEEN 0 AND 9);
ALTER TABLE application ADD COLUMN final_year INTEGER NOT NULL DEFAULT 0 CHECK (final_year IN (0, 1));
ALTER TABLE application ADD COLUMN graduated INTEGER CHECK (graduated BETWEEN 1900 AND 2100);
ALTER TABLE application ADD COLUMN nostrification TEXT;
ALTER TABLE application ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE application ADD COLUMN specialty TEXT NOT NULL DEFAULT '';
ALTER TABLE application ADD COLUMN organisation TEXT NOT NULL DEFAULT '';
ALTER TABLE application ADD COLUMN path TEXT NOT NULL DEFAULT '';
ALTER TABLE application ADD COLUMN accommodations TEXT NOT NULL DEFAULT '';
ALTER TABLE application ADD COLUMN exemption TEXT NOT NULL DEFAULT 'none'
  CHECK (exemption IN ('none', 'pending', 'exempt'));

-- `paid` is what lists said was paid for the entry, or what was charged for it where that is more.
ALTER TABLE entry ADD COLUMN state TEXT NOT NULL DEFAULT 'open'
  CHECK (state IN ('open', 'registered', 'suspended', 'withdrawn'));
ALTER TABLE entry ADD COLUMN charged INTEGER NOT NULL DEFAULT 0 CHECK (charged >= 0);
ALTER TABLE entry ADD COLUMN entered_at TEXT;

-- A Personal Cabinet and what it holds: the sum of its movements, never below zero.
CREATE TABLE account (
  candidate INTEGER PRIMARY KEY REFERENCES candidate,
  portal TEXT,
  opened_at TEXT NOT NULL,
  opened_by TEXT NOT NULL,
  balance INTEGER NOT NULL CHECK (balance >= 0)
) STRICT;

CREATE UNIQUE INDEX account_of_portal ON account (portal) WHERE portal IS NOT NULL;

CREATE TABLE movement (
  id INTEGER PRIMARY KEY,
  candidate INTEGER NOT NULL REFERENCES account,
  act INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('deposit', 'charge', 'refund', 'correction')),
  amount INTEGER NOT NULL CHECK (amount <> 0),
  entry INTEGER,
  day TEXT NOT NULL,
  reference TEXT,
  reason TEXT,
  CHECK (CASE kind WHEN 'correction' THEN reason IS NOT NULL WHEN 'charge' THEN amount < 0
    ELSE amount > 0 END)
) STRICT;

CREATE INDEX movement_of_account ON movement (candidate);

-- One payment is posted once.
CREATE UNIQUE INDEX movement_by_reference ON movement (reference) WHERE reference IS NOT NULL;

CREATE TRIGGER movements_stay BEFORE UPDATE OF act, kind, amount, entry, day, reference, reason ON movement
BEGIN SELECT RAISE(ABORT, 'a movement is reversed, not rewritten'); END;

-- A fee that fell due after confirmation: beside the ledger, which owes nothing.
CREATE TABLE claim (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL UNIQUE REFERENCES entry,
  amount INTEGER NOT NULL CHECK (amount > 0),
  due TEXT NOT NULL,
  act INTEGER NOT NULL,
  settled_act INTEGER
) STRICT;

CREATE INDEX claim_open ON claim (due) WHERE settled_act IS NULL;

-- What somebody achieved, in this registry's sittings or in earlier ones.
CREATE TABLE result (
  id INTEGER PRIMARY KEY,
  candidate INTEGER NOT NULL REFERENCES candidate,
  sitting TEXT NOT NULL,
  date TEXT NOT NULL,
  score INTEGER CHECK (score >= 0),
  outcome TEXT NOT NULL CHECK (outcome IN ('passing', 'not_passing', 'absent', 'annulled')),
  source TEXT NOT NULL,
  UNIQUE (candidate, sitting)
) STRICT;

-- What an older registry knows of money and confirmation.
UPDATE entry SET entered_at = confirmed_on || 'T12:00:00+04:00' WHERE confirmed_on IS NOT NULL;

UPDATE entry SET
  state = iif(paid >= (SELECT fee FROM sitting s WHERE s.id = entry.sitting), 'registered', 'suspended'),
  charged = iif(paid >= (SELECT fee FROM sitting s WHERE s.id = entry.sitting),
    (SELECT fee FROM sitting s WHERE s.id = entry.sitting), 0)
  WHERE confirmed_on IS NOT NULL;

UPDATE application SET state = 'confirmed', confirmed_by = 'candidate',
  confirmed_at = (SELECT min(entered_at) FROM entry e WHERE e.application = application.id)
  WHERE EXISTS (SELECT 1 FROM entry e WHERE e.application = application.id AND e.entered_at IS NOT NULL);

INSERT INTO account (candidate, opened_at, opened_by, balance)
  SELECT a.candidate, r.created_at, '', sum(e.paid - e.charged)
  FROM registry r, entry e JOIN application a ON a.id = e.application GROUP BY a.candidate;

INSERT INTO movement (candidate, act, kind, amount, entry, day)
  SELECT a.candidate, 1, 'deposit', e.paid, e.id, coalesce(e.confirmed_on, substr(r.created_at, 1, 10))
  FROM registry r, entry e JOIN application a ON a.id = e.application WHERE e.paid > 0 ORDER BY e.id;

INSERT INTO movement (candidate, act, kind, amount, entry, day)
  SELECT a.candidate, 1, 'charge', -e.charged, e.id, e.confirmed_on
  FROM entry e JOIN application a ON a.id = e.application WHERE e.charged > 0 ORDER BY e.id;
