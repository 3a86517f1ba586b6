package sao.health;

import java.util.List;
import sao.token.TokenIds;

/// Statistics of the answers to one prompt, each a mean over the answers.
///
/// @param repetition share of an answer's runs of four tokens that occurred earlier in it, in [0, 1]
/// @param ended share of answers that ended within the limit of tokens
/// @param length tokens of an answer, without the end of the turn
public record PromptFigures(double repetition, double ended, double length) {
    /// {@return the statistics of the answers to one prompt}
    ///
    /// @param answers at least one
    static PromptFigures of(List<ProbeAnswer> answers) {
        return new PromptFigures(
                answers.stream()
                        .mapToDouble(answer -> Health.repetition(answer.tokens()))
                        .average()
                        .orElseThrow(),
                answers.stream()
                        .mapToDouble(answer -> answer.ended() ? 1 : 0)
                        .average()
                        .orElseThrow(),
                answers.stream()
                        .map(ProbeAnswer::tokens)
                        .mapToInt(TokenIds::size)
                        .average()
                        .orElseThrow());
    }
}
