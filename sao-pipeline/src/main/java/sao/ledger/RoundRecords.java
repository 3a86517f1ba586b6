package sao.ledger;

import java.util.Map;
import sao.domain.Judgment;
import sao.domain.Persona;
import sao.domain.PreferencePair;
import sao.domain.Prompt;
import sao.domain.Response;

/// The records of one round, to write. Rows are numbered from 0 in the order of their personas; recording
/// the same again changes nothing, so a continued run records what it meets.
public final class RoundRecords {
    private final LedgerWriter writer;
    private final int round;
    private final long recipe;

    private RoundRecords(LedgerWriter writer, int round, long recipe) {
        this.writer = writer;
        this.round = round;
        this.recipe = recipe;
    }

    static RoundRecords open(LedgerWriter writer, Readers readers, int round, Map<String, ?> recipe) {
        String json = CanonicalJson.of(Map.of("round", round, "recipe", recipe));
        byte[] id = ContentId.digest(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        writer.commit(db -> {
            db.execute(
                    "INSERT INTO recipes(id, round, json, at) VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    id,
                    round,
                    json,
                    System.currentTimeMillis());
            db.execute(
                    "INSERT INTO rounds SELECT round, number FROM recipes WHERE id = ?"
                            + " ON CONFLICT(round) DO UPDATE SET recipe = excluded.recipe",
                    id);
        });
        long number = readers.read(db -> db.first("SELECT number FROM recipes WHERE id = ?", row -> row.getLong(1), id)
                .orElseThrow());
        return new RoundRecords(writer, round, number);
    }

    static RoundRecords current(LedgerWriter writer, Readers readers, int round) {
        long number = readers.read(
                        db -> db.first("SELECT recipe FROM rounds WHERE round = ?", row -> row.getLong(1), round))
                .orElseThrow(() -> new IllegalStateException("round %d was not begun".formatted(round)));
        return new RoundRecords(writer, round, number);
    }

    /// {@return the round's number, from 1}
    public int round() {
        return round;
    }

    /// Records the persona of a row.
    public void persona(long row, Persona persona) {
        writer.record(db -> db.execute(
                "INSERT INTO personas VALUES(?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                recipe,
                row,
                ContentId.bytes(persona.id()),
                persona.source(),
                Contents.putText(db, persona.text())));
    }

    /// Records an accepted prompt.
    ///
    /// @param heldOut whether it is kept for evaluation
    public void prompt(long row, Prompt prompt, boolean heldOut) {
        writer.record(db -> db.execute(
                "INSERT INTO prompts VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                recipe,
                row,
                ContentId.bytes(prompt.id()),
                ContentId.bytes(prompt.personaId()),
                Contents.putText(db, prompt.text()),
                heldOut));
    }

    /// Records a response.
    public void response(long row, Response response) {
        writer.record(db -> db.execute(
                "INSERT INTO responses VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                recipe,
                row,
                response.slot(),
                ContentId.bytes(response.id()),
                ContentId.bytes(response.promptId()),
                Contents.putSequence(db, response.promptTokens()),
                Contents.putAnswer(db, response.answer())));
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
        writer.record(db -> db.execute(
                "INSERT INTO pairs VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                recipe,
                row,
                ContentId.bytes(pair.id()),
                ContentId.bytes(pair.personaId()),
                Contents.putText(db, pair.prompt()),
                Contents.putSequence(db, pair.promptTokens()),
                Contents.putAnswer(db, pair.chosen()),
                Contents.putAnswer(db, pair.rejected()),
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
