-- Payments of a bank's list that wait for a person, and what became of them.
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

-- A payment that was taken back may be posted again: the envelope of change looks for what stands.
DROP INDEX movement_by_reference;

CREATE INDEX movement_by_reference ON movement (reference) WHERE reference IS NOT NULL;
