package sao.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import sao.chat.ChatMessage;
import sao.chat.Conversation;
import sao.chat.Role;
import sao.rows.Drop;
import sao.rows.RoundReader.JudgmentRow;
import sao.rows.RoundReader.PromptRow;
import sao.rows.RoundReader.ResponseRow;

/// Writes the prompts, responses, judgments and dropped rows of a round as dataset folders that
/// `datasets.load_dataset(folder)` opens.
public final class StageDataset {
    private static final Table<PromptRow> PROMPTS = new Table<>(
            "prompt",
            "Prompts: what the model asked in the role of a persona.",
            row -> row.prompt().id(),
            List.of(
                    new Column.Messages<>(
                            "prompt", "the messages", row -> row.prompt().conversation()),
                    new Column.Text<>(
                            "id",
                            "content id of the prompt",
                            row -> row.prompt().id()),
                    new Column.Text<>(
                            "persona_id",
                            "content id of the persona",
                            row -> row.persona().id()),
                    new Column.Text<>(
                            "persona",
                            "the persona's description",
                            row -> row.persona().text()),
                    new Column.Text<>(
                            "persona_source",
                            "where the persona came from",
                            row -> row.persona().source()),
                    new Column.Whole<>("row", "row of the round, from 0", row -> Math.toIntExact(row.row())),
                    new Column.Truth<>("held_out", "whether it is kept for evaluation", PromptRow::heldOut)));

    private static final Table<ResponseRow> RESPONSES = new Table<>(
            "response",
            "Responses: the model's answers to the bare prompts, as sampled.",
            row -> row.response().id(),
            List.of(
                    new Column.Messages<>("prompt", "the messages that were answered", ResponseRow::prompt),
                    new Column.Messages<>(
                            "completion",
                            "the answer, as one assistant message",
                            row -> new Conversation(List.of(new ChatMessage(
                                    Role.ASSISTANT, row.response().text())))),
                    new Column.Text<>(
                            "id",
                            "content id of the response",
                            row -> row.response().id()),
                    new Column.Text<>(
                            "prompt_id",
                            "content id of the prompt",
                            row -> row.response().promptId()),
                    new Column.Whole<>("row", "row of the round, from 0", row -> Math.toIntExact(row.row())),
                    new Column.Whole<>(
                            "slot",
                            "which of the prompt's answers, from 0",
                            row -> row.response().slot()),
                    new Column.MaybeReal<>(
                            "logprob",
                            "sum of the sampler's log-probabilities, nats; null if unknown",
                            row -> AnswerColumns.logProbability(row.response().answer())),
                    new Column.MaybeWhole<>(
                            "length",
                            "tokens, end of turn included; null if unknown",
                            row -> row.response().answer().completionTokens()),
                    new Column.Text<>(
                            "finish_reason",
                            "`stop`, or `length` when the limit cut it",
                            row -> row.response().answer().finishReason().label()),
                    new Column.MaybeTokens<>(
                            "prompt_token_ids",
                            "the rendered prompt as the model read it; null if unknown",
                            row -> row.response().promptTokens()),
                    new Column.MaybeTokens<>(
                            "token_ids",
                            "the answer exactly as sampled; null if unknown",
                            row -> row.response().answer().tokens())));

    private static final Table<JudgmentRow> JUDGMENTS = new Table<>(
            "judgment",
            "Judgments: what the judge said of two responses, in both orders.",
            JudgmentRow::id,
            List.of(
                    new Column.Text<>("id", "content ids of both responses", JudgmentRow::id),
                    new Column.Whole<>("row", "row of the round, from 0", row -> Math.toIntExact(row.row())),
                    new Column.Text<>("judge", "name and version of the judge", JudgmentRow::judge),
                    new Column.Text<>("first", "content id of the first response", JudgmentRow::first),
                    new Column.Text<>("second", "content id of the second response", JudgmentRow::second),
                    new Column.Text<>("verdict", "`ranked`, `tied` or `unreadable`", JudgmentRow::verdict),
                    new Column.MaybeReal<>(
                            "log_odds_given", "log-odds that the first seat wins, nats", JudgmentRow::given),
                    new Column.MaybeReal<>(
                            "log_odds_swapped",
                            "log-odds that the first seat wins with the responses swapped, nats",
                            JudgmentRow::swapped),
                    new Column.MaybeReal<>(
                            "verdict_mass", "probability of the readable verdicts", JudgmentRow::verdictMass),
                    new Column.Text<>("reason", "why it is unreadable, else empty", JudgmentRow::reason)));

    private static final Table<Drop> DROPS = new Table<>(
            "drop",
            "Dropped rows: why a persona did not become a pair.",
            drop -> "%012d".formatted(drop.row()),
            List.of(
                    new Column.Whole<>("row", "row of the round, from 0", drop -> Math.toIntExact(drop.row())),
                    new Column.Text<>(
                            "stage",
                            "`prompts`, `responses`, `judgments` or `pairs`",
                            drop -> drop.stage().label()),
                    new Column.Text<>("reason", "name of the reason", Drop::reason),
                    new Column.Text<>("evidence", "text or values that show the reason", Drop::evidence)));

    private StageDataset() {}

    /// Writes the dropped rows of a round in order.
    ///
    /// @return the data files
    /// @throws sao.error.SaoException if the round has none, or a file cannot be written
    public static List<Path> drops(Iterable<Drop> rows, DatasetForm form, DatasetCard card, Path folder) {
        return write(DROPS, rows, form, card, folder);
    }

    /// Writes the prompts of a round in the order of their ids.
    ///
    /// @return the data files
    /// @throws sao.error.SaoException if the round has none, or a file cannot be written
    public static List<Path> prompts(Iterable<PromptRow> rows, DatasetForm form, DatasetCard card, Path folder) {
        return write(PROMPTS, rows, form, card, folder);
    }

    /// Writes the responses of a round in the order of their ids.
    ///
    /// @return the data files
    /// @throws sao.error.SaoException if the round has none, or a file cannot be written
    public static List<Path> responses(Iterable<ResponseRow> rows, DatasetForm form, DatasetCard card, Path folder) {
        return write(RESPONSES, rows, form, card, folder);
    }

    /// Writes the judgments of a round in the order of their ids.
    ///
    /// @return the data files
    /// @throws sao.error.SaoException if the round has none, or a file cannot be written
    public static List<Path> judgments(Iterable<JudgmentRow> rows, DatasetForm form, DatasetCard card, Path folder) {
        return write(JUDGMENTS, rows, form, card, folder);
    }

    private static <T> List<Path> write(
            Table<T> table, Iterable<T> rows, DatasetForm form, DatasetCard card, Path folder) {
        AtomicLong count = new AtomicLong();
        return form.folder(table)
                .write(
                        rows,
                        _ -> count.incrementAndGet(),
                        data -> card.markdown(
                                table,
                                count.get(),
                                "| statistic | value |\n| --- | --- |\n| rows | %d |\n".formatted(count.get()),
                                data),
                        folder);
    }
}
