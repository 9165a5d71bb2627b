-- One chain a workstation: two that write apart can be laid together by time, and each still holds.
CREATE TABLE station (
  id INTEGER PRIMARY KEY,
  token BLOB NOT NULL UNIQUE CHECK (length(token) = 16),
  name TEXT NOT NULL,
  genesis BLOB NOT NULL CHECK (length(genesis) = 32),
  since TEXT NOT NULL
) STRICT;

-- What was done before there were stations is the chain of a first one.
INSERT INTO station (id, token, name, genesis, since)
  SELECT 1, zeroblob(16), '1', zeroblob(32), at FROM journal WHERE number = 1;

CREATE TABLE act (
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

INSERT INTO act SELECT number, 1, number, at, by, deed, facts, members, digest FROM journal;

DROP TABLE journal;

ALTER TABLE act RENAME TO journal;

CREATE TRIGGER journal_is_not_rewritten BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is not rewritten'); END;

CREATE TRIGGER journal_is_not_shortened BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is not shortened'); END;

-- Before and after stand apart from the chain, which holds their digest alone. They change in one
-- way: they are erased by an act of two people, which says what is left (see the erasure).
CREATE TRIGGER members_are_not_rewritten BEFORE UPDATE ON journal_member
WHEN NEW.id IS NOT OLD.id OR NEW.journal IS NOT OLD.journal OR NEW.kind IS NOT OLD.kind
  OR NEW.record IS NOT OLD.record OR NEW.before IS NOT NULL OR NEW.after IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the journal is not rewritten'); END;

CREATE TRIGGER members_are_not_taken_away BEFORE DELETE ON journal_member
BEGIN SELECT RAISE(ABORT, 'the journal is not shortened'); END;

-- Heads of chains, signed where a key was at hand: what the owner of the file cannot make anew.
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

-- The keys that papers are signed with: the public halves of all, each with its workstation. The
-- private half is not here but in the sample, whose key is worth nothing anywhere.
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

INSERT INTO station_key
  SELECT k.id, 1, k.public, iif(r.sample, 'sample', 'nowhere'), iif(r.sample, k.secret, NULL), '',
    k.created_at, iif(r.sample, NULL, strftime('%Y-%m-%dT%H:%M:%S+04:00', 'now', '+4 hours')), NULL
  FROM signing_key k, registry r;

DROP TABLE signing_key;

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

-- What wants two people: one proposes, another decides, never the same.
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

-- Acts that were taken back, each by one act.
CREATE TABLE undone (
  act INTEGER PRIMARY KEY,
  by_act INTEGER NOT NULL UNIQUE
) STRICT;

CREATE TRIGGER undone_stays BEFORE DELETE ON undone
BEGIN SELECT RAISE(ABORT, 'what was taken back stays taken back'); END;
