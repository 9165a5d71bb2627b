-- What is due of an entry: it goes when it is settled, and its history says how.
CREATE TABLE claim_left (
  entry INTEGER PRIMARY KEY REFERENCES entry ON DELETE CASCADE,
  amount INTEGER NOT NULL CHECK (amount > 0),
  due TEXT NOT NULL
) STRICT;

INSERT INTO claim_left SELECT entry, amount, due FROM claim WHERE settled_act IS NULL;

DROP TABLE claim;

ALTER TABLE claim_left RENAME TO claim;
