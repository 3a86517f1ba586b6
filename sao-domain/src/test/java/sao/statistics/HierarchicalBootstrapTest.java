package sao.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import sao.statistics.HierarchicalBootstrap.Estimate;

class HierarchicalBootstrapTest {
    private static final HierarchicalBootstrap MANY = new HierarchicalBootstrap(200_000, 7);

    private static List<double[]> groups(SplittableRandom random, int groups, int values, double between) {
        List<double[]> drawn = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            double shift = between * gaussian(random);
            double[] group = new double[values];
            Arrays.setAll(group, _ -> shift + gaussian(random));
            drawn.add(group);
        }
        return drawn;
    }

    private static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    private static double mean(double... values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double variance(double... values) {
        double mean = mean(values);
        return Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / values.length;
    }

    @Test // two groups of one value each: the means 0, 1/2 and 1 have the probabilities 1/4, 1/2 and 1/4
    void theDistributionOfTwoGroupsOfOneValue() {
        Estimate estimate = MANY.nested(List.of(new double[] {0}, new double[] {1}));
        assertThat(estimate.mean()).isEqualTo(0.5);
        assertThat(estimate.interval()).isEqualTo(new Interval(0, 1));
        assertThat(estimate.standardError()).isCloseTo(Math.sqrt(1 / 8.0), within(2e-3));
        assertThat(estimate.p(0)).isCloseTo(0.5, within(5e-3));
        assertThat(estimate.p(0.5)).isEqualTo(1);
        assertThat(estimate.p(-0.1)).isEqualTo(2.0 / 200_001);
    }

    @Test // Davison and Hinkley, section 3.8: the variance of the two stages by hand
    void theVarianceOfNestedGroupsIsThatOfTheFormula() {
        List<double[]> groups = List.of(new double[] {0, 1, 5}, new double[] {2, 2, 4, 8}, new double[] {9, 1});
        double[] means =
                groups.stream().mapToDouble(HierarchicalBootstrapTest::mean).toArray();
        double within = groups.stream()
                .mapToDouble(group -> variance(group) / group.length)
                .average()
                .orElseThrow();
        double expected = (variance(means) + within) / 3;
        Estimate estimate = MANY.nested(groups);
        assertThat(estimate.mean()).isEqualTo(mean(means));
        assertThat(estimate.standardError() * estimate.standardError()).isCloseTo(expected, within(0.01 * expected));
    }

    @Test
    void oneGroupGivesTheIntervalOfItsValues() {
        double[] values = groups(new SplittableRandom(3), 1, 100, 0).getFirst();
        Interval nested = MANY.nested(List.of(values)).interval();
        Interval plain = new Bootstrap(200_000, 8).ofMean(values);
        assertThat(nested.low()).isCloseTo(plain.low(), within(0.01));
        assertThat(nested.high()).isCloseTo(plain.high(), within(0.01));
    }

    @Test // with columns that differ and groups that do not, more groups carry no more information
    void crossedGroupsShareTheirColumns() {
        double[] columns = groups(new SplittableRandom(4), 1, 50, 0).getFirst();
        List<double[]> same = List.of(columns, columns, columns, columns);
        double alone =
                new HierarchicalBootstrap(20_000, 1).nested(List.of(columns)).standardError();
        assertThat(new HierarchicalBootstrap(20_000, 2).crossed(same).standardError())
                .isCloseTo(alone, within(0.03 * alone));
        assertThat(new HierarchicalBootstrap(20_000, 2).nested(same).standardError())
                .isCloseTo(alone / 2, within(0.03 * alone));
    }

    @Test // the share of experiments without an effect whose p-value is below 5 %, with a difference between seeds
    void falseAlarmsStayNearTheirLevel() {
        for (double between : new double[] {0, 0.2}) {
            double alarms = share(
                    1_000,
                    random -> new HierarchicalBootstrap(500, random.nextLong())
                            .nested(groups(random, 6, 40, between))
                            .p(0));
            assertThat(alarms)
                    .as("standard deviation %s between seeds", between)
                    .isBetween(0.0, 0.08);
        }
    }

    @Test
    void anEffectOfOneStandardDeviationIsFound() {
        double found = share(200, random -> {
            List<double[]> groups = groups(random, 3, 40, 0.1);
            groups.forEach(group -> Arrays.setAll(group, i -> group[i] + 1));
            return new HierarchicalBootstrap(500, random.nextLong())
                    .nested(groups)
                    .p(0);
        });
        assertThat(found).isGreaterThan(0.99);
    }

    private static double share(int experiments, ToDoubleFunction<SplittableRandom> p) {
        SplittableRandom random = new SplittableRandom(20);
        int below = 0;
        for (int i = 0; i < experiments; i++) {
            below += p.applyAsDouble(random) < 0.05 ? 1 : 0;
        }
        return (double) below / experiments;
    }

    @Test
    void groupsWithoutValuesAndUnequalColumnsAreRejected() {
        assertThatThrownBy(() -> MANY.nested(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MANY.nested(List.of(new double[] {}))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MANY.crossed(List.of(new double[] {1}, new double[] {1, 2})))
                .hasMessageContaining("different numbers");
    }
}
