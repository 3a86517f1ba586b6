package sao.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import sao.domain.Response;
import sao.error.SaoException;
import sao.statistics.Bootstrap;

/// The comparison of a candidate model with a baseline model on a set of prompts, by one judge: every response
/// of the
/// candidate to a prompt against every response of the baseline to it.
///
/// @param judge name of the judge
/// @param pairs all pairs of responses, in the order of the prompts
/// @param tooLong number of prompts without a pair: they exceed the context, or a model rejects them
/// @param unreadable number of pairs without a readable verdict, not part of the figures
/// @param winRate win rate of the candidate
/// @param logOdds mean log-odds that the candidate's response is better
/// @param lengthControlled estimated win rate at equal lengths; empty for fewer than [LengthControl#FEWEST_PROMPTS]
///     prompts
/// @param lengthMatched win rate in pairs of similar lengths; empty if `lengthControlled` is present, or if too few
///     prompts have such pairs
/// @param baseline statistics of the baseline's responses
/// @param candidate statistics of the candidate's responses; distinct words of both models are measured on samples
///     of equal size
public record Comparison(
        String judge,
        List<ComparedPair> pairs,
        int tooLong,
        int unreadable,
        WinRate winRate,
        MeanLogOdds logOdds,
        Optional<LengthControl> lengthControlled,
        Optional<LengthMatched> lengthMatched,
        ResponseStatistics baseline,
        ResponseStatistics candidate) {
    public Comparison {
        pairs = List.copyOf(pairs);
    }

    /// {@return the comparison of judged pairs}
    ///
    /// @param judge name of the judge
    /// @param set the prompts
    /// @param pairs one or more pairs for each prompt that was answered, at least one in all
    /// @param bootstrap bootstrap of the intervals
    /// @throws SaoException if no judgment has a verdict
    public static Comparison of(String judge, PromptSet set, List<ComparedPair> pairs, Bootstrap bootstrap) {
        List<List<ComparedPair>> readable =
                byPrompt(pairs.stream().filter(ComparedPair::readable).toList());
        int answered = byPrompt(pairs).size();
        if (readable.isEmpty()) {
            throw new SaoException(
                    "Judge %s gave no readable verdict on %d %s.".formatted(judge, answered, set.words()),
                    "Set judge.kind to likelihood or backward, or judge.model to a model that follows the output format.");
        }
        List<Response> baselines = distinct(pairs, ComparedPair::baseline);
        List<Response> candidates = distinct(pairs, ComparedPair::candidate);
        int sample = Math.min(ResponseStatistics.words(baselines), ResponseStatistics.words(candidates));
        Optional<LengthControl> controlled = lengthControl(readable, bootstrap);
        return new Comparison(
                judge,
                pairs,
                set.size() - answered,
                (int) pairs.stream().filter(pair -> !pair.readable()).count(),
                WinRate.of(bootstrap, each(readable, ComparedPair::outcome)),
                MeanLogOdds.of(bootstrap, each(readable, ComparedPair::logOdds)),
                controlled,
                controlled.isPresent() ? Optional.empty() : LengthMatched.of(readable, bootstrap),
                ResponseStatistics.of(baselines, sample),
                ResponseStatistics.of(candidates, sample));
    }

    /// {@return the number of responses of the candidate to a prompt, at most; the baseline has as many}
    public int draws() {
        return pairs.stream().mapToInt(pair -> pair.candidate().slot()).max().orElse(0) + 1;
    }

    /// A prompt is one row of the fit: its mean lengths and its mean outcome.
    private static Optional<LengthControl> lengthControl(List<List<ComparedPair>> byPrompt, Bootstrap bootstrap) {
        if (byPrompt.size() < LengthControl.FEWEST_PROMPTS) {
            return Optional.empty();
        }
        return Optional.of(LengthControl.of(
                meanLengths(byPrompt, ComparedPair::baseline),
                meanLengths(byPrompt, ComparedPair::candidate),
                WinRate.means(each(byPrompt, ComparedPair::outcome)),
                bootstrap));
    }

    private static int[] meanLengths(List<List<ComparedPair>> byPrompt, Function<ComparedPair, Response> side) {
        return byPrompt.stream()
                .mapToInt(pairs -> (int) Math.round(pairs.stream()
                        .mapToInt(pair -> side.apply(pair).length())
                        .average()
                        .orElseThrow()))
                .toArray();
    }

    private static List<List<ComparedPair>> byPrompt(List<ComparedPair> pairs) {
        Map<String, List<ComparedPair>> groups = new LinkedHashMap<>();
        pairs.forEach(pair -> groups.computeIfAbsent(pair.prompt().id(), _ -> new ArrayList<>())
                .add(pair));
        return List.copyOf(groups.values());
    }

    private static List<List<Double>> each(List<List<ComparedPair>> byPrompt, Function<ComparedPair, Double> value) {
        return byPrompt.stream()
                .map(pairs -> pairs.stream().map(value).toList())
                .toList();
    }

    private static List<Response> distinct(List<ComparedPair> pairs, Function<ComparedPair, Response> side) {
        Map<String, Response> byId = new LinkedHashMap<>();
        pairs.stream().map(side).forEach(response -> byId.putIfAbsent(response.id(), response));
        return List.copyOf(byId.values());
    }

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
}
