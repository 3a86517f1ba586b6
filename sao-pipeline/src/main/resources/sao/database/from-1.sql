-- From schema version 1, whose tables are named old_... here: there, contents and calls were found by an index of their
-- digests. What were hidden row numbers become the numbers. The scores of calls are copied by the program.
INSERT INTO meta SELECT * FROM old_meta;
INSERT INTO texts SELECT rowid, sha, body FROM old_texts;
INSERT INTO sequences SELECT rowid, sha, tokens FROM old_sequences;
INSERT INTO answers SELECT a.rowid, a.sha, t.rowid, a.tokens, a.log_probabilities, a.finish_reason, a.seed,
  a.token_count, a.log_probability FROM old_answers a JOIN old_texts t ON t.sha = a.text;
INSERT INTO purposes(purpose, kind, model) SELECT DISTINCT purpose, kind, model FROM old_calls ORDER BY 1, 2, 3;
INSERT INTO calls SELECT c.rowid, c.id, p.number, s.rowid, c.prompt_tokens, c.cached_tokens, c.completion_tokens,
  c.nanoseconds, c.at, NULL FROM old_calls c JOIN old_sequences s ON s.sha = c.prompt
  JOIN purposes p ON p.purpose = c.purpose AND p.kind = c.kind AND p.model = c.model;
INSERT INTO call_answers SELECT c.rowid, o.slot, a.rowid FROM old_call_answers o
  JOIN old_calls c ON c.id = o.call JOIN old_answers a ON a.sha = o.answer;
INSERT INTO call_ids SELECT id, number FROM calls ORDER BY id;
UPDATE call_index SET last_call = (SELECT coalesce(max(number), 0) FROM calls);
INSERT INTO recipes(number, id, round, json, at) SELECT number, id, round, json, at FROM old_recipes;
INSERT INTO rounds SELECT * FROM old_rounds;
INSERT INTO personas SELECT p.recipe, p.row, p.id, p.source, t.rowid FROM old_personas p JOIN old_texts t ON t.sha = p.text;
INSERT INTO prompts SELECT p.recipe, p.row, p.id, p.persona, t.rowid, p.held_out
  FROM old_prompts p JOIN old_texts t ON t.sha = p.text;
INSERT INTO responses SELECT r.recipe, r.row, r.slot, r.id, r.prompt, s.rowid, a.rowid FROM old_responses r
  JOIN old_sequences s ON s.sha = r.prompt_tokens JOIN old_answers a ON a.sha = r.answer;
INSERT INTO judgments SELECT * FROM old_judgments;
INSERT INTO pairs SELECT p.recipe, p.row, p.id, p.persona, t.rowid, s.rowid, c.rowid, r.rowid, p.probability, p.given,
  p.swapped, p.judge FROM old_pairs p JOIN old_texts t ON t.sha = p.prompt
  JOIN old_sequences s ON s.sha = p.prompt_tokens
  JOIN old_answers c ON c.sha = p.chosen JOIN old_answers r ON r.sha = p.rejected;
INSERT INTO drops SELECT * FROM old_drops;
INSERT INTO probes SELECT * FROM old_probes;
INSERT INTO train_steps SELECT * FROM old_train_steps;
INSERT INTO checkpoints SELECT * FROM old_checkpoints;
INSERT INTO evaluations SELECT * FROM old_evaluations;
INSERT INTO stages SELECT * FROM old_stages;
INSERT INTO artifacts SELECT * FROM old_artifacts;
INSERT INTO events SELECT * FROM old_events;
