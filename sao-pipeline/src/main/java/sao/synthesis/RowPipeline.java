package sao.synthesis;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.error.ModelAccessException;
import sao.error.SaoException;
import sao.judging.Judge;
import sao.judging.Ranking;
import sao.pairing.PairSelection;
import sao.pairing.PairSelection.Outcome;
import sao.pairing.ResponseFlag;
import sao.pairing.Selection;
import sao.pairing.Selection.Reason;
import sao.prompt.PromptWriter;
import sao.prompt.PromptWriter.Written;
import sao.rows.Drop;
import sao.rows.RoundStage;
import sao.synthesis.FailedRows.FailedRowException;

/// The pipeline of one row: persona, prompt, responses, judgment, and preference pair. A row ends with a pair or
/// is dropped with a reason. One thread processes one row.
///
/// Source: the algorithm of arXiv 2510.06652, one prompt for each persona.
///
/// @param writer writes the prompt in the persona's role
/// @param gate accepts prompts, in row order
/// @param answerer gives two or more responses to the prompt
/// @param judge ranks the responses
/// @param selection selects the pair
/// @param log receives the outcomes of the row
record RowPipeline(
        PromptWriter writer, PromptGate gate, Answerer answerer, Judge judge, PairSelection selection, RowLog log) {
    /// Gives the responses to a prompt.
    @FunctionalInterface
    interface Answerer {
        /// {@return two or more responses}
        List<Response> answer(Prompt prompt);
    }

    /// Processes one row.
    ///
    /// @return whether its prompt was answered
    /// @throws FailedRowException if a model call of the row fails
    /// @throws ModelAccessException if all model calls will fail
    boolean carry(Row row) {
        Written written = asked(RoundStage.PROMPTS, () -> writer.write(row.persona(), row.kind()));
        Optional<Prompt> prompt = gate.decide(row, written);
        prompt.ifPresent(accepted -> answer(row.number(), accepted));
        return prompt.isPresent();
    }

    private void answer(long row, Prompt prompt) {
        List<Response> responses = asked(RoundStage.RESPONSES, () -> answerer.answer(prompt));
        responses.forEach(response -> log.response(row, response));
        List<Set<ResponseFlag>> flags = ResponseFlag.of(responses);
        flags.forEach(found -> found.forEach(log::flag));
        Outcome outcome = selection.select(
                prompt,
                responses,
                flags,
                usable -> asked(RoundStage.JUDGMENTS, () -> Ranking.of(judge, prompt, usable, responses)));
        outcome.match().ifPresent(match -> log.judgment(row, judge.name(), match));
        switch (outcome.selection()) {
            case Selection.Selected(var pair) -> log.pair(row, pair);
            case Selection.Excluded excluded ->
                log.drop(new Drop(
                        row,
                        outcome.match().isPresent() ? stage(excluded.reason()) : RoundStage.RESPONSES,
                        excluded.reason().label(),
                        excluded.evidence()));
        }
    }

    /// {@return the result of a model call}
    ///
    /// @throws FailedRowException if the call fails; contains the stage and affects only this row
    /// @throws ModelAccessException if all calls will fail; ends all rows
    static <T> T asked(RoundStage stage, Supplier<T> question) {
        try {
            return question.get();
        } catch (ModelAccessException e) {
            throw e;
        } catch (SaoException e) {
            throw new FailedRowException(stage, e);
        }
    }

    /// {@return the stage at which a judged row is dropped}
    private static RoundStage stage(Reason reason) {
        return switch (reason) {
            case UNREADABLE_JUDGMENT, TIED_JUDGMENT, CONTRADICTING_RANKING -> RoundStage.JUDGMENTS;
            case EMPTY_RESPONSE,
                    IDENTICAL_RESPONSES,
                    TRUNCATED_RESPONSE,
                    UNLIKE_TRUNCATION,
                    REFUSAL,
                    LOOP,
                    TEMPLATE_LEAKAGE,
                    LENGTH_RATIO,
                    SMALL_MARGIN -> RoundStage.PAIRS;
        };
    }
}
