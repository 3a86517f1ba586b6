package sao.ledger;

import java.util.Map;
import java.util.Optional;
import sao.domain.Judgment;
import sao.domain.Persona;
import sao.domain.PreferencePair;
import sao.domain.Prompt;
import sao.domain.Response;

/// The records of one round, to write. Rows are numbered from 0 in the order of their personas; recording
/// the same again changes nothing, so a continued run records what it meets.
public final class RoundRecords {
    private final LedgerWriter writer;
    private final Contents contents;
    private final int round;
    private final long recipe;
    private final boolean complete;

    private RoundRecords(LedgerWriter writer, int round, Recipe recipe) {
        this.writer = writer;
        this.contents = writer.contents();
        this.round = round;
        this.recipe = recipe.number();
        this.complete = recipe.complete();
    }

    /// Which rows are written.
    ///
    /// @param number in the database
    /// @param complete whether all of them ended
    private record Recipe(long number, boolean complete) {
        static Recipe read(java.sql.ResultSet row) throws java.sql.SQLException {
            return new Recipe(row.getLong(1), row.getBoolean(2));
        }
    }

    static RoundRecords open(LedgerWriter writer, Readers readers, int round, Map<String, ?> recipe) {
        String json = CanonicalJson.of(Map.of("round", round, "recipe", recipe));
        writer.commit(db -> db.execute(
                "INSERT INTO rounds VALUES(?, ?) ON CONFLICT(round) DO UPDATE SET recipe = excluded.recipe",
                round,
                attempt(db, round, json)));
        return current(writer, readers, round);
    }

    /// The last attempt at a recipe goes on, unless rows of it failed and it never became complete: then all
    /// rows are decided anew, so that they end as if nothing had failed.
    private static long attempt(Database db, int round, String json) throws java.sql.SQLException {
        record Attempt(long number, int attempt, boolean goesOn) {}
        Optional<Attempt> last = db.first(
                "SELECT number, attempt, complete = 1 OR NOT EXISTS (SELECT 1 FROM drops"
                        + " WHERE recipe = number AND reason = ?) FROM recipes"
                        + " WHERE round = ? AND json = ? ORDER BY attempt DESC LIMIT 1",
                row -> new Attempt(row.getLong(1), row.getInt(2), row.getBoolean(3)),
                Drop.FAILED,
                round,
                json);
        if (last.isPresent() && last.get().goesOn()) {
            return last.get().number();
        }
        int attempt = last.map(Attempt::attempt).orElse(0) + 1;
        db.execute(
                "INSERT INTO recipes(id, round, json, at, attempt) VALUES(?, ?, ?, ?, ?)",
                Contents.digest(attempt == 1 ? json : json + attempt),
                round,
                json,
                System.currentTimeMillis(),
                attempt);
        return db.first("SELECT max(number) FROM recipes", row -> row.getLong(1))
                .orElseThrow();
    }

    static RoundRecords current(LedgerWriter writer, Readers readers, int round) {
        Recipe recipe = readers.read(db -> db.first(
                        "SELECT number, complete FROM rounds JOIN recipes ON recipe = number WHERE rounds.round = ?",
                        Recipe::read,
                        round))
                .orElseThrow(() -> new IllegalStateException("round %d was not begun".formatted(round)));
        return new RoundRecords(writer, round, recipe);
    }

    /// {@return whether all rows had ended when this was opened}
    public boolean isComplete() {
        return complete;
    }

    /// Records that all rows have ended. Rows that failed stay so from now on.
    public void complete() {
        writer.record(db -> db.execute("UPDATE recipes SET complete = 1 WHERE number = ?", recipe));
    }

    /// {@return the round's number, from 1}
    public int round() {
        return round;
    }

    /// Records the persona of a row.
    public void persona(long row, Persona persona) {
        writer.recordOnce(
                "personas",
                recipe,
                row,
                db -> db.execute(
                        "INSERT INTO personas VALUES(?, ?, ?, ?, ?)",
                        recipe,
                        row,
                        ContentId.bytes(persona.id()),
                        persona.source(),
                        contents.putText(db, persona.text())));
    }

    /// Records an accepted prompt.
    ///
    /// @param heldOut whether it is kept for evaluation
    public void prompt(long row, Prompt prompt, boolean heldOut) {
        writer.recordOnce(
                "prompts",
                recipe,
                row,
                db -> db.execute(
                        "INSERT INTO prompts VALUES(?, ?, ?, ?, ?, ?)",
                        recipe,
                        row,
                        ContentId.bytes(prompt.id()),
                        ContentId.bytes(prompt.personaId()),
                        contents.putText(db, prompt.text()),
                        heldOut));
    }

