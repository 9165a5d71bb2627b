-- A campaign is a record of its own: its name stands once and not in every application and index.
CREATE TABLE campaign (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

INSERT INTO campaign (name)
  SELECT campaign FROM (SELECT campaign, id FROM sitting UNION ALL SELECT campaign, NULL FROM application)
  GROUP BY campaign ORDER BY min(id) IS NULL, min(id);

CREATE TABLE sitting_of_campaign (
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

INSERT INTO sitting_of_campaign
  SELECT s.id, s.name, c.id, registration_from, registration_to, date, start, minutes, gate_minutes,
    last_wave_minutes, wave_minutes, waves, fee, cities, exam_code, exam_az, exam_ru, series
  FROM sitting s JOIN campaign c ON c.name = s.campaign;

DROP TABLE sitting;

ALTER TABLE sitting_of_campaign RENAME TO sitting;

CREATE TABLE application_of_campaign (
  id INTEGER PRIMARY KEY,
  candidate INTEGER NOT NULL REFERENCES candidate,
  campaign INTEGER NOT NULL REFERENCES campaign,
  work_number INTEGER NOT NULL CHECK (work_number BETWEEN 0 AND 999999),
  standing TEXT NOT NULL,
  institution TEXT NOT NULL,
  UNIQUE (work_number, campaign),
  UNIQUE (candidate, campaign)
) STRICT;

INSERT INTO application_of_campaign
  SELECT a.id, a.candidate, c.id, a.work_number, a.standing, a.institution
  FROM application a JOIN campaign c ON c.name = a.campaign ORDER BY a.id;

DROP TABLE application;

ALTER TABLE application_of_campaign RENAME TO application;
