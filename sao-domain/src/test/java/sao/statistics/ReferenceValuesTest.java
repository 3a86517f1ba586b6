package sao.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sao.regression.LogisticRows;
import sao.regression.SparseLogistic;

/// The values of statsmodels 0.15.0 with scipy 1.17.1.
class ReferenceValuesTest {
    @ParameterizedTest // proportion_confint(hits, of, method="wilson")
    @CsvSource({
        "0, 10, 0.0, 0.27753279986288926",
        "15, 16, 0.7167126242970104, 0.9888806552353574",
        "31, 32, 0.8425573617998744, 0.9944621398359969",
        "7.5, 12, 0.3543690134662527, 0.8350074848699371",
        "60, 128, 0.3844747677270395, 0.5548462920400548"
    })
    void wilsonsIntervals(double hits, int of, double low, double high) {
        Interval interval = new WilsonProportion(hits, of).interval();
        assertThat(interval.low()).isCloseTo(low, within(1e-14));
        assertThat(interval.high()).isCloseTo(high, within(1e-14));
    }

    /// `OLS(x, ones).fit(cov_type="cluster", cov_kwds={"groups": g})`, its mean and `bse`, and `m (1 - m) / bse^2`.
    @Test
    void theStandardErrorOfClusteredValues() {
        List<List<Double>> clusters = List.of(
                List.of(1.0, 1.0, 0.0, 1.0),
                List.of(0.0, 0.5, 1.0),
                List.of(1.0, 1.0, 1.0, 1.0, 1.0),
                List.of(0.0, 0.0, 1.0),
                List.of(1.0, 0.0));
        ClusteredMean mean = ClusteredMean.of(clusters, 11.5 / 17);
        assertThat(mean.mean()).isCloseTo(0.6764705882352942, within(1e-15));
        assertThat(mean.standardError()).isCloseTo(0.13426430431619857, within(1e-14));
        assertThat(mean.effectiveCases()).isCloseTo(12.140639269406387, within(1e-10));
        assertThat(mean.count()).isEqualTo(17);
        assertThat(mean.clusters()).isEqualTo(5);
    }

    @Test // scipy.stats.ttest_rel([3, 5, 4, 6], [2, 5, 1, 4]): mean difference 1.5, statistic 2.32379000772445
    void theStandardErrorOfPairedDifferences() {
        ClusteredMean difference = ClusteredMean.ofDifferences(new double[] {3, 5, 4, 6}, new double[] {2, 5, 1, 4});
        assertThat(difference.mean()).isEqualTo(1.5);
        assertThat(difference.mean() / difference.standardError()).isCloseTo(2.32379000772445, within(1e-13));
        assertThatThrownBy(() -> ClusteredMean.ofDifferences(new double[] {1}, new double[] {1, 2}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void clustersWithoutAnyDifferenceCountOnceEach() {
        ClusteredMean mean = ClusteredMean.of(List.of(List.of(1.0, 1.0, 1.0), List.of(1.0, 1.0)), 1);
        assertThat(mean.standardError()).isZero();
        assertThat(mean.effectiveCases()).isEqualTo(2);
    }

    /// `Logit(y, [x, 1]).fit_regularized(alpha=1 / C)`.
    @ParameterizedTest
    @CsvSource({"1, 1.0589071295811352, 0", "10, 2.7503463885077704, 0.32517467852737875"})
    void theLogisticRegressionWithAnL1Penalty(double strength, double slope, double constant) {
        double[] x = {-0.9, -0.7, -0.4, -0.1, 0.0, 0.2, 0.3, 0.6, 0.8, 0.95};
        double[] y = {0, 0, 1, 0, 1, 0, 1, 1, 1, 1};
        SparseLogistic fit = SparseLogistic.fit(LogisticRows.of(x, y), strength);
        assertThat(fit.coefficient(0)).isCloseTo(slope, within(1e-5));
        assertThat(fit.coefficient(1)).isCloseTo(constant, within(1e-5));
    }
}
