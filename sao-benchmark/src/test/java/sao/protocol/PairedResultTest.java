package sao.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import sao.statistics.McNemar;

class PairedResultTest {
    @Test // scipy.stats.binomtest(3, 15).pvalue and binomtest(400, 900).pvalue, scipy 1.17.1
    void mcNemarsTestIsTheExactBinomialTest() {
        assertThat(new McNemar(3, 12).p()).isCloseTo(0.03515625, within(1e-12));
        assertThat(new McNemar(12, 3).p()).isCloseTo(0.03515625, within(1e-12));
        assertThat(new McNemar(400, 500).p()).isCloseTo(P_400_OF_900, within(1e-10));
        assertThat(new McNemar(0, 0).p()).isEqualTo(1);
        assertThat(new McNemar(7, 7).p()).isEqualTo(1);
    }

    private static final double P_400_OF_900 = 0.0009564441369189373;

    @Test
    void theDifferenceOfBinaryResultsHasTheExactTest() {
        double[] first = {1, 1, 0, 0, 1, 0, 0, 0};
        double[] second = {1, 0, 1, 1, 1, 1, 1, 0};
        PairedResult result = PairedResult.of(first, second);
        assertThat(result.difference()).isEqualTo(0.375);
        assertThat(result.exact()).contains(new McNemar(4, 1));
        assertThat(result.p()).isEqualTo(new McNemar(4, 1).p());
        assertThat(result.interval().contains(0.375)).isTrue();
    }

    @Test
    void otherResultsHaveThePValueOfTheBootstrap() {
        double[] first = {0.1, 0.5, 0.2, 0.9, 0.4};
        double[] second = {0.6, 0.9, 0.8, 0.95, 0.7};
        PairedResult result = PairedResult.of(first, second);
        assertThat(result.exact()).isEmpty();
        assertThat(result.p()).isLessThan(0.01);
        assertThat(PairedResult.of(second, first).difference()).isCloseTo(-result.difference(), within(1e-12));
    }
}
