package sao.arena;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import sao.arena.ArenaJudgment.Battle;
import sao.error.SaoException;
import sao.regression.LogisticRows;
import sao.regression.SparseLogistic;
import sao.statistics.Bootstrap;
import sao.statistics.Interval;

/// The figures of Arena-Hard: the win rate of each model against the baseline of a category.
///
/// A strong verdict counts as three battles. The win rate is that of the Bradley-Terry ratings, and its interval comes
/// from 100 resamples of the battles: 95 % in version 0.1, 90 % in version 2.0. Source: Li et al., arXiv 2406.11939,
/// and the definitions of arena-hard-auto.
///
/// @param category category of the prompts
/// @param judge name of the judge; empty if not stated
/// @param model name of the model
/// @param baseline name of the baseline
/// @param prompts number of judged prompts
/// @param unreadable number of games without a verdict; in no figure
/// @param rating Bradley-Terry rating; the baseline has 1000
/// @param winRate win rate against the baseline, in [0, 1]
/// @param interval of `winRate`
/// @param level level of the intervals, percent
/// @param styleControlled win rate with the effect of style removed; empty without answer files
public record ArenaHard(
        String category,
        String judge,
        String model,
        String baseline,
        int prompts,
        int unreadable,
        double rating,
        double winRate,
        Interval interval,
        int level,
        Optional<Controlled> styleControlled) {
    /// Number of resamples.
    public static final int RESAMPLES = 100;

    private static final double NO_PENALTY = 1e9;
    private static final double RESAMPLING_TOLERANCE = 1e-6;

    /// A win rate with the effect of style removed.
    ///
    /// @param winRate in [0, 1]
    /// @param interval of `winRate`
    public record Controlled(double winRate, Interval interval) {}

    /// {@return the figures of all models, by category and name}
    ///
    /// @param judgments of one judge
    /// @param answers style of the answers; empty for figures without style control
    /// @param seed of the resamples
    /// @throws SaoException if no game of a category has a verdict, or a category has several baselines
    public static List<ArenaHard> of(List<ArenaJudgment> judgments, Optional<ArenaAnswers> answers, long seed) {
        Map<String, List<ArenaJudgment>> byCategory = grouped(judgments, ArenaJudgment::category);
        List<ArenaHard> figures = new ArrayList<>();
        byCategory.forEach((_, ofCategory) -> figures.addAll(category(ofCategory, answers, seed)));
        return figures;
    }

    private static Map<String, List<ArenaJudgment>> grouped(
            List<ArenaJudgment> judgments, Function<ArenaJudgment, String> key) {
        Map<String, List<ArenaJudgment>> groups = new TreeMap<>();
        judgments.forEach(judgment -> groups.computeIfAbsent(key.apply(judgment), _ -> new ArrayList<>())
                .add(judgment));
        return groups;
    }

    private static List<ArenaHard> category(List<ArenaJudgment> judgments, Optional<ArenaAnswers> answers, long seed) {
        String baseline = judgments.getFirst().baseline();
        String category = judgments.getFirst().category();
        List<Battle> battles = judgments.stream()
                .flatMap(judgment -> judgment.battles().stream())
                .toList();
        boolean other = judgments.stream().anyMatch(one -> !one.baseline().equals(baseline));
        if (battles.isEmpty() || other) {
            throw new SaoException(
                    other
                            ? "The judgments of %s have several baselines.".formatted(category)
                            : "No game of %s has a readable verdict.".formatted(category),
                    "Give the judgments of one benchmark and judge.");
        }
        BradleyTerry fit = BradleyTerry.of(battles, baseline);
        List<String> models =
                battles.stream().map(Battle::first).distinct().sorted().toList();
        List<int[]> resamples = resamples(battles.size(), seed);
        Map<String, double[]> drawn = drawn(battles, baseline, models, resamples);
        int level = category.equals(ArenaJudgment.VERSION_01) ? 95 : 90;
        Map<String, Controlled> controlled = answers.map(
                        styles -> controlled(StyleControl.rows(battles, models, styles), models, resamples, level))
                .orElse(Map.of());
        return models.stream()
                .map(model -> new ArenaHard(
                        category,
                        judgments.getFirst().judge(),
                        model,
                        baseline,
                        (int) judgments.stream()
                                .filter(one -> one.model().equals(model))
                                .count(),
                        judgments.stream()
                                .filter(one -> one.model().equals(model))
                                .mapToInt(ArenaJudgment::unreadable)
                                .sum(),
                        fit.rating(model),
                        fit.winRate(model),
                        interval(Objects.requireNonNull(drawn.get(model)), level),
                        level,
                        Optional.ofNullable(controlled.get(model))))
                .toList();
    }

    private static List<int[]> resamples(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<int[]> resamples = new ArrayList<>();
        for (int i = 0; i < RESAMPLES; i++) {
            resamples.add(random.ints(rows, 0, rows).toArray());
        }
        return resamples;
    }

    private static Map<String, double[]> drawn(
            List<Battle> battles, String baseline, List<String> models, List<int[]> resamples) {
        Map<String, double[]> drawn = new LinkedHashMap<>();
        models.forEach(model -> drawn.put(model, new double[resamples.size()]));
        for (int i = 0; i < resamples.size(); i++) {
            BradleyTerry fit = BradleyTerry.of(
                    Arrays.stream(resamples.get(i)).mapToObj(battles::get).toList(), baseline);
            int place = i;
            drawn.forEach((model, rates) -> rates[place] = fit.winRate(model));
        }
        return drawn;
    }

    private static Map<String, Controlled> controlled(
            LogisticRows rows, List<String> models, List<int[]> resamples, int level) {
        SparseLogistic fit = SparseLogistic.fit(rows, NO_PENALTY);
        List<SparseLogistic> fits = resamples.stream()
                .map(drawn -> SparseLogistic.fit(rows.pick(drawn), NO_PENALTY, RESAMPLING_TOLERANCE))
                .toList();
        Map<String, Controlled> controlled = new LinkedHashMap<>();
        for (int i = 0; i < models.size(); i++) {
            int place = i;
            controlled.put(
                    models.get(i),
                    new Controlled(
                            rate(fit.coefficient(i)),
                            interval(
                                    fits.stream()
                                            .mapToDouble(one -> rate(one.coefficient(place)))
                                            .toArray(),
                                    level)));
        }
        return controlled;
    }

    private static double rate(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    /// {@return the interval between two quantiles; resamples without a battle of the model do not count}
    private static Interval interval(double[] drawn, int level) {
        double[] sorted = Arrays.stream(drawn)
                .filter(rate -> !Double.isNaN(rate))
                .sorted()
                .toArray();
        double tail = (100 - level) / 200.0;
        return new Interval(Bootstrap.quantile(sorted, tail), Bootstrap.quantile(sorted, 1 - tail));
    }
}
