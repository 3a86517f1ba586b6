package sao.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import sao.settings.RunSettings;

class LossSettingsTest {
    @Test
    void anotherLossBringsItsUsualNumbers() {
        RunSettings dpo = SettingsReader.read(List.of(SettingsLayer.yaml("f", "train: {loss: dpo}")));
        assertThat(dpo.train().beta()).isEqualTo(0.1);
        RunSettings given = SettingsReader.read(List.of(
                SettingsLayer.yaml("f", "train: {beta: 0.3}"), SettingsLayer.assignment("train.loss=cpo-simpo")));
        assertThat(given.train().beta()).isEqualTo(0.3);
        assertThat(given.train().gamma()).isEqualTo(3);
        assertThat(given.train().nllWeight()).isEqualTo(1);
        RunSettings ratio =
                SettingsReader.read(List.of(SettingsLayer.yaml("f", "train: {loss: alphapo, gamma_beta_ratio: 0.5}")));
        assertThat(ratio.train().gamma()).isEqualTo(1.25);
    }

    @Test
    void numbersThatALossDoesNotKnowAreRefused() {
        for (String wrong : List.of(
                "loss: ipo, label_smoothing: 0.1",
                "loss: dpo-robust",
                "loss: dpo, nll_weight: 1",
                "loss: kto, soft_labels: true",
                "alpha: 0")) {
            assertThatExceptionOfType(InvalidSettingsException.class)
                    .isThrownBy(() -> SettingsReader.read(List.of(SettingsLayer.yaml("f", "train: {" + wrong + "}"))))
                    .withMessageContaining("train ");
        }
    }
}
