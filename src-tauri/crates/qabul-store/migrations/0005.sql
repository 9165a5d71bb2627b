-- Who may sign in. A name stays with its account, because the journal repeats it; accounts are
-- closed and never deleted.
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

-- What the administrators choose for everybody.
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

INSERT INTO settings (id) VALUES (1);

-- Whoever saves says which version was looked at, so that of two nobody's work is lost.
ALTER TABLE candidate ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE application ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE entry ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE hall ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
