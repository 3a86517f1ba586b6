package sao.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sao.loss.LossKind;
import sao.settings.JudgeSettings;
import sao.settings.RunSettings;

/// The presets hold the numbers that their names claim. The paper's are those of arXiv 2510.06652 (table of its
/// training settings and section 5, ablations): temperature 0.6 for prompts and answers, two answers, one prompt
/// for each persona, 60,000 pairs (10,000 in the ablations), SimPO with beta 10 and gamma 3, learning rate 1e-6
/// with cosine schedule and warm-up 0.1, batch 128, one epoch, the same model as writer, responder and judge.
class PresetTest {
    private static RunSettings preset(String name) {
        return SettingsReader.read(List.of(Preset.named(name).layer()));
    }

    @ParameterizedTest
    @CsvSource({"paper, 60000", "ablation-60k, 60000", "ablation-10k, 10000"})
    void thePresetsOfThePaperHaveItsNumbers(String name, int pairs) {
        RunSettings settings = preset(name);
        assertThat(settings.personas().count()).isEqualTo(pairs);
        assertThat(settings.prompts().temperature()).isEqualTo(0.6);
        assertThat(settings.responses().temperature()).isEqualTo(0.6);
        assertThat(settings.responses().count()).isEqualTo(2);
        assertThat(settings.train().loss().label()).isEqualTo("simpo");
        assertThat(settings.train().beta()).isEqualTo(10);
        assertThat(settings.train().gamma()).isEqualTo(3);
        assertThat(settings.train().learningRate()).isEqualTo(1e-6);
        assertThat(settings.train().schedule().name()).isEqualTo("COSINE");
        assertThat(settings.train().warmup()).isEqualTo(0.1);
        assertThat(settings.train().batch()).isEqualTo(128);
        assertThat(settings.train().epochs()).isEqualTo(1);
        assertThat(settings.rounds()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"paper", "ablation-60k", "ablation-10k"})
    void thePresetsOfThePaperJudgeAsThePaperDoes(String name) {
        JudgeSettings judge = preset(name).judge();
        assertThat(judge.kind().name()).isEqualTo("WRITTEN");
        assertThat(judge.orders().name()).isEqualTo("GIVEN");
        assertThat(judge.rubric()).isEqualTo("sao-v1");
        assertThat(judge.model()).isEqualTo(JudgeSettings.SELF);
    }

    @ParameterizedTest
    @CsvSource({
        "ablation-random-judge, judge.kind judge.audit.minimum_accuracy evaluate.kind",
        "ablation-length-judge, judge.kind judge.audit.minimum_accuracy evaluate.kind",
        "ablation-reward-judge, judge.kind evaluate.kind",
        "ablation-no-persona, personas.source prompts.novelty.repetitions",
        "ablation-dpo, train.loss train.beta train.gamma",
        "ablation-orpo, train.loss train.beta train.gamma",
        "null-coin, judge.kind judge.audit.minimum_accuracy evaluate.kind",
        "null-none, train.loss train.beta train.gamma judge.kind judge.audit.minimum_accuracy evaluate.kind"
    })
    void anAblationDiffersFromTheQuickstartInItsOwnKeysOnly(String name, String keys) {
        Map<String, Object> quickstart = leaves(preset("quickstart"));
        Map<String, Object> ablation = leaves(preset(name));
        List<String> differing = new ArrayList<>();
        quickstart.forEach((key, value) -> {
            if (!value.equals(ablation.get(key))) {
                differing.add(key);
            }
        });
        List<String> allowed = Pattern.compile(" ").splitAsStream(keys).toList();
        assertThat(differing).isSubsetOf(allowed).contains(allowed.getFirst());
    }

    @Test
    void theNullsCarryNoPreference() {
        for (String name : List.of("null-coin", "null-none")) {
            assertThat(preset(name).judge().kind()).isEqualTo(JudgeSettings.Kind.RANDOM);
            assertThat(preset(name).evaluate().kind())
                    .isEqualTo(preset("quickstart").judge().kind());
        }
        assertThat(preset("null-none").train().loss()).isEqualTo(LossKind.SFT);
    }

    /// {@return every value of the settings by its path in the file}
    private static Map<String, Object> leaves(Record settings) {
        Map<String, Object> leaves = new TreeMap<>();
        collect("", settings, leaves);
        return leaves;
    }

    private static void collect(String path, Record section, Map<String, Object> leaves) {
        for (var component : section.getClass().getRecordComponents()) {
            String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
            String whole = path.isEmpty() ? name : path + "." + name;
            Object value;
            try {
                value = component.getAccessor().invoke(section);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(whole, e);
            }
            if (value instanceof Record inner) {
                collect(whole, inner, leaves);
            } else {
                leaves.put(whole, value);
            }
        }
    }
}
