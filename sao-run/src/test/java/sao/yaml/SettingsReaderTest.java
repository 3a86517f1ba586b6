package sao.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sao.generation.EngineOptions;
import sao.settings.EvaluateSettings;
import sao.settings.JudgeSettings;
import sao.settings.RunSettings;

class SettingsReaderTest {
    @Test
    void everyLanguageThatIsKnownMayBeChosen() {
        for (String code : sao.prompt.Language.codes()) {
            assertThat(read("prompts: {language: %s}".formatted(code)).prompts().language())
                    .isEqualTo(code);
        }
        assertThat(read("prompts: {language: any}").prompts().language()).isEqualTo("any");
    }

    @Test
    void aMixOfPromptsHasWeights() {
        assertThat(read("prompts: {mix: [knowledge, 'reasoning*2.5']}")
                        .prompts()
                        .kinds()
                        .weights())
                .containsExactly(
                        Map.entry(sao.prompt.PromptKind.KNOWLEDGE, 1.0),
                        Map.entry(sao.prompt.PromptKind.REASONING, 2.5));
        assertThatThrownBy(() -> read("prompts: {mix: [riddles]}"))
                .hasMessageContaining("prompts.mix has 'riddles'; write one of any, instruction, knowledge");
        assertThatThrownBy(() -> read("prompts: {mix: []}")).hasMessageContaining("prompts.mix is empty");
    }

    @Test
    void whatPersonasNeedIsAskedFor() {
        assertThatThrownBy(() -> read("personas: {source: file}")).hasMessageContaining("personas.file must name one");
        assertThatThrownBy(() -> read("personas: {file: people.jsonl}"))
                .hasMessageContaining("write personas.source: file");
        assertThatThrownBy(() -> read("personas: {source: none, file: people.txt}"))
                .hasMessageContaining("reads no file");
    }

    private static RunSettings read(String yaml) {
        return SettingsReader.read(List.of(SettingsLayer.yaml("my.yaml", yaml)));
    }

    private static List<String> problems(String yaml) {
        InvalidSettingsException invalid = catchThrowableOfType(InvalidSettingsException.class, () -> read(yaml));
        return invalid.problems().stream().map(SettingsProblem::toString).toList();
    }

    @Test
    void wordsThatYamlTakesForTruthValuesStayWords() {
        for (String word : List.of("on", "off", "auto")) {
            RunSettings settings = read("train: {recompute: %s}".formatted(word));
            assertThat(settings.train().recompute().toString()).isEqualToIgnoringCase(word);
            assertThat(read(SettingsWriter.write(settings))).isEqualTo(settings);
        }
    }

    @Test
    void whatIsWrittenReadsAsTheSame() {
        RunSettings settings = read("model: 'a: folder/with #signs'\nseed: -9223372036854775808\nengine: {threads: 3}");
        assertThat(read(SettingsWriter.write(settings))).isEqualTo(settings);
        assertThat(read(SettingsWriter.write(SettingsReader.defaults()))).isEqualTo(SettingsReader.defaults());
    }

    @ParameterizedTest
    @MethodSource("sao.yaml.Preset#names")
    void everyPresetCanBeRead(String name) {
        assertThat(SettingsReader.read(List.of(Preset.named(name).layer())).model())
                .isEqualTo("smollm2-135m-instruct");
    }

    @Test
    void aLaterLayerWins() {
        RunSettings settings = SettingsReader.read(List.of(
                Preset.named("quickstart").layer(),
                SettingsLayer.yaml("my.yaml", "train: {epochs: 7}\n"),
                SettingsLayer.assignment("train.batch=3"),
                SettingsLayer.assignment("model=folder/of=mine")));
        assertThat(settings.train().epochs()).isEqualTo(7);
        assertThat(settings.train().batch()).isEqualTo(3);
        assertThat(settings.model()).isEqualTo("folder/of=mine");
        assertThat(settings.personas().count()).isEqualTo(80);
    }

