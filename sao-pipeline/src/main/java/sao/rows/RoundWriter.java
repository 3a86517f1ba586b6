package sao.rows;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sao.calls.ContentStore;
import sao.content.CanonicalJson;
import sao.content.ContentId;
import sao.content.ConversationText;
import sao.database.CommitThread;
import sao.database.ReaderPool;
import sao.database.RowWriter;
import sao.database.Table;
import sao.domain.Judgment;
import sao.domain.Persona;
import sao.domain.PreferencePair;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.result.ResultCodec;
import sao.result.ResultRow;
import sao.result.RoundResult;

/// Writes the rows of one round. Rows are numbered from 0 in the order of their personas. Recording a row again
/// changes nothing, so a continued run records every row that it carries.
///
/// Methods queue a write and return; it is committed soon and in order.
public final class RoundWriter {
    private final CommitThread writer;
    private final ContentStore contents;
    private final int round;
    private final long recipe;
    private final boolean complete;

    static final String RANKED = "ranked";
    static final String TIED = "tied";
    static final String UNREADABLE = "unreadable";

    /// What a ledger writes rows with.
    ///
    /// @param writer commits them
    /// @param readers look up what exists
    /// @param contents stores the texts, tokens and answers that rows refer to
    public record Parts(CommitThread writer, ReaderPool readers, ContentStore contents) {}

    private RoundWriter(Parts parts, int round, Recipe recipe) {
        this.writer = parts.writer();
        this.contents = parts.contents();
        this.round = round;
        this.recipe = recipe.number();
        this.complete = recipe.complete();
    }

    /// Which rows are written.
    ///
    /// @param number in the database
    /// @param complete whether all of them ended
    private record Recipe(long number, boolean complete) {
        static Recipe read(ResultSet row) throws SQLException {
            return new Recipe(row.getLong(1), row.getBoolean(2));
        }
    }

    /// Opens the rows of a round under a recipe, and makes them the ones that count.
    ///
    /// @param parts of the ledger
    /// @param round from 1
    /// @param recipe all settings that determine the rows, as [ContentId#of] takes them
    public static RoundWriter open(Parts parts, int round, Map<String, ?> recipe) {
        String json = CanonicalJson.of(Map.of("round", round, "recipe", recipe));
        parts.writer().commit(rows -> rows.put(Table.ROUNDS, round, attempt(rows, round, json)));
        return current(parts, round);
    }

