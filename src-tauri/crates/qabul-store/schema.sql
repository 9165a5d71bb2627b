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

CREATE TABLE signing_key (
  id INTEGER PRIMARY KEY,
  public BLOB NOT NULL UNIQUE CHECK (length(public) = 32),
  secret BLOB NOT NULL CHECK (length(secret) = 32),
  created_at TEXT NOT NULL
) STRICT;

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
, version INTEGER NOT NULL DEFAULT 1) STRICT;

CREATE TABLE entry (
  id INTEGER PRIMARY KEY,
  application INTEGER NOT NULL REFERENCES application,
  sitting INTEGER NOT NULL REFERENCES sitting,
  sort_key BLOB NOT NULL,
  city TEXT NOT NULL,
  sector TEXT NOT NULL CHECK (sector IN ('azerbaijani', 'russian')),
  paid INTEGER NOT NULL CHECK (paid >= 0),
  confirmed_on TEXT, version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (application, sitting)
) STRICT;

CREATE INDEX entry_in_order ON entry (sitting, sort_key);

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

CREATE TABLE journal (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  deed TEXT NOT NULL,
  facts TEXT NOT NULL,
  members BLOB NOT NULL CHECK (length(members) = 32),
  digest BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;

CREATE TRIGGER journal_is_not_rewritten BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is not rewritten'); END;

CREATE TRIGGER journal_is_not_shortened BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is not shortened'); END;

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

CREATE TABLE "application" (
  id INTEGER PRIMARY KEY,
  candidate INTEGER NOT NULL REFERENCES candidate,
  campaign INTEGER NOT NULL REFERENCES campaign,
  work_number INTEGER NOT NULL CHECK (work_number BETWEEN 0 AND 999999),
  standing TEXT NOT NULL,
  institution TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (work_number, campaign),
  UNIQUE (candidate, campaign)
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