    @Test
    void allProblemsAreSaidAtOnce() {
        assertThat(problems("""
                        sede: 1
                        train: {bta: 3, batch: many, warmup: 1.0, epochs: 2.5}
                        judge: {kind: backwards}
                        pairs: 4
                        prompts: {novelty: {minhash: 2}}
                        """))
                .containsExactly(
                        "my.yaml: sede is not a setting; did you mean seed?",
                        "my.yaml: train.bta is not a setting; did you mean train.beta?",
                        "my.yaml: train.batch is \"many\", but it must be a whole number at least 1 and at most 100000",
                        "my.yaml: train.warmup is 1.0, but it must be a number at least 0 and below 1",
                        "my.yaml: train.epochs is 2.5, but it must be a whole number at least 1 and at most 1000",
                        "my.yaml: judge.kind is \"backwards\", but it must be auto | likelihood | written | score |"
                                + " yes-no | backward | forward | reward | hint | rubric | consensus | mean | copeland |"
                                + " repetition | ended | random | longest | shortest; did you mean backward?",
                        "my.yaml: pairs is 4, but it must be a section with the keys minimum_margin,"
                                + " maximum_length_ratio, truncated, flagged, length_rho, rejected",
                        "my.yaml: prompts.novelty.minhash is 2, but it must be a number above 0 and at most 1");
    }

    @Test
    void aMeanIsMadeOfKnownJudges() {
        assertThat(problems("judge: {kind: mean, mean_of: [backward, dice]}").getFirst())
                .contains("judge.mean_of has 'dice'; write one of likelihood, written, score, yes-no");
        assertThat(problems("judge: {mean_of: [backward*0]}").getFirst())
                .contains("judge.mean_of has 'backward*0'; a weight is a number above 0");
        assertThat(problems("judge: {mean_of: []}").getFirst()).contains("judge.mean_of is empty");
        RunSettings settings = read("judge: {kind: mean, mean_of: [backward*2, yes-no]}");
        assertThat(settings.judge().members())
                .containsExactly(
                        new JudgeSettings.Member(JudgeSettings.Kind.BACKWARD, 2),
                        new JudgeSettings.Member(JudgeSettings.Kind.YES_NO, 1));
        assertThat(read(SettingsWriter.write(settings))).isEqualTo(settings);
    }

    @Test
    void consensusNeedsFourAnswers() {
        assertThat(problems("judge: {kind: consensus}").getFirst())
                .contains("judge.kind consensus needs responses.count of at least 4, and it is 2");
        assertThat(problems("judge: {kind: mean, mean_of: [consensus]}").getFirst())
                .contains("needs responses.count of at least 4");
        assertThat(read("{judge: {kind: consensus}, responses: {count: 4}}")
                        .judge()
                        .kind())
                .isEqualTo(JudgeSettings.Kind.CONSENSUS);
    }

    @Test
    void aKeyInTheWrongSectionIsFound() {
        assertThat(problems("train: {temperature: 1}"))
                .containsExactly("my.yaml: train.temperature is not a setting; did you mean prompts.temperature or"
                        + " responses.temperature?");
        assertThat(problems("colour: red").getFirst()).contains("the file has the keys model, seed, rounds");
    }

    @Test
    void gammaHasTwoSpellingsButNotAtOnce() {
        assertThat(read("train: {gamma_beta_ratio: 0.5, beta: 2}").train().gamma())
                .isEqualTo(1.0);
        assertThat(read("train: {gamma_beta_ratio: 0.3}").train().gamma()).isEqualTo(3.0);
        assertThat(problems("train: {gamma: 3, gamma_beta_ratio: 0.3}"))
                .containsExactly("my.yaml: train.gamma and train.gamma_beta_ratio are two spellings of one setting"
                        + " (gamma is ratio times beta); give one of them");
        assertThat(problems("train: {gamma_beta_ratio: x}").getFirst()).contains("train.gamma_beta_ratio");
    }

    @Test
    void overASpellingInAFileTheOtherMayBeSet() {
        SettingsLayer file = SettingsLayer.yaml("my.yaml", "train: {gamma: 7, beta: 2}");
        SettingsLayer ratio = SettingsLayer.assignment("train.gamma_beta_ratio=0.25");
        assertThat(SettingsReader.read(List.of(file, ratio)).train().gamma()).isEqualTo(0.5);
        assertThat(SettingsReader.read(List.of(ratio, file)).train().gamma()).isEqualTo(7);
    }

