package sao.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sao.settings.JudgeSettings.Kind;
import sao.settings.ResponseSettings.Source;
import sao.settings.RunSettings;

/// The settings of the signals that rank responses.
class SignalSettingsTest {
    private static RunSettings read(String yaml) {
        return SettingsReader.read(List.of(SettingsLayer.yaml("test", yaml)));
    }

    @Test
    void hintedResponsesAndRejectedResponsesOfTheStartModelExcludeEachOther() {
        assertThat(read("responses: {source: hinted}").responses().source()).isEqualTo(Source.HINTED);
        assertThatThrownBy(() -> read("{responses: {source: hinted}, pairs: {rejected: start}}"))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("responses.source is hinted and pairs.rejected start");
    }

    @Test
    void aShorterLimitOfAnswersKeepsTheirSource() {
        RunSettings settings = read("responses: {source: hinted}").withAnswersUpTo(48);
        assertThat(settings.responses().source()).isEqualTo(Source.HINTED);
        assertThat(settings.responses().maxTokens()).isEqualTo(48);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hint", "copeland", "random"})
    void copelandCountsTheComparisonsOfAPairwiseJudge(String kind) {
        assertThat(read("judge: {kind: copeland}").judge().copelandOf()).isEqualTo(Kind.LIKELIHOOD);
        assertThatThrownBy(() -> read("judge: {copeland_of: %s}".formatted(kind)))
                .hasMessageContaining(
                        "judge.copeland_of is \"%s\", but it must be likelihood | written".formatted(kind));
    }

    @Test
    void aMeanHasNoMemberWithARankingOfItsOwn() {
        assertThat(read("judge: {mean_of: [hint, rubric*0.5]}").judge().members())
                .hasSize(2);
        assertThatThrownBy(() -> read("judge: {mean_of: [copeland]}"))
                .hasMessageContaining("judge.mean_of has 'copeland'");
    }

    @Test
    void supervisedFineTuningTakesNoSoftLabels() {
        assertThatThrownBy(() -> read("train: {loss: sft, soft_labels: true}"))
                .hasMessageContaining("with loss sft takes no soft_labels");
    }
}