    /// Records a response.
    public void response(long row, Response response) {
        writer.record(db -> {
            Optional<Integer> known = db.first(
                    "SELECT 1 FROM responses WHERE recipe = ? AND row = ? AND slot = ?",
                    found -> found.getInt(1),
                    recipe,
                    row,
                    response.slot());
            if (known.isEmpty()) {
                db.execute(
                        "INSERT INTO responses VALUES(?, ?, ?, ?, ?, ?, ?)",
                        recipe,
                        row,
                        response.slot(),
                        ContentId.bytes(response.id()),
                        ContentId.bytes(response.promptId()),
                        contents.putSequence(db, response.promptTokens()),
                        contents.putAnswer(db, response.answer()));
            }
        });
    }

    /// Records what a judge said of two responses.
    public void judgment(long row, String judge, Response first, Response second, Judgment judgment) {
        byte[] firstId = ContentId.bytes(first.id());
        byte[] secondId = ContentId.bytes(second.id());
        String sql = "INSERT INTO judgments VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
        switch (judgment) {
            case Judgment.Ranked(double given, double swapped, double mass) ->
                writer.record(db -> db.execute(
                        sql, recipe, row, judge, "ranked", firstId, secondId, given, swapped, mass, null, null));
            case Judgment.Tied(double given, double swapped, double mass) ->
                writer.record(db -> db.execute(
                        sql, recipe, row, judge, "tied", firstId, secondId, given, swapped, mass, null, null));
            case Judgment.Unreadable(String reason, String evidence) ->
                writer.record(db -> db.execute(
                        sql, recipe, row, judge, "unreadable", firstId, secondId, null, null, null, reason, evidence));
        }
    }

    /// Records a pair to train on; it comes back exactly, but for a negative zero, which comes back as
    /// zero.
    public void pair(long row, PreferencePair pair) {
        writer.recordOnce(
                "pairs",
                recipe,
                row,
                db -> db.execute(
                        "INSERT INTO pairs VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        recipe,
                        row,
                        ContentId.bytes(pair.id()),
                        ContentId.bytes(pair.personaId()),
                        contents.putText(db, pair.promptText()),
                        contents.putSequence(db, pair.promptTokens()),
                        contents.putAnswer(db, pair.chosen()),
                        contents.putAnswer(db, pair.rejected()),
                        pair.probability(),
                        pair.logOddsGiven(),
                        pair.logOddsSwapped(),
                        pair.judge()));
    }

    /// Records that a row left, and why.
    public void drop(Drop drop) {
        writer.record(db -> db.execute(
                "INSERT INTO drops VALUES(?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                recipe,
                drop.row(),
                drop.stage(),
                drop.reason(),
                drop.evidence()));
    }

    /// Records what a judge said of a pair of known order.
    public void probe(Probe probe) {
        writer.record(db -> db.execute(
                "INSERT INTO probes VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(round, judge, kind, name) DO UPDATE SET"
                        + " log_odds = excluded.log_odds, json = excluded.json",
                round,
                probe.judge(),
                probe.kind(),
                probe.name(),
                probe.logOdds(),
                probe.json()));
    }

    /// Records a step of training, in place of what was there: a step taken again after a checkpoint is the
    /// one that counts.
    public void trainStep(TrainStep step) {
        writer.record(db -> db.execute(
                "INSERT OR REPLACE INTO train_steps VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
                round,
                step.step(),
                step.loss(),
                step.margin(),
                step.accuracy(),
                step.learningRate(),
                step.gradientNorm(),
                step.tokens(),
                step.seconds()));
    }

    /// Records a checkpoint that is complete on disk.
    public void checkpoint(Checkpoint checkpoint) {
        writer.record(db -> db.execute(
                "INSERT OR REPLACE INTO checkpoints VALUES(?, ?, ?, ?, ?, ?)",
                round,
                checkpoint.step(),
                checkpoint.file(),
                checkpoint.sha256(),
                checkpoint.bytes(),
                System.currentTimeMillis()));
    }

    /// Records a measured figure, in place of what was there.
    public void evaluation(Evaluation evaluation) {
        writer.record(db -> db.execute(
                "INSERT OR REPLACE INTO evaluations VALUES(?, ?, ?, ?, ?, ?, ?)",
                round,
                evaluation.metric(),
                evaluation.value(),
                evaluation.n(),
                evaluation.low(),
                evaluation.high(),
                evaluation.json()));
    }
}
