-- A certificate and its scan for every application of a sample registry: decided but for a thousand, which wait.
UPDATE application SET language = 'en';

INSERT INTO certificate (application, state, kind, language, number, number_key, tested_on, listening, reading,
  writing, speaking, overall, level, profile, name, received_at, received_by)
SELECT id, 'received', 'ielts', 'en', printf('%016d', id), printf('%016d', id), '2025-11-10',
  printf('%.1f', 5 + id % 8 * 0.5), printf('%.1f', 5 + id % 8 * 0.5), printf('%.1f', 5 + id % 8 * 0.5),
  printf('%.1f', 5 + id % 8 * 0.5), printf('%.1f', 5 + id % 8 * 0.5), '', '', 'NAME ' || id,
  '2026-06-01T10:00:00+04:00', 1
FROM application;

UPDATE certificate SET state = 'checked', how = 'register', found = 'agrees', looked_at = '',
  checked_by = 1, checked_at = '2026-06-02T10:00:00+04:00' WHERE id > 1000;

UPDATE certificate SET state = iif(overall < '5.5', 'not_exempt', 'exempt'), decided_by = 2,
  decided_at = '2026-06-03T10:00:00+04:00', judged_on = '2026-06-03',
  verdict = '{"decision":"accepted","level":"B2","reasons":[],"table":null,"result":null,"scale":null,"good_until":null}'
WHERE id > 1000;

INSERT INTO certificate_scan SELECT id, 1, randomblob(32), 'scan.jpg', randomblob(32) FROM certificate;
