-- From schema version 2: tables that were never written go, calls get their round (known where there is only one),
-- and the tables of version 3 are made. The program adds the columns of digests, moves the references out of `meta` and
-- computes all digests.
CREATE TABLE table_digests(name TEXT PRIMARY KEY, rows INTEGER NOT NULL, digest INTEGER NOT NULL) WITHOUT ROWID;
DROP TABLE probes;
DROP TABLE checkpoints;
DROP TABLE artifacts;
ALTER TABLE calls ADD COLUMN round INTEGER;
ALTER TABLE calls ADD COLUMN processor TEXT;
ALTER TABLE calls ADD COLUMN row INTEGER;
UPDATE calls SET round = 1 WHERE (SELECT count(*) FROM rounds) <= 1;
CREATE TABLE reference_values(
  key TEXT PRIMARY KEY, log_probability REAL NOT NULL, digest INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