    /// The last attempt at a recipe goes on, unless rows of it failed and it never became complete: then all
    /// rows are decided anew, so that they end as if nothing had failed.
    private static long attempt(RowWriter rows, int round, String json) throws SQLException {
        record Attempt(long number, int attempt, boolean goesOn) {}
        Optional<Attempt> last = rows.database()
                .first(
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
        long number = rows.next(Table.RECIPES);
        rows.insert(
                Table.RECIPES,
                number,
                ContentStore.digest(attempt == 1 ? json : json + attempt),
                round,
                json,
                System.currentTimeMillis(),
                attempt,
                false);
        return number;
    }

    /// Opens the rows of a round that was begun.
    ///
    /// @throws IllegalStateException if it was not
    public static RoundWriter current(Parts parts, int round) {
        Recipe recipe = parts.readers()
                .read(db -> db.first(
                        "SELECT number, complete FROM rounds JOIN recipes ON recipe = number WHERE rounds.round = ?",
                        Recipe::read,
                        round))
                .orElseThrow(() -> new IllegalStateException("round %d was not begun".formatted(round)));
        return new RoundWriter(parts, round, recipe);
    }

    /// {@return whether all rows had ended when this was opened}
    public boolean isComplete() {
        return complete;
    }

    /// Records that all rows have ended. Rows that failed stay so from now on.
    public void complete() {
        writer.record(rows -> rows.change(Table.RECIPES, "complete", 1, recipe));
    }

    /// Records the persona of a row.
    public void persona(long row, Persona persona) {
        writer.recordOnce(
                Table.PERSONAS,
                rows -> rows.insert(
                        Table.PERSONAS,
                        recipe,
                        row,
                        ContentId.bytes(persona.id()),
                        persona.source(),
                        contents.putText(rows, persona.text())),
                recipe,
                row);
    }

    /// Records an accepted prompt.
    ///
    /// @param heldOut whether it is kept for evaluation
    public void prompt(long row, Prompt prompt, boolean heldOut) {
        writer.recordOnce(
                Table.PROMPTS,
                rows -> rows.insert(
                        Table.PROMPTS,
                        recipe,
                        row,
                        ContentId.bytes(prompt.id()),
                        ContentId.bytes(prompt.personaId()),
                        contents.putText(rows, ConversationText.of(prompt.conversation())),
                        heldOut),
                recipe,
                row);
    }

    /// Records a response.
    public void response(long row, Response response) {
        writer.recordOnce(
                Table.RESPONSES,
                rows -> rows.insert(
                        Table.RESPONSES,
                        recipe,
                        row,
                        response.slot(),
                        ContentId.bytes(response.id()),
                        ContentId.bytes(response.promptId()),
                        contents.putSequence(rows, response.promptTokens()),
                        contents.putAnswer(rows, response.answer())),
                recipe,
                row,
                response.slot());
    }

    /// Records a judgment of two responses.
    public void judgment(long row, String judge, Response first, Response second, Judgment judgment) {
        byte[] firstId = ContentId.bytes(first.id());
        byte[] secondId = ContentId.bytes(second.id());
        @Nullable
        Object[] values = switch (judgment) {
            case Judgment.Ranked(double given, double swapped, double mass) ->
                values(recipe, row, judge, RANKED, firstId, secondId, given, swapped, mass, null, null);
            case Judgment.Tied(double given, double swapped, double mass) ->
                values(recipe, row, judge, TIED, firstId, secondId, given, swapped, mass, null, null);
            case Judgment.Unreadable(String reason, String evidence) ->
                values(recipe, row, judge, UNREADABLE, firstId, secondId, null, null, null, reason, evidence);
        };
        writer.record(rows -> rows.insertOnce(Table.JUDGMENTS, values));
    }

    private static @Nullable Object[] values(@Nullable Object... values) {
        return values;
    }

    /// Records a pair to train on; it is read back exactly, except that a negative zero becomes zero.
    public void pair(long row, PreferencePair pair) {
        writer.recordOnce(
                Table.PAIRS,
                rows -> rows.insert(
                        Table.PAIRS,
                        recipe,
                        row,
                        ContentId.bytes(pair.id()),
                        ContentId.bytes(pair.personaId()),
                        contents.putText(rows, ConversationText.of(pair.prompt())),
                        contents.putSequence(rows, pair.promptTokens()),
                        contents.putAnswer(rows, pair.chosen()),
                        contents.putAnswer(rows, pair.rejected()),
                        pair.probability(),
                        pair.logOddsGiven(),
                        pair.logOddsSwapped(),
                        pair.judge()),
                recipe,
                row);
    }

    /// Records that a row was dropped, with the reason.
    public void drop(Drop drop) {
        writer.record(rows ->
                rows.insertOnce(Table.DROPS, recipe, drop.row(), drop.stage().label(), drop.reason(), drop.evidence()));
    }

    /// Records a training step, or replaces it: a step that is repeated after a rollback or an interruption
    /// counts as taken last.
    public void trainStep(TrainStep step) {
        writer.record(rows -> rows.put(
                Table.TRAIN_STEPS,
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

    /// Records a result, or replaces it.
    public void result(RoundResult result) {
        ResultRow evaluation = ResultCodec.encode(result);
        writer.record(rows -> rows.put(
                Table.EVALUATIONS,
                round,
                evaluation.metric(),
                evaluation.value(),
                evaluation.n(),
                evaluation.low(),
                evaluation.high(),
                evaluation.json()));
    }
}
