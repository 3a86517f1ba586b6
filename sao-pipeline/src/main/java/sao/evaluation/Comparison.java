package sao.evaluation;

import java.util.List;
import sao.domain.Response;
import sao.error.SaoException;
import sao.statistics.Bootstrap;

/// A candidate against a baseline on a set of prompts, by one judge.
///
/// @param judge name of the judge
/// @param rows every prompt that both answered, in the order given
/// @param tooLong prompts of the set that are in no row: they do not fit the context, or the model refuses them
/// @param unreadable prompts left out of the rates because the judge's words could not be read
/// @param winRate of the candidate
/// @param lengthControlled the win rate if both wrote at equal length; of the same outcomes as `winRate`
/// @param baseline figures of the baseline's responses
/// @param candidate figures of the candidate's responses; distinct words of both are of samples of equal size
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

    /// {@return the figures of judged prompts}
    ///
    /// @param judge name of the judge
    /// @param set the prompts
    /// @param rows those that both answered, at least one
    /// @param bootstrap for the intervals
    /// @throws SaoException if not one verdict could be read
    public static Comparison of(String judge, PromptSet set, List<ComparedPrompt> rows, Bootstrap bootstrap) {
        List<ComparedPrompt> readable =
                rows.stream().filter(ComparedPrompt::readable).toList();
        if (readable.isEmpty()) {
            throw new SaoException(
                    "Judge %s gave no readable verdict on %d %s.".formatted(judge, rows.size(), set.words()),
                    "Set judge.kind to likelihood or backward, or judge.model to a model that keeps to the form.");
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
