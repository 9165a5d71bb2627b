-- Search keeps no lengths of names, which nobody asks for: a name is taken out by its old letters.
DROP TABLE candidate_search;

CREATE VIRTUAL TABLE candidate_search USING fts5 (
  folded, content = '', columnsize = 0, detail = 'none',
  tokenize = 'trigram case_sensitive 1'
);

INSERT INTO candidate_search (rowid, folded) SELECT id, ' ' || folded FROM candidate;

-- A work number is found through the campaigns that there are, each by its own unique index.
DROP INDEX application_by_work_number;
