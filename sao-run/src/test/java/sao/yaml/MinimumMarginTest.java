package sao.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import sao.settings.RunSettings;

/// The setting `pairs.minimum_margin`: a number, or auto.
class MinimumMarginTest {
    private static RunSettings read(String margin) {
        return SettingsReader.read(
                List.of(SettingsLayer.yaml("test", "pairs: {minimum_margin: %s}".formatted(margin))));
    }

    @Test
    void autoFollowsFromTheNoiseAndIsWrittenAsRead() {
        RunSettings settings = read("auto");
        assertThat(settings.pairs().marginFromNoise()).isTrue();
        assertThat(settings.pairs().usedMargin()).isZero();
        assertThat(SettingsWriter.write(settings)).contains("  minimum_margin: auto\n");
        assertThat(SettingsReader.read(List.of(SettingsLayer.yaml("again", SettingsWriter.write(settings)))))
                .isEqualTo(settings);
        RunSettings resolved = settings.with(settings.pairs().withMinimumMargin(0.25));
        assertThat(resolved.pairs().usedMargin()).isEqualTo(0.25);
        assertThat(SettingsWriter.write(resolved)).contains("  minimum_margin: 0.25\n");
    }

    @Test
    void zeroIsANumberAndNotAuto() {
        assertThat(read("0").pairs().marginFromNoise()).isFalse();
        assertThat(SettingsWriter.write(read("0.0"))).contains("  minimum_margin: 0.0\n");
    }

    @Test
    void otherWordsAndNegativeNumbersAreRefused() {
        for (String margin : List.of("noise", "-0.1", "NaN")) {
            assertThatThrownBy(() -> read(margin))
                    .as(margin)
                    .isInstanceOf(InvalidSettingsException.class)
                    .hasMessageContaining("must be a number at least 0, or auto");
        }
    }

    @Test
    void autoNeedsAMeasuredNoise() {
        assertThatThrownBy(() -> SettingsReader.read(List.of(SettingsLayer.yaml(
                        "test", "{pairs: {minimum_margin: auto}, judge: {audit: {noise_pairs: 0}}}"))))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("judge.audit.noise_pairs is 0");
    }
}
