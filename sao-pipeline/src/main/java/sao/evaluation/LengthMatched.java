package sao.evaluation;

import java.util.List;
import java.util.Optional;
import sao.statistics.Bootstrap;

/// The win rate in those pairs whose responses have similar lengths, see [sao.domain.Response#matchesLengthOf]. It
/// shows without a model of the effect of length whether a difference remains at equal length.
///
/// @param winRate win rate in these pairs, over the prompts that have one or more of them
/// @param pairs number of these pairs
public record LengthMatched(WinRate winRate, int pairs) {
    /// Fewest prompts for which the figure is given.
    public static final int FEWEST_PROMPTS = 20;

    /// {@return the win rate in pairs of similar lengths; empty if fewer than [#FEWEST_PROMPTS] prompts have one}
    ///
    /// @param byPrompt readable pairs of each prompt
    /// @param bootstrap bootstrap of the interval
    static Optional<LengthMatched> of(List<List<ComparedPair>> byPrompt, Bootstrap bootstrap) {
        List<List<Double>> outcomes = byPrompt.stream()
                .map(pairs -> pairs.stream()
                        .filter(pair -> pair.baseline().matchesLengthOf(pair.candidate()))
                        .map(ComparedPair::outcome)
                        .toList())
                .filter(pairs -> !pairs.isEmpty())
                .toList();
        return outcomes.size() < FEWEST_PROMPTS
                ? Optional.empty()
                : Optional.of(new LengthMatched(
                        WinRate.of(bootstrap, outcomes),
                        outcomes.stream().mapToInt(List::size).sum()));
    }
}
