package sao.rows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import sao.domain.Persona;
import sao.rows.RoundReader.JudgmentRow;

/// All that is recorded of one row of a round.
///
/// @param row number of the row, from 0
/// @param persona of the row
/// @param prompt that was accepted; empty if none was
/// @param calls that were made for the row, in order
/// @param responses in the order of their slots
/// @param judgments of the responses
/// @param pair that the row became; empty if it became none
/// @param drop why the row was dropped; empty if it was not
public record RowHistory(
        long row,
        Persona persona,
        Optional<PromptOfRow> prompt,
        List<CallOfRow> calls,
        List<ResponseOfRow> responses,
        List<JudgmentRow> judgments,
        Optional<PairOfRow> pair,
        Optional<Drop> drop) {
    public RowHistory {
        calls = List.copyOf(calls);
        responses = List.copyOf(responses);
        judgments = List.copyOf(judgments);
    }

    /// The accepted prompt.
    ///
    /// @param id content id
    /// @param text of the prompt
    /// @param heldOut whether it is kept for evaluation
    public record PromptOfRow(String id, String text, boolean heldOut) {}

    /// A model call.
    ///
    /// @param purpose such as `responses`
    /// @param kind `generate` or `score`
    /// @param promptTokens tokens of the prompt
    /// @param cachedTokens those of them that a prefix cache supplied
    /// @param completionTokens tokens generated or scored
    /// @param seconds that the caller waited
    /// @param at when it was answered
    public record CallOfRow(
            String purpose,
            String kind,
            long promptTokens,
            long cachedTokens,
            long completionTokens,
            double seconds,
            Instant at) {}

    /// A response.
    ///
    /// @param slot from 0
    /// @param id content id
    /// @param text of the response
    /// @param tokens number of tokens, end of turn included; -1 if unknown
    /// @param finishReason `stop` or `length`
    /// @param logProbability sum over the tokens, nats; empty if unknown
    public record ResponseOfRow(
            int slot, String id, String text, long tokens, String finishReason, OptionalDouble logProbability) {}

    /// A preference pair.
    ///
    /// @param id content id
    /// @param chosenSlot slot of the chosen response; -1 if it is not among the responses
    /// @param rejectedSlot slot of the rejected response; -1 if it is not among the responses
    /// @param probability the judge's probability that the chosen response is better
    public record PairOfRow(String id, int chosenSlot, int rejectedSlot, double probability) {}
}
