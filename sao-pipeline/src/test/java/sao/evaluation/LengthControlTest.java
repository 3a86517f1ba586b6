package sao.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import sao.regression.LogisticRows;
import sao.regression.SparseLogistic;
import sao.statistics.Bootstrap;

class LengthControlTest {
    private static final Bootstrap FEW = new Bootstrap(20, 1);

    /// Figures of alpaca_eval on its own annotations; the file names tools and formulas.
    private static JsonNode reference() {
        try (InputStream stream = LengthControlTest.class.getResourceAsStream("length_control.json")) {
            return new ObjectMapper().readTree(stream);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static double[] column(JsonNode rows, int column) {
        return StreamSupport.stream(rows.spliterator(), false)
                .mapToDouble(row -> row.get(column).asDouble())
                .toArray();
    }

    private static int[] whole(double[] values) {
        return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
    }

    private static double[] preferences(JsonNode reference) {
        return Arrays.stream(column(reference.get("rows"), 2))
                .map(preference -> preference == 0 ? 0.5 : preference - 1)
                .toArray();
    }

    @Test
    void matchesTheExactSolutionOfAlpacaEvalsFormula() {
        JsonNode reference = reference();
        JsonNode exact = reference.at("/length_control/exact_l1_at_chosen_C");
        JsonNode rows = reference.get("rows");
        double[] x = LengthControl.predictor(whole(column(rows, 0)), whole(column(rows, 1)));
        double strength = reference.at("/length_control/chosen_C").asDouble();
        SparseLogistic fit = SparseLogistic.fit(LogisticRows.of(x, preferences(reference)), strength);
        assertThat(fit.coefficient(0)).isCloseTo(exact.at("/coef/0").asDouble(), within(1e-6));
        assertThat(fit.coefficient(1)).isCloseTo(exact.at("/coef/1").asDouble(), within(1e-6));
        assertThat(100 * (1 / (1 + Math.exp(-fit.coefficient(1)))))
                .isCloseTo(exact.get("length_controlled_winrate").asDouble(), within(1e-4));
    }

    @Test
    void aLargeStrengthIsNoPenalty() {
        JsonNode reference = reference();
        JsonNode rows = reference.get("rows");
        double[] x = LengthControl.predictor(whole(column(rows, 0)), whole(column(rows, 1)));
        SparseLogistic fit = SparseLogistic.fit(LogisticRows.of(x, preferences(reference)), 1e9);
        assertThat(fit.coefficient(0))
                .isCloseTo(reference.at("/length_control/unregularised/coef/0").asDouble(), within(1e-6));
        assertThat(fit.coefficient(1))
                .isCloseTo(reference.at("/length_control/unregularised/coef/1").asDouble(), within(1e-6));
    }

    @Test
    void crossValidationAgreesWithThePackage() {
        JsonNode reference = reference();
        JsonNode rows = reference.get("rows");
        LengthControl control =
                LengthControl.of(whole(column(rows, 0)), whole(column(rows, 1)), preferences(reference), FEW);
        assertThat(control.strength())
                .isCloseTo(reference.at("/length_control/chosen_C").asDouble(), within(1e-9));
        assertThat(100 * control.winRate()) // liblinear stops at a tolerance of 1e-4
                .isCloseTo(
                        reference
                                .at("/length_control/length_controlled_winrate")
                                .asDouble(),
                        within(0.02));
    }

    @Test // its solver stops at a tolerance of 1e-4, ours at the minimum
    void everyFoldScoresAsInThePackage() {
        JsonNode reference = reference();
        JsonNode rows = reference.get("rows");
        double[] x = LengthControl.predictor(whole(column(rows, 0)), whole(column(rows, 1)));
        for (int fold = 0; fold < 5; fold++) {
            for (int i = 0; i < 10; i++) {
                double strength = reference.at("/length_control/Cs/" + i).asDouble();
                assertThat(LengthControl.foldScore(
                                LogisticRows.of(x, preferences(reference)),
                                new LengthControl.Fold(strength, fold, 5, 1e-11)))
                        .as("fold %d, strength %s", fold, strength)
                        .isCloseTo(
                                reference
                                        .at("/length_control/cv_scores_fold_by_C/%d/%d".formatted(fold, i))
                                        .asDouble(),
                                within(5e-5));
            }
        }
    }

    @Test
    void theFitIsAMinimumInEveryDirection() {
        for (long seed = 0; seed < 300; seed++) {
            var random = new SplittableRandom(seed);
            int n = random.nextInt(1, 60);
            double[] x = random.doubles(n, -1, 1).toArray();
            double[] p = random.ints(n, 0, 3).mapToDouble(i -> i / 2.0).toArray();
            double strength = Math.pow(10, random.nextDouble(-3, 4));
            SparseLogistic fit = SparseLogistic.fit(LogisticRows.of(x, p), strength);
            double least = objective(fit, x, p, strength);
            for (int i = 0; i < 20; i++) {
                double size = Math.pow(10, random.nextDouble(-6, 0));
                SparseLogistic near = SparseLogistic.of(
                        fit.coefficient(0) + size * random.nextDouble(-1, 1),
                        fit.coefficient(1) + size * random.nextDouble(-1, 1));
                assertThat(objective(near, x, p, strength))
                        .as("seed %d, %s near %s", seed, near, fit)
                        .isGreaterThanOrEqualTo(least - 1e-9 * Math.max(1, least));
            }
        }
    }

    private static double objective(SparseLogistic fit, double[] x, double[] p, double strength) {
        return Math.abs(fit.coefficient(0))
                + Math.abs(fit.coefficient(1))
                - strength * x.length * fit.meanLogLikelihood(LogisticRows.of(x, p));
    }

    @Test
    void equalLengthsLeaveTheWinRateAlone() {
        int[] lengths = {10, 20, 30, 40};
        LengthControl control = LengthControl.of(lengths, lengths, new double[] {1, 1, 0.5, 0}, FEW);
        assertThat(control.winRate()).isEqualTo(0.625);
        assertThat(control.strength()).isZero();
    }

    @Test
    void aModelThatOnlyWinsByLengthIsBroughtBackToHalf() {
        var random = new SplittableRandom(5);
        int n = 400;
        int[] baseline = random.ints(n, 100, 900).toArray();
        int[] candidate = IntStream.range(0, n)
                .map(i -> baseline[i] + random.nextInt(-150, 450))
                .toArray();
        double[] outcomes = IntStream.range(0, n)
                .mapToDouble(i -> random.nextDouble() < 1 / (1 + Math.exp((baseline[i] - candidate[i]) / 60.0)) ? 1 : 0)
                .toArray();
        LengthControl control = LengthControl.of(baseline, candidate, outcomes, FEW);
        assertThat(Arrays.stream(outcomes).average().orElseThrow()).isGreaterThan(0.7);
        assertThat(control.winRate()).isCloseTo(0.5, within(0.08));
        assertThat(control.lengthEffect()).isNegative();
    }

    @Test
    void swappingTheModelsMirrorsTheFigure() {
        var random = new SplittableRandom(11);
        int[] there = random.ints(60, 50, 500).toArray();
        int[] here = random.ints(60, 50, 500).toArray();
        double[] outcomes = random.ints(60, 0, 3).mapToDouble(i -> i / 2.0).toArray();
        double[] mirrored = Arrays.stream(outcomes).map(o -> 1 - o).toArray();
        assertThat(LengthControl.of(here, there, mirrored, FEW).winRate())
                .isCloseTo(1 - LengthControl.of(there, here, outcomes, FEW).winRate(), within(1e-9));
    }

    @Test
    void aHandfulOfPromptsStillGivesAFigure() {
        for (int n = 1; n <= 6; n++) {
            int[] baseline = IntStream.range(0, n).map(i -> 100 + 7 * i).toArray();
            int[] candidate = IntStream.range(0, n).map(i -> 150 - 11 * i * i).toArray();
            double[] wins = new double[n];
            Arrays.fill(wins, 1);
            assertThat(LengthControl.of(baseline, candidate, wins, FEW).winRate())
                    .as("%d prompts", n)
                    .isBetween(0.5, 1.0);
        }
    }

    @Test
    void aPenaltyThatShrinksEverythingDoesNotLookCertain() {
        SplittableRandom random = new SplittableRandom(5);
        int[] baseline = random.ints(32, 200, 600).toArray();
        int[] candidate = random.ints(32, 200, 600).toArray();
        double[] outcomes = IntStream.range(0, 32).mapToDouble(i -> i % 2).toArray();
        LengthControl control = LengthControl.of(baseline, candidate, outcomes, Bootstrap.of(3));
        assertThat(control.winRate()).isCloseTo(0.5, within(0.05));
        assertThat(control.interval().high() - control.interval().low()).isGreaterThan(0.1);
    }
}