    @ParameterizedTest // YAML 1.1 takes some of these for texts
    @CsvSource({"1e-6,1e-6", "1E-6,1e-6", "1.0e-6,1e-6", "'0.000001',1e-6", "1_0e-7,1e-6", ".5,0.5"})
    void numbersAreReadHoweverTheyAreSpelt(String spelt, double value) {
        assertThat(read("train: {learning_rate: %s}".formatted(spelt)).train().learningRate())
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "'yes'", "null", "maybe"})
    void truthIsNoNumberAndNoQuotedWord(String spelt) {
        assertThat(problems("train: {soft_labels: %s}".formatted(spelt)).getFirst())
                .contains("true or false");
    }

    @Test // YAML 1.1 has six words for each
    void truthIsReadInAllWordsOfYaml() {
        assertThat(read("train: {soft_labels: yes}").train().softLabels()).isTrue();
        assertThat(read("prompts: {novelty: {benchmarks: off}}")
                        .prompts()
                        .novelty()
                        .benchmarks())
                .isFalse();
    }

    @Test
    void wordsForNothingAreUnderstood() {
        RunSettings settings = read("engine: {threads: auto}\ntrain: {lora: null}\nservers: {}\npersonas:\n");
        assertThat(settings.engine().threads()).isZero();
        assertThat(settings.engine().threadCount()).isPositive();
        assertThat(settings.train().lora().isGiven()).isFalse();
        assertThat(read("train: {lora: {rank: 8}}").train().lora().rank()).isEqualTo(8);
        assertThat(problems("train: {lora: {rank: 8, targets: [lm_head]}}").getFirst())
                .contains("train.lora.targets", "q_proj");
    }

    @Test
    void benchmarksAreToldApartByTheNamesOfTheirFiles() {
        assertThat(read("evaluate: {benchmarks: [a/exam.jsonl, b/talks.jsonl]}")
                        .evaluate()
                        .benchmarks())
                .containsExactly("a/exam.jsonl", "b/talks.jsonl");
        assertThat(EvaluateSettings.nameOf("a/exam.jsonl")).isEqualTo("exam.jsonl");
        assertThat(read("evaluate: {benchmarks: []}").evaluate().benchmarks()).isEmpty();
        assertThat(problems("evaluate: {benchmarks: [a/exam.jsonl, b/exam.jsonl]}")
                        .getFirst())
                .contains("two files named exam.jsonl", "a/exam.jsonl", "b/exam.jsonl", "rename one");
        assertThat(problems("evaluate: {benchmarks: exam.jsonl}").getFirst())
                .contains("evaluate.benchmarks", "a list of texts");
    }

    @Test
    void aRuleBetweenSectionsNamesBoth() {
        assertThat(problems("responses: {max_tokens: 4096}").getFirst())
                .contains("responses.max_tokens is 4096")
                .contains("train.max_tokens");
    }

    @Test
    void textThatIsNoYamlIsNamedByLine(@TempDir Path folder) {
        assertThatThrownBy(() -> read("train: {batch: 3\nseed: 1"))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("my.yaml is not YAML: line");
        assertThatThrownBy(() -> read("seed: 1\nseed: 2"))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("seed");
        assertThatThrownBy(() -> read("- a\n- b")).hasMessageContaining("does not hold keys with values");
        assertThatThrownBy(() -> SettingsLayer.file(folder.resolve("missing.yaml")))
                .hasMessageContaining("There is no settings file");
        assertThat(read("# only a remark\n")).isEqualTo(SettingsReader.defaults());
    }

    @Test
    void anAssignmentNeedsAKeyAndAValue() {
        assertThatThrownBy(() -> SettingsLayer.assignment("train.batch")).hasMessageContaining("--set train.epochs=2");
        assertThatThrownBy(() -> SettingsReader.read(List.of(SettingsLayer.assignment("train.bach=2"))))
                .hasMessageContaining("--set train.bach: train.bach is not a setting; did you mean train.batch?");
    }

    @Test
    void aPresetIsFoundByItsNearestName() {
        assertThatThrownBy(() -> Preset.named("quikstart")).hasMessageContaining("Did you mean quickstart?");
        assertThatThrownBy(() -> Preset.named("zzz")).hasMessageContaining("quickstart, paper");
    }

    @Test // settings that the engine refuses later fail with a stack trace
    void theSlotsThatSettingsAllowAreThoseOfTheEngine() {
        for (int slots : new int[] {1, EngineOptions.MOST_SLOTS}) {
            int read = read("engine: {slots: %d}".formatted(slots)).engine().slots();
            assertThat(EngineOptions.defaults().withSlots(read).slots()).isEqualTo(slots);
        }
        assertThat(problems("engine: {slots: 1025}").getFirst()).contains("at least 1 and at most 1024");
    }
}
