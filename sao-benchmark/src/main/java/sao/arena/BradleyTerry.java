package sao.arena;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sao.arena.ArenaJudgment.Battle;
import sao.regression.LogisticRows;
import sao.regression.SparseLogistic;

/// Ratings of models by the Bradley-Terry model: `P(a beats b) = 1 / (1 + 10^((R_b - R_a) / 400))`, by maximum
/// likelihood; a tie counts half for each. The rating of a model that only wins, or only loses, has no maximum; it is
/// then finite and arbitrary, and its win rate is 0 or 1 to nine digits.
///
/// Source: Bradley and Terry, Biometrika 39, 1952; scale and anchor as in Arena-Hard (Li et al., arXiv 2406.11939).
///
/// @param ratings rating of each model that took part; the anchor has 1000
public record BradleyTerry(Map<String, Double> ratings) {
    private static final double ANCHOR = 1000;
    private static final double SCALE = 400 / Math.log(10);
    private static final double NO_PENALTY = 1e9;

    public BradleyTerry {
        ratings = Map.copyOf(ratings);
    }

    /// {@return the ratings from battles}
    ///
    /// @param battles at least one
    /// @param anchor name of the model whose rating is 1000
    public static BradleyTerry of(Collection<Battle> battles, String anchor) {
        Map<List<String>, double[]> byPair = new LinkedHashMap<>(); // battles and score of the first
        Set<String> names = new LinkedHashSet<>();
        for (Battle battle : battles) {
            double[] sums = byPair.computeIfAbsent(List.of(battle.first(), battle.second()), _ -> new double[2]);
            sums[0]++;
            sums[1] += battle.score();
            names.add(battle.first());
            names.add(battle.second());
        }
        names.remove(anchor);
        List<String> models = List.copyOf(names);
        SparseLogistic fit = SparseLogistic.fit(rows(models, byPair), NO_PENALTY);
        Map<String, Double> ratings = new LinkedHashMap<>(Map.of(anchor, ANCHOR));
        for (int i = 0; i < models.size(); i++) {
            ratings.put(models.get(i), ANCHOR + SCALE * fit.coefficient(i));
        }
        return new BradleyTerry(ratings);
    }

    private static LogisticRows rows(List<String> models, Map<List<String>, double[]> byPair) {
        double[][] columns = new double[models.size()][byPair.size()];
        double[] labels = new double[byPair.size()];
        double[] weights = new double[byPair.size()];
        List<Map.Entry<List<String>, double[]>> pairs = new ArrayList<>(byPair.entrySet());
        for (int row = 0; row < pairs.size(); row++) {
            int first = models.indexOf(pairs.get(row).getKey().getFirst());
            int second = models.indexOf(pairs.get(row).getKey().getLast());
            if (first >= 0) {
                columns[first][row]++;
            }
            if (second >= 0) {
                columns[second][row]--;
            }
            weights[row] = pairs.get(row).getValue()[0];
            labels[row] = pairs.get(row).getValue()[1] / weights[row];
        }
        return LogisticRows.of(columns, labels, weights);
    }

    /// {@return the rating of a model; NaN for a model that took no part}
    public double rating(String model) {
        return ratings.getOrDefault(model, Double.NaN);
    }

    /// {@return the win rate against the anchor that the rating of a model predicts, in [0, 1]; NaN for a model that
    /// took no part}
    public double winRate(String model) {
        return 1 / (1 + Math.exp((ANCHOR - rating(model)) / SCALE));
    }
}
