package sao.arena;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import sao.arena.ArenaAnswers.Style;
import sao.arena.ArenaJudgment.Battle;
import sao.regression.LogisticRows;

/// Adds the differences in style of both answers to the Bradley-Terry model: relative difference of the lengths, and
/// of the densities of headers, list items and bold texts, each standardised over all battles. The coefficient of a
/// model is then its strength at the mean style difference of all battles.
///
/// Source: Arena-Hard 2.0's style control; Li et al., Does style matter?, LMSYS 2024.
final class StyleControl {
    private static final int FEATURES = 4;

    private StyleControl() {}

    /// {@return a row for each battle: a column for each of `models`, then the four style features; the label is the
    /// score of the battle's first model}
    ///
    /// @param models names of the models without the baseline, which is the second in each battle
    static LogisticRows rows(List<Battle> battles, List<String> models, ArenaAnswers answers) {
        int rows = battles.size();
        double[][] columns = new double[models.size() + FEATURES][rows];
        double[][] differences = battles.stream()
                .map(battle -> difference(
                        answers.of(battle.first(), battle.prompt()), answers.of(battle.second(), battle.prompt())))
                .toArray(double[][]::new);
        for (int row = 0; row < rows; row++) {
            columns[models.indexOf(battles.get(row).first())][row] = 1;
        }
        for (int feature = 0; feature < FEATURES; feature++) {
            int place = feature;
            columns[models.size() + feature] = standardised(IntStream.range(0, rows)
                    .mapToDouble(row -> differences[row][place])
                    .toArray());
        }
        return LogisticRows.of(
                columns, battles.stream().mapToDouble(Battle::score).toArray(), LogisticRows.ones(rows));
    }

    private static double[] difference(Style model, Style baseline) {
        double lengths = model.length() + baseline.length();
        return new double[] {
            lengths == 0 ? 0 : (model.length() - baseline.length()) / lengths,
            density(model.headers() / (model.length() + 1), baseline.headers() / (baseline.length() + 1)),
            density(model.lists() / (model.length() + 1), baseline.lists() / (baseline.length() + 1)),
            density(model.bold() / (model.length() + 1), baseline.bold() / (baseline.length() + 1))
        };
    }

    private static double density(double model, double baseline) {
        return (model - baseline) / (model + baseline + 1);
    }

    private static double[] standardised(double... values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double deviation = Math.sqrt(squares / (values.length - 1));
        return Arrays.stream(values)
                .map(value -> deviation > 0 ? (value - mean) / deviation : 0)
                .toArray();
    }
}
