package sao.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import sao.yaml.SettingsLayer;
import sao.yaml.SettingsReader;

/// The entries of `evaluate.judges`.
class EvaluationJudgeTest {
    private static EvaluateSettings read(String judges) {
        return SettingsReader.read(List.of(
                        SettingsLayer.yaml("sao.yaml", "evaluate: {kind: backward, judges: [%s]}".formatted(judges))))
                .evaluate();
    }

    @Test
    void anEntryIsAModelWithOrWithoutAKind() {
        EvaluateSettings evaluate = read("start, 'start:mean', 'dir/model.gguf:likelihood', 'big-model'");
        assertThat(evaluate.everyJudge())
                .extracting(Object::toString)
                .containsExactly("start:backward", "start:mean", "dir/model.gguf:likelihood", "big-model:backward");
        assertThat(evaluate.judgeModels()).containsExactly("dir/model.gguf", "big-model");
    }

    @Test
    void aKindThatCannotJudgeTheEvaluationIsRefused() {
        assertThatThrownBy(() -> read("'start:consensus'")).hasMessageContaining("whose kind consensus is not one of");
        assertThatThrownBy(() -> read("'start:meen'")).hasMessageContaining("whose kind meen is not one of");
    }

    @Test
    void anEntryWithoutAModelAndAJudgeNamedTwiceAreRefused() {
        assertThatThrownBy(() -> read("':mean'")).hasMessageContaining("names no model");
        assertThatThrownBy(() -> read("start, start")).hasMessageContaining("names a judge twice");
    }
}
