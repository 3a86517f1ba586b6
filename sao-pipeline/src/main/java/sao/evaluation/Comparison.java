package sao.evaluation;

import java.util.List;
import sao.domain.Response;
import sao.error.SaoException;
import sao.statistics.Bootstrap;

/// The comparison of a candidate model with a baseline model on a set of prompts, by one judge.
///
/// @param judge name of the judge
/// @param rows prompts with responses of both models, in the given order
/// @param tooLong number of prompts without a row: they exceed the context, or a model rejects them
/// @param unreadable number of prompts without a readable verdict, not part of the rates
/// @param winRate win rate of the candidate
/// @param lengthControlled estimated win rate at equal lengths, from the same outcomes as `winRate`
/// @param baseline statistics of the baseline's responses
/// @param candidate statistics of the candidate's responses; distinct words of both models are measured on samples
///     of equal size
public record Comparison(
        String judge,
        List<ComparedPrompt> rows,
        int tooLong,
        int unreadable,
        WinRate winRate,
        LengthControl lengthControlled,
        ResponseStatistics baseline,
        ResponseStatistics candidate) {
    public Comparison {
        rows = List.copyOf(rows);
    }

    /// {@return the comparison of judged prompts}
    ///
    /// @param judge name of the judge
    /// @param set the prompts
    /// @param rows prompts with responses of both models, at least one
    /// @param bootstrap bootstrap of the intervals
    /// @throws SaoException if no judgment has a verdict
    public static Comparison of(String judge, PromptSet set, List<ComparedPrompt> rows, Bootstrap bootstrap) {
        List<ComparedPrompt> readable =
                rows.stream().filter(ComparedPrompt::readable).toList();
        if (readable.isEmpty()) {
            throw new SaoException(
                    "Judge %s gave no readable verdict on %d %s.".formatted(judge, rows.size(), set.words()),
                    "Set judge.kind to likelihood or backward, or judge.model to a model that follows the output format.");
        }
        List<Response> baselines = rows.stream().map(ComparedPrompt::baseline).toList();
        List<Response> candidates = rows.stream().map(ComparedPrompt::candidate).toList();
        int sample = Math.min(ResponseStatistics.words(baselines), ResponseStatistics.words(candidates));
        double[] probabilities =
                readable.stream().mapToDouble(ComparedPrompt::probability).toArray();
        double[] outcomes = readable.stream()
                .mapToDouble(row -> WinRate.outcome(row.probability()))
                .toArray();
        return new Comparison(
                judge,
                rows,
                set.size() - rows.size(),
                rows.size() - readable.size(),
                WinRate.of(bootstrap, probabilities),
                LengthControl.of(lengths(readable, false), lengths(readable, true), outcomes, bootstrap),
                ResponseStatistics.of(baselines, sample),
                ResponseStatistics.of(candidates, sample));
    }

    private static int[] lengths(List<ComparedPrompt> rows, boolean ofCandidate) {
        return rows.stream()
                .map(row -> ofCandidate ? row.candidate() : row.baseline())
                .mapToInt(response -> ResponseStatistics.codePoints(response.text()))
                .toArray();
    }
}
