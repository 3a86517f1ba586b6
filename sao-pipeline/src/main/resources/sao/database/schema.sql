-- The ledger of a run, schema version 3. Ids and the columns named `sha` are the first 16 bytes of a SHA-256. Columns
-- named `at`, `nanoseconds` and `seconds` are wall clock and never enter an id or an export.
--
-- `digest` is the digest of the other values of its row, 64 bits; `table_digests` holds for each table the number of its
-- rows and the sum of their digests modulo 2^64, written in the same transaction as the rows. `sao ledger verify`
-- computes both again.

CREATE TABLE table_digests(name TEXT PRIMARY KEY, rows INTEGER NOT NULL, digest INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL, digest INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;

-- Long or repeated contents, each with a number and the digest of its content. A content that was written recently is
-- not written again. Digests have no index: at a million rows its random writes cost more than everything else.
CREATE TABLE texts(
  number INTEGER PRIMARY KEY, sha BLOB NOT NULL, body TEXT NOT NULL, digest INTEGER NOT NULL DEFAULT 0);
CREATE TABLE sequences(
  number INTEGER PRIMARY KEY, sha BLOB NOT NULL, tokens BLOB NOT NULL, digest INTEGER NOT NULL DEFAULT 0);
CREATE TABLE answers(
  number INTEGER PRIMARY KEY, sha BLOB NOT NULL, text INTEGER NOT NULL REFERENCES texts(number), tokens BLOB NOT NULL,
  log_probabilities BLOB NOT NULL, finish_reason TEXT NOT NULL, seed INTEGER NOT NULL,
  token_count INTEGER NOT NULL, log_probability REAL, digest INTEGER NOT NULL DEFAULT 0);

-- Every answered model call. Its id is the content id of the request. `call_ids` is the index of ids for the calls up to
-- the number in `call_index`; the ids of later calls are kept in memory and written there in sorted batches. `round` is
-- the round that made the call and `row` the row for which it made it, NULL where they are unknown; `processor` is the device that computed it.
CREATE TABLE purposes(
  number INTEGER PRIMARY KEY, purpose TEXT NOT NULL, kind TEXT NOT NULL, model TEXT NOT NULL,
  digest INTEGER NOT NULL DEFAULT 0, UNIQUE(purpose, kind, model));
CREATE TABLE calls(
  number INTEGER PRIMARY KEY, id BLOB NOT NULL, purpose INTEGER NOT NULL REFERENCES purposes(number),
  prompt INTEGER NOT NULL REFERENCES sequences(number), prompt_tokens INTEGER NOT NULL, cached_tokens INTEGER NOT NULL,
  completion_tokens INTEGER NOT NULL, nanoseconds INTEGER NOT NULL, at INTEGER NOT NULL, scores BLOB, round INTEGER,
  processor TEXT, row INTEGER, digest INTEGER NOT NULL DEFAULT 0);
CREATE TABLE call_answers(
  call INTEGER NOT NULL REFERENCES calls(number), slot INTEGER NOT NULL,
  answer INTEGER NOT NULL REFERENCES answers(number), digest INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(call, slot)) WITHOUT ROWID;
CREATE TABLE call_ids(id BLOB PRIMARY KEY, call INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE call_index(last_call INTEGER NOT NULL);
INSERT INTO call_index VALUES(0);

-- A recipe holds all settings that determine the rows of a round. Changed settings make a new recipe, and rows that
-- failed make a new attempt at the same recipe; the rows of earlier recipes and attempts stay. `rounds` names the one
-- whose rows count.
CREATE TABLE recipes(
  number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, round INTEGER NOT NULL, json TEXT NOT NULL, at INTEGER NOT NULL,
  attempt INTEGER NOT NULL DEFAULT 1, complete INTEGER NOT NULL DEFAULT 0, digest INTEGER NOT NULL DEFAULT 0);
CREATE TABLE rounds(
  round INTEGER PRIMARY KEY, recipe INTEGER NOT NULL REFERENCES recipes(number), digest INTEGER NOT NULL DEFAULT 0);

-- One row for each persona, numbered in the order of the personas; each ends as a pair, a held-out prompt or a drop.
CREATE TABLE personas(
  recipe INTEGER NOT NULL REFERENCES recipes(number), row INTEGER NOT NULL, id BLOB NOT NULL, source TEXT NOT NULL,
  text INTEGER NOT NULL REFERENCES texts(number), digest INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(recipe, row)) WITHOUT ROWID;
CREATE TABLE prompts(
  recipe INTEGER NOT NULL REFERENCES recipes(number), row INTEGER NOT NULL, id BLOB NOT NULL, persona BLOB NOT NULL,
  text INTEGER NOT NULL REFERENCES texts(number), held_out INTEGER NOT NULL, digest INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(recipe, row)) WITHOUT ROWID;
CREATE TABLE responses(
  recipe INTEGER NOT NULL REFERENCES recipes(number), row INTEGER NOT NULL, slot INTEGER NOT NULL, id BLOB NOT NULL,
  prompt BLOB NOT NULL, prompt_tokens INTEGER NOT NULL REFERENCES sequences(number),
  answer INTEGER NOT NULL REFERENCES answers(number), digest INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(recipe, row, slot)) WITHOUT ROWID;
CREATE TABLE judgments(
  recipe INTEGER NOT NULL REFERENCES recipes(number), row INTEGER NOT NULL, judge TEXT NOT NULL, verdict TEXT NOT NULL,
  first BLOB NOT NULL, second BLOB NOT NULL, given REAL, swapped REAL, verdict_mass REAL, reason TEXT, evidence TEXT,
  digest INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(recipe, row, judge)) WITHOUT ROWID;
CREATE TABLE pairs(
  recipe INTEGER NOT NULL REFERENCES recipes(number), row INTEGER NOT NULL, id BLOB NOT NULL, persona BLOB NOT NULL,
  prompt INTEGER NOT NULL REFERENCES texts(number), prompt_tokens INTEGER NOT NULL REFERENCES sequences(number),
  chosen INTEGER NOT NULL REFERENCES answers(number), rejected INTEGER NOT NULL REFERENCES answers(number),
  probability REAL NOT NULL, given REAL NOT NULL, swapped REAL NOT NULL, judge TEXT NOT NULL,
  digest INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(recipe, row)) WITHOUT ROWID;
CREATE TABLE drops(
  recipe INTEGER NOT NULL REFERENCES recipes(number), row INTEGER NOT NULL, stage TEXT NOT NULL, reason TEXT NOT NULL,
  evidence TEXT NOT NULL, digest INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(recipe, row)) WITHOUT ROWID;

CREATE TABLE train_steps(
  round INTEGER NOT NULL, step INTEGER NOT NULL, loss REAL, margin REAL, accuracy REAL, learning_rate REAL,
  gradient_norm REAL, tokens INTEGER NOT NULL, seconds REAL NOT NULL, digest INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(round, step)) WITHOUT ROWID;
-- Log-probabilities of answers under the reference model, by a digest of the model and the answer; nats.
CREATE TABLE reference_values(
  key TEXT PRIMARY KEY, log_probability REAL NOT NULL, digest INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE TABLE evaluations(
  round INTEGER NOT NULL, metric TEXT NOT NULL, value REAL, n INTEGER NOT NULL, ci_low REAL, ci_high REAL,
  json TEXT NOT NULL, digest INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(round, metric)) WITHOUT ROWID;

CREATE TABLE stages(
  round INTEGER NOT NULL, name TEXT NOT NULL, ordinal INTEGER NOT NULL, done INTEGER NOT NULL, total INTEGER NOT NULL,
  seconds REAL NOT NULL, digest INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(round, name)) WITHOUT ROWID;
CREATE TABLE events(
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, kind TEXT NOT NULL, json TEXT NOT NULL,
  digest INTEGER NOT NULL DEFAULT 0);
