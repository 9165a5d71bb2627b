-- Members stand in the order in which acts wrote them, so that an act is added at the end of the
-- history, however long that is. Nothing refers from a member to its act, whose row comes after its
-- members because it holds their digest: a reference would make every act look through the whole
-- history for its members. That none is left over is a matter of the journal's own check.
CREATE TABLE member (
  id INTEGER PRIMARY KEY,
  journal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  record INTEGER NOT NULL,
  before TEXT,
  after TEXT,
  UNIQUE (record, kind, journal)
) STRICT;

INSERT INTO member (journal, kind, record, before, after)
  SELECT journal, kind, record, before, after FROM journal_member ORDER BY journal, kind, record;

DROP TABLE journal_member;

ALTER TABLE member RENAME TO journal_member;

-- The number before the campaign: a work number is found in every campaign at once.
CREATE TABLE application_by_number (
  id INTEGER PRIMARY KEY,
  candidate INTEGER NOT NULL REFERENCES candidate,
  campaign TEXT NOT NULL,
  work_number INTEGER NOT NULL CHECK (work_number BETWEEN 0 AND 999999),
  standing TEXT NOT NULL,
  institution TEXT NOT NULL,
  UNIQUE (work_number, campaign),
  UNIQUE (candidate, campaign)
) STRICT;

INSERT INTO application_by_number SELECT * FROM application;

DROP TABLE application;

ALTER TABLE application_by_number RENAME TO application;
