-- The ledger of a run, schema version 2. Ids and digests are 16 bytes; columns named `at`, `nanoseconds` and
-- `seconds` are wall clock and never enter an id or an export.

CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- What is long or repeated, under a number and with the digest of its content. What was put down a short while ago is
-- not put down again. There is no index of digests: at a million rows its random places cost more than all else.
CREATE TABLE texts(number INTEGER PRIMARY KEY, sha BLOB NOT NULL, body TEXT NOT NULL);
CREATE TABLE sequences(number INTEGER PRIMARY KEY, sha BLOB NOT NULL, tokens BLOB NOT NULL);
CREATE TABLE answers(
  number INTEGER PRIMARY KEY, sha BLOB NOT NULL, text INTEGER NOT NULL REFERENCES texts(number), tokens BLOB NOT NULL,
  log_probabilities BLOB NOT NULL, finish_reason TEXT NOT NULL, seed INTEGER NOT NULL,
  token_count INTEGER NOT NULL, log_probability REAL);

-- Every model call that was answered. Its id is the content id of the question; `call_ids` finds it, for the calls up to
-- the number in `call_index`; the few later ones are kept in the writer's memory and written there in sorted batches.
CREATE TABLE purposes(
  number INTEGER PRIMARY KEY, purpose TEXT NOT NULL, kind TEXT NOT NULL, model TEXT NOT NULL,
  UNIQUE(purpose, kind, model));
CREATE TABLE calls(
  number INTEGER PRIMARY KEY, id BLOB NOT NULL, purpose INTEGER NOT NULL REFERENCES purposes(number),
  prompt INTEGER NOT NULL REFERENCES sequences(number), prompt_tokens INTEGER NOT NULL, cached_tokens INTEGER NOT NULL,
  completion_tokens INTEGER NOT NULL, nanoseconds INTEGER NOT NULL, at INTEGER NOT NULL, scores BLOB);
CREATE TABLE call_answers(
  call INTEGER NOT NULL REFERENCES calls(number), slot INTEGER NOT NULL,
  answer INTEGER NOT NULL REFERENCES answers(number), PRIMARY KEY(call, slot)) WITHOUT ROWID;
CREATE TABLE call_ids(id BLOB PRIMARY KEY, call INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE call_index(last_call INTEGER NOT NULL);
INSERT INTO call_index VALUES(0);

-- A recipe is all that determines the rows of a round. Changed settings make a new recipe, and rows that failed make a
-- new attempt at the same one; the rows of the old one stay. The rows of a round that count are those used last.
CREATE TABLE recipes(
  number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, round INTEGER NOT NULL, json TEXT NOT NULL, at INTEGER NOT NULL,
  attempt INTEGER NOT NULL DEFAULT 1, complete INTEGER NOT NULL DEFAULT 0);
CREATE TABLE rounds(round INTEGER PRIMARY KEY, recipe INTEGER NOT NULL REFERENCES recipes(number));

-- One row for each persona, numbered in the order of its source; each ends as a pair, a held-out prompt or a drop.
CREATE TABLE personas(
  recipe INTEGER NOT NULL REFERENCES recipes(number), row INTEGER NOT NULL, id BLOB NOT NULL, source TEXT NOT NULL,
  text INTEGER NOT NULL REFERENCES texts(number), PRIMARY KEY(recipe, row)) WITHOUT ROWID;
CREATE TABLE prompts(
  recipe INTEGER NOT NULL REFERENCES recipes(number), row INTEGER NOT NULL, id BLOB NOT NULL, persona BLOB NOT NULL,
  text INTEGER NOT NULL REFERENCES texts(number), held_out INTEGER NOT NULL, PRIMARY KEY(recipe, row)) WITHOUT ROWID;
CREATE TABLE responses(
  recipe INTEGER NOT NULL REFERENCES recipes(number), row INTEGER NOT NULL, slot INTEGER NOT NULL, id BLOB NOT NULL,
  prompt BLOB NOT NULL, prompt_tokens INTEGER NOT NULL REFERENCES sequences(number),
  answer INTEGER NOT NULL REFERENCES answers(number), PRIMARY KEY(recipe, row, slot)) WITHOUT ROWID;
CREATE TABLE judgments(
  recipe INTEGER NOT NULL REFERENCES recipes(number), row INTEGER NOT NULL, judge TEXT NOT NULL, verdict TEXT NOT NULL,
  first BLOB NOT NULL, second BLOB NOT NULL, given REAL, swapped REAL, verdict_mass REAL, reason TEXT, evidence TEXT,
  PRIMARY KEY(recipe, row, judge)) WITHOUT ROWID;
CREATE TABLE pairs(
  recipe INTEGER NOT NULL REFERENCES recipes(number), row INTEGER NOT NULL, id BLOB NOT NULL, persona BLOB NOT NULL,
  prompt INTEGER NOT NULL REFERENCES texts(number), prompt_tokens INTEGER NOT NULL REFERENCES sequences(number),
  chosen INTEGER NOT NULL REFERENCES answers(number), rejected INTEGER NOT NULL REFERENCES answers(number),
  probability REAL NOT NULL, given REAL NOT NULL, swapped REAL NOT NULL, judge TEXT NOT NULL,
  PRIMARY KEY(recipe, row)) WITHOUT ROWID;
CREATE TABLE drops(
  recipe INTEGER NOT NULL REFERENCES recipes(number), row INTEGER NOT NULL, stage TEXT NOT NULL, reason TEXT NOT NULL,
  evidence TEXT NOT NULL, PRIMARY KEY(recipe, row)) WITHOUT ROWID;

-- What the judge said of pairs of known order.
CREATE TABLE probes(
  round INTEGER NOT NULL, judge TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, log_odds REAL, json TEXT NOT NULL,
  PRIMARY KEY(round, judge, kind, name)) WITHOUT ROWID;

CREATE TABLE train_steps(
  round INTEGER NOT NULL, step INTEGER NOT NULL, loss REAL, margin REAL, accuracy REAL, learning_rate REAL,
  gradient_norm REAL, tokens INTEGER NOT NULL, seconds REAL NOT NULL, PRIMARY KEY(round, step)) WITHOUT ROWID;
CREATE TABLE checkpoints(
  round INTEGER NOT NULL, step INTEGER NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL,
  at INTEGER NOT NULL, PRIMARY KEY(round, step)) WITHOUT ROWID;
CREATE TABLE evaluations(
  round INTEGER NOT NULL, metric TEXT NOT NULL, value REAL, n INTEGER NOT NULL, ci_low REAL, ci_high REAL,
  json TEXT NOT NULL, PRIMARY KEY(round, metric)) WITHOUT ROWID;

CREATE TABLE stages(
  round INTEGER NOT NULL, name TEXT NOT NULL, ordinal INTEGER NOT NULL, done INTEGER NOT NULL, total INTEGER NOT NULL,
  seconds REAL NOT NULL, PRIMARY KEY(round, name)) WITHOUT ROWID;
CREATE TABLE artifacts(
  file TEXT PRIMARY KEY, kind TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, at INTEGER NOT NULL)
  WITHOUT ROWID;
CREATE TABLE events(
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, kind TEXT NOT NULL, json TEXT NOT NULL);
