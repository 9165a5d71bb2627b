CREATE TABLE registry (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
  center TEXT NOT NULL CHECK (length(center) BETWEEN 1 AND 200),
  collation TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TRIGGER registry_stays_what_it_is BEFORE UPDATE OF sample ON registry
BEGIN SELECT RAISE(ABORT, 'a registry stays sample or real for good'); END;

CREATE TRIGGER registry_stays BEFORE DELETE ON registry
BEGIN SELECT RAISE(ABORT, 'a registry is not taken back'); END;

CREATE TABLE candidate (
  id INTEGER PRIMARY KEY,
  fin TEXT NOT NULL UNIQUE,
  surname TEXT NOT NULL,
  given TEXT NOT NULL,
  patronymic TEXT NOT NULL,
  sort_key BLOB NOT NULL,
  folded TEXT NOT NULL,
  document TEXT NOT NULL UNIQUE,
  citizenship TEXT NOT NULL CHECK (length(citizenship) = 3),
  sex TEXT NOT NULL CHECK (sex IN ('male', 'female')),
  birth TEXT NOT NULL,
  phone TEXT,
  photo BLOB CHECK (length(photo) = 32)
, version INTEGER NOT NULL DEFAULT 1, email TEXT, address TEXT, same_as INTEGER REFERENCES candidate CHECK (same_as <> id)) STRICT;

CREATE TABLE building (
  id INTEGER PRIMARY KEY,
  city TEXT NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  UNIQUE (city, name)
) STRICT;

CREATE TABLE hall (
  id INTEGER PRIMARY KEY,
  building INTEGER NOT NULL REFERENCES building,
  code TEXT NOT NULL,
  floor INTEGER NOT NULL CHECK (floor BETWEEN 0 AND 60),
  rows INTEGER NOT NULL CHECK (rows BETWEEN 1 AND 99),
  seats INTEGER NOT NULL CHECK (seats BETWEEN 1 AND 99), version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (building, code)
) STRICT;

CREATE TABLE hall_use (
  sitting INTEGER NOT NULL REFERENCES sitting,
  hall INTEGER NOT NULL REFERENCES hall,
  sector TEXT NOT NULL CHECK (sector IN ('azerbaijani', 'russian')),
  wave INTEGER NOT NULL CHECK (wave >= 0),
  PRIMARY KEY (sitting, hall)
) STRICT, WITHOUT ROWID;

CREATE TABLE seat (
  entry INTEGER PRIMARY KEY REFERENCES entry,
  sitting INTEGER NOT NULL,
  hall INTEGER NOT NULL,
  row INTEGER NOT NULL CHECK (row >= 1),
  seat INTEGER NOT NULL CHECK (seat >= 1),
  UNIQUE (sitting, hall, row, seat),
  FOREIGN KEY (sitting, hall) REFERENCES hall_use
) STRICT;

CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL CHECK (value >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE run (
  number INTEGER PRIMARY KEY,
  sitting INTEGER NOT NULL REFERENCES sitting,
  asked TEXT NOT NULL,
  sheets INTEGER NOT NULL CHECK (sheets >= 1),
  at TEXT NOT NULL,
  by TEXT NOT NULL
) STRICT;

CREATE TABLE run_file (
  run INTEGER NOT NULL REFERENCES run,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  sheets INTEGER NOT NULL CHECK (sheets >= 1),
  bytes INTEGER NOT NULL CHECK (bytes >= 1),
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE slip (
  serial INTEGER PRIMARY KEY CHECK (serial BETWEEN 1 AND 9999999999),
  entry INTEGER NOT NULL REFERENCES entry,
  run INTEGER NOT NULL REFERENCES run,
  sheet INTEGER NOT NULL CHECK (sheet >= 1),
  UNIQUE (run, sheet)
) STRICT;

CREATE INDEX slip_of_entry ON slip (entry, serial);

CREATE VIRTUAL TABLE candidate_search USING fts5 (
  folded, content = '', columnsize = 0, detail = 'none',
  tokenize = 'trigram case_sensitive 1'
);

CREATE TABLE "journal_member" (
  id INTEGER PRIMARY KEY,
  journal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  record INTEGER NOT NULL,
  before TEXT,
  after TEXT,
  UNIQUE (record, kind, journal)
) STRICT;

CREATE TABLE campaign (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE "sitting" (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  campaign INTEGER NOT NULL REFERENCES campaign,
  registration_from TEXT NOT NULL,
  registration_to TEXT NOT NULL,
  date TEXT,
  start TEXT NOT NULL,
  minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
  gate_minutes INTEGER NOT NULL CHECK (gate_minutes >= 0),
  last_wave_minutes INTEGER NOT NULL CHECK (last_wave_minutes >= gate_minutes),
  wave_minutes INTEGER NOT NULL CHECK (wave_minutes >= 0),
  waves INTEGER NOT NULL CHECK (waves >= 1),
  fee INTEGER NOT NULL CHECK (fee >= 0),
  cities TEXT NOT NULL,
  exam_code TEXT NOT NULL,
  exam_az TEXT NOT NULL,
  exam_ru TEXT NOT NULL,
  series TEXT NOT NULL
) STRICT;

CREATE TABLE staff (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  person TEXT NOT NULL,
  fin TEXT NOT NULL UNIQUE,
  password TEXT NOT NULL,
  must_change_password INTEGER NOT NULL CHECK (must_change_password IN (0, 1)),
  marked_until TEXT,
  failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
  failed_at TEXT,
  closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE staff_role (
  staff INTEGER NOT NULL REFERENCES staff,
  role TEXT NOT NULL CHECK (role IN ('registrar', 'verifier', 'approver', 'seating_officer', 'printer',
    'door', 'results_officer', 'administrator', 'auditor')),
  PRIMARY KEY (staff, role)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER staff_stays BEFORE DELETE ON staff
BEGIN SELECT RAISE(ABORT, 'an account is closed, not deleted'); END;

CREATE TRIGGER staff_keeps_its_name BEFORE UPDATE OF name, fin ON staff
WHEN NEW.name IS NOT OLD.name OR NEW.fin IS NOT OLD.fin
BEGIN SELECT RAISE(ABORT, 'an account keeps its name and its person'); END;

CREATE TRIGGER who_keeps_accounts_is_neither_pair_of_eyes BEFORE INSERT ON staff_role
WHEN NEW.role = 'administrator' AND EXISTS (SELECT 1 FROM staff_role WHERE staff = NEW.staff
    AND role IN ('verifier', 'approver', 'results_officer'))
  OR NEW.role IN ('verifier', 'approver', 'results_officer') AND EXISTS (SELECT 1 FROM staff_role
    WHERE staff = NEW.staff AND role = 'administrator')
BEGIN SELECT RAISE(ABORT, 'an administrator is no verifier, approver or results officer'); END;

CREATE TRIGGER the_last_administrator_keeps_the_role BEFORE DELETE ON staff_role
WHEN OLD.role = 'administrator'
  AND (SELECT closed FROM staff WHERE id = OLD.staff) = 0
  AND NOT EXISTS (SELECT 1 FROM staff_role r JOIN staff s ON s.id = r.staff
    WHERE r.role = 'administrator' AND s.closed = 0 AND s.id <> OLD.staff)
BEGIN SELECT RAISE(ABORT, 'the last administrator stays'); END;

CREATE TRIGGER the_last_administrator_stays_open BEFORE UPDATE OF closed ON staff
WHEN NEW.closed = 1 AND OLD.closed = 0
  AND EXISTS (SELECT 1 FROM staff_role WHERE staff = OLD.id AND role = 'administrator')
  AND NOT EXISTS (SELECT 1 FROM staff_role r JOIN staff s ON s.id = r.staff
    WHERE r.role = 'administrator' AND s.closed = 0 AND s.id <> OLD.id)
BEGIN SELECT RAISE(ABORT, 'the last administrator stays'); END;

CREATE TABLE settings (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  version INTEGER NOT NULL DEFAULT 1,
  idle_minutes INTEGER NOT NULL DEFAULT 10 CHECK (idle_minutes BETWEEN 1 AND 240),
  backup_minutes INTEGER NOT NULL DEFAULT 60 CHECK (backup_minutes BETWEEN 5 AND 1440),
  warn_days INTEGER NOT NULL DEFAULT 7 CHECK (warn_days BETWEEN 1 AND 60),
  keep_hours INTEGER NOT NULL DEFAULT 24 CHECK (keep_hours BETWEEN 1 AND 240),
  keep_days INTEGER NOT NULL DEFAULT 31 CHECK (keep_days BETWEEN 1 AND 400),
  keep_months INTEGER NOT NULL DEFAULT 24 CHECK (keep_months BETWEEN 1 AND 240)
) STRICT;

CREATE TABLE station (
  id INTEGER PRIMARY KEY,
  token BLOB NOT NULL UNIQUE CHECK (length(token) = 16),
  name TEXT NOT NULL,
  genesis BLOB NOT NULL CHECK (length(genesis) = 32),
  since TEXT NOT NULL
) STRICT;

CREATE TABLE "journal" (
  id INTEGER PRIMARY KEY,
  station INTEGER NOT NULL REFERENCES station,
  number INTEGER NOT NULL CHECK (number >= 1),
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  deed TEXT NOT NULL,
  facts TEXT NOT NULL,
  members BLOB NOT NULL CHECK (length(members) = 32),
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  UNIQUE (station, number)
) STRICT;

CREATE TRIGGER journal_is_not_rewritten BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is not rewritten'); END;

CREATE TRIGGER journal_is_not_shortened BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is not shortened'); END;

CREATE TRIGGER members_are_not_rewritten BEFORE UPDATE ON journal_member
WHEN NEW.id IS NOT OLD.id OR NEW.journal IS NOT OLD.journal OR NEW.kind IS NOT OLD.kind
  OR NEW.record IS NOT OLD.record OR NEW.before IS NOT NULL OR NEW.after IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the journal is not rewritten'); END;

CREATE TRIGGER members_are_not_taken_away BEFORE DELETE ON journal_member
BEGIN SELECT RAISE(ABORT, 'the journal is not shortened'); END;

CREATE TABLE anchor (
  id INTEGER PRIMARY KEY,
  station INTEGER NOT NULL REFERENCES station,
  number INTEGER NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  why TEXT NOT NULL CHECK (why IN ('sign_out', 'backup', 'run')),
  key BLOB CHECK (length(key) = 32),
  signature BLOB CHECK (length(signature) = 64),
  at TEXT NOT NULL,
  CHECK ((key IS NULL) = (signature IS NULL))
) STRICT;

CREATE TRIGGER anchors_stay BEFORE UPDATE ON anchor
BEGIN SELECT RAISE(ABORT, 'an anchor stays as it is'); END;

CREATE TRIGGER anchors_are_not_weighed BEFORE DELETE ON anchor
BEGIN SELECT RAISE(ABORT, 'an anchor stays where it is'); END;

CREATE TABLE station_key (
  id INTEGER PRIMARY KEY,
  station INTEGER NOT NULL REFERENCES station,
  public BLOB NOT NULL UNIQUE CHECK (length(public) = 32),
  kept TEXT NOT NULL CHECK (kept IN ('sample', 'key_store', 'file', 'nowhere')),
  secret BLOB CHECK (length(secret) = 32),
  admitted_by TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  revoked_from TEXT,
  CHECK ((kept = 'sample') = (secret IS NOT NULL))
) STRICT;

CREATE TRIGGER no_real_key_lies_in_the_file BEFORE INSERT ON station_key
WHEN NEW.secret IS NOT NULL AND NOT (SELECT sample FROM registry)
BEGIN SELECT RAISE(ABORT, 'the private half of a real key is not kept here'); END;

CREATE TRIGGER keys_stay BEFORE DELETE ON station_key
BEGIN SELECT RAISE(ABORT, 'what a key signed must still verify'); END;

CREATE TRIGGER keys_are_not_exchanged BEFORE UPDATE ON station_key
WHEN NEW.public IS NOT OLD.public OR NEW.station IS NOT OLD.station
  OR NEW.valid_from IS NOT OLD.valid_from OR NEW.admitted_by IS NOT OLD.admitted_by
  OR NEW.secret IS NOT OLD.secret
  OR (OLD.revoked_from IS NOT NULL AND NEW.revoked_from IS NOT OLD.revoked_from)
BEGIN SELECT RAISE(ABORT, 'a key is retired or revoked, not exchanged'); END;

CREATE TABLE proposal (
  id INTEGER PRIMARY KEY,
  deed TEXT NOT NULL,
  kind TEXT NOT NULL,
  record INTEGER NOT NULL,
  details TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 400),
  proposed_by INTEGER NOT NULL REFERENCES staff,
  proposed_at TEXT NOT NULL,
  decided_by INTEGER REFERENCES staff,
  decided_at TEXT,
  outcome TEXT CHECK (outcome IN ('agreed', 'declined')),
  CHECK ((decided_by IS NULL) = (outcome IS NULL)),
  CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CHECK (outcome IS NOT 'agreed' OR decided_by <> proposed_by)
) STRICT;

CREATE TRIGGER proposals_stay BEFORE DELETE ON proposal
BEGIN SELECT RAISE(ABORT, 'a proposal stays'); END;

CREATE TRIGGER proposals_are_decided_once BEFORE UPDATE ON proposal
WHEN OLD.outcome IS NOT NULL OR NEW.deed IS NOT OLD.deed OR NEW.kind IS NOT OLD.kind
  OR NEW.record IS NOT OLD.record OR NEW.details IS NOT OLD.details
  OR NEW.proposed_by IS NOT OLD.proposed_by
BEGIN SELECT RAISE(ABORT, 'a proposal is decided once and not rewritten'); END;

CREATE TABLE undone (
  act INTEGER PRIMARY KEY,
  by_act INTEGER NOT NULL UNIQUE
) STRICT;

CREATE TRIGGER undone_stays BEFORE DELETE ON undone
BEGIN SELECT RAISE(ABORT, 'what was taken back stays taken back'); END;

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

CREATE TABLE account (
  candidate INTEGER PRIMARY KEY REFERENCES candidate,
  portal TEXT,
  opened_at TEXT NOT NULL,
  opened_by TEXT NOT NULL,
  balance INTEGER NOT NULL CHECK (balance >= 0)
) STRICT;

CREATE UNIQUE INDEX account_of_portal ON account (portal) WHERE portal IS NOT NULL;

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

CREATE TABLE "application" (
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

CREATE TABLE "entry" (
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

CREATE INDEX entry_in_order ON entry (sitting, sort_key);

CREATE TABLE "movement" (
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

CREATE INDEX movement_of_account ON movement (candidate);

CREATE TRIGGER movements_stay BEFORE UPDATE OF act, kind, amount, entry, day, reference, reason ON movement
BEGIN SELECT RAISE(ABORT, 'a movement is reversed, not rewritten'); END;

CREATE TABLE draft (
  id INTEGER PRIMARY KEY,
  sitting INTEGER NOT NULL REFERENCES sitting,
  entry INTEGER REFERENCES entry ON DELETE CASCADE,
  version INTEGER NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  typed TEXT NOT NULL, photo BLOB CHECK (length(photo) = 32), apart TEXT NOT NULL DEFAULT '[]',
  UNIQUE (by, entry)
) STRICT;

CREATE TABLE "claim" (
  entry INTEGER PRIMARY KEY REFERENCES entry ON DELETE CASCADE,
  amount INTEGER NOT NULL CHECK (amount > 0),
  due TEXT NOT NULL
) STRICT;

CREATE TABLE payment (
  id INTEGER PRIMARY KEY,
  identity TEXT NOT NULL UNIQUE,
  day TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  reference TEXT NOT NULL,
  payer TEXT NOT NULL,
  why TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state = 'waiting' OR state = 'posted' OR state = 'returned')
) STRICT;

CREATE INDEX payment_waiting ON payment (day, id) WHERE state = 'waiting';

CREATE INDEX movement_by_reference ON movement (reference) WHERE reference IS NOT NULL;

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

CREATE INDEX candidate_merged ON candidate (same_as) WHERE same_as IS NOT NULL;

CREATE INDEX candidate_by_photo ON candidate (photo) WHERE photo IS NOT NULL;

CREATE TABLE apart (
  one INTEGER NOT NULL REFERENCES candidate ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES candidate ON DELETE CASCADE,
  PRIMARY KEY (one, other),
  CHECK (one < other)
) STRICT, WITHOUT ROWID;

CREATE INDEX apart_by_other ON apart (other);

CREATE TABLE "edition" (
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

CREATE TRIGGER editions_are_not_rewritten BEFORE UPDATE ON edition
BEGIN SELECT RAISE(ABORT, 'an edition stays as it was saved'); END;

CREATE TRIGGER editions_stay BEFORE DELETE ON edition
BEGIN SELECT RAISE(ABORT, 'an edition stays'); END;

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
