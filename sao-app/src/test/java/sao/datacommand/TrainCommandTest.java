package sao.datacommand;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sao.cli.Terminal;
import sao.loss.LossKind;
import sao.stage.TinyModel;

class TrainCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FIELDS = List.of(
            "step",
            "loss",
            "margin",
            "accuracy",
            "chosen_logprob",
            "rejected_logprob",
            "learning_rate",
            "gradient_norm",
            "changed_weights",
            "tokens",
            "seconds",
            "peak_rss_bytes");

    private final Terminal terminal = new Terminal();

    @TempDir
    private Path folder;

    private String model = "";

    @BeforeEach
    void writeTheModel() throws IOException {
        model = TinyModel.write(folder.resolve("tiny"), 7).toString();
    }

    private Path pairs(int count) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(JSON.writeValueAsString(Map.of(
                    "prompt", List.of(Map.of("role", "user", "content", "how can a baker carry bread " + i)),
                    "chosen", List.of(Map.of("role", "assistant", "content", "slowly, without water")),
                    "rejected", List.of(Map.of("role", "assistant", "content", "thunder glass wool " + i)))));
        }
        return Files.write(folder.resolve("pairs.jsonl"), lines);
    }

    private int train(Path pairs, Path out, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("train", "--model", model, "--pairs", pairs.toString(), "--out", out.toString(), "--json"));
        for (String setting : List.of(
                "train.batch=2",
                "train.precision=fp32",
                "train.schedule=constant",
                "train.warmup=0",
                "train.clip=null",
                "train.shuffle=false",
                "train.guard.every=0",
                "train.learning_rate=1e-3",
                "engine.threads=1")) {
            arguments.addAll(List.of("--set", setting));
        }
        arguments.addAll(List.of(more));
        return terminal.type(arguments.toArray(String[]::new));
    }

    @Test
    void everyStepIsALineAndTheFolderIsAModel() throws IOException {
        Path out = folder.resolve("trained");
        assertThat(train(pairs(8), out)).as(terminal.err()).isZero();
        List<String> lines = terminal.out().lines().toList();
        assertThat(lines).hasSize(4);
        for (int i = 0; i < lines.size(); i++) {
            JsonNode step = JSON.readTree(lines.get(i));
            assertThat(FIELDS).allMatch(step::has);
            assertThat(step.get("step").asInt()).isEqualTo(i + 1);
            assertThat(step.get("learning_rate").asDouble()).isEqualTo(1e-3);
        }
        assertThat(JSON.readTree(lines.getLast()).get("loss").asDouble())
                .isLessThan(JSON.readTree(lines.getFirst()).get("loss").asDouble());
        assertThat(folder.resolve("trained.training/steps.jsonl")).content().isEqualTo(terminal.out());
        assertThat(out.resolve("README.md")).content().contains("given preference pairs");
        assertThat(terminal.type(
                        "generate", "--model", out.toString(), "--prompt", "hello", "--max-tokens", "4", "--json"))
                .as(terminal.err())
                .isZero();

        assertThat(train(pairs(8), out)).isZero();
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err()).contains("Trained for 4 steps; the model is in " + out);
    }

    private static List<JsonNode> heldOut(Path work) throws IOException {
        List<JsonNode> figures = new ArrayList<>();
        for (String line : Files.readAllLines(work.resolve("held_out.jsonl"))) {
            figures.add(JSON.readTree(line));
        }
        return figures;
    }

    @Test
    void aShareOfThePairsIsHeldOutAndMeasured() throws IOException {
        assertThat(train(pairs(40), folder.resolve("out"), "--set", "evaluate.pairs=0.2"))
                .as(terminal.err())
                .isZero();
        List<JsonNode> figures = heldOut(folder.resolve("out.training"));
        int pairs = figures.getFirst().get("pairs").asInt();
        assertThat(pairs).isBetween(2, 16);
        List<String> steps = terminal.out().lines().toList();
        assertThat(steps).hasSize((40 - pairs + 1) / 2);
        assertThat(figures.getFirst().get("step").asInt()).isZero();
        assertThat(figures.getLast().get("step").asInt()).isEqualTo(steps.size());
        assertThat(figures).hasSizeBetween(6, 8);
        assertThat(figures.getLast().get("margin").asDouble())
                .isGreaterThan(figures.getFirst().get("margin").asDouble());
        assertThat(terminal.err())
                .contains(
                        "Held out: %d of 40 pairs".formatted(pairs),
                        "Training %d pairs".formatted(40 - pairs),
                        "Held-out pairs at the start: loss",
                        "Held-out pairs after step %d: loss".formatted(steps.size()),
                        "On %d held-out pairs the accuracy is".formatted(pairs));

        assertThat(train(pairs(40), folder.resolve("all"), "--set", "evaluate.pairs=0"))
                .as(terminal.err())
                .isZero();
        assertThat(terminal.out().lines()).hasSize(20);
        assertThat(terminal.err()).doesNotContain("eld-out", "Held out");
    }

    @Test
    void aFileOfHeldOutPairsReplacesTheShare() throws IOException {
        Path measured = Files.copy(pairs(3), folder.resolve("measured.jsonl"));
        assertThat(train(pairs(24), folder.resolve("out"), "--held-out", measured.toString()))
                .as(terminal.err())
                .isZero();
        assertThat(terminal.out().lines()).hasSize(12);
        assertThat(heldOut(folder.resolve("out.training")))
                .allSatisfy(figures -> assertThat(figures.get("pairs").asInt()).isEqualTo(3));
        assertThat(terminal.err()).contains("3 of 3 held-out pairs have a prompt that is also trained");
    }

    @Test
    void anAdapterIsWrittenBesideTheModelAndMergesIntoItsBaseOnly() throws IOException {
        Path out = folder.resolve("adapted");
        assertThat(train(pairs(8), out, "--set", "train.lora.rank=2", "--set", "train.lora.targets=[q_proj, up_proj]"))
                .as(terminal.err())
                .isZero();
        Path adapter = folder.resolve("adapted.adapter");
        assertThat(terminal.err()).contains("The adapter alone is in " + adapter, "planned at the peak", "at the peak");
        assertThat(JSON.readTree(Files.readString(adapter.resolve("adapter_config.json")))
                        .get("r")
                        .asInt())
                .isEqualTo(2);

        Path merged = folder.resolve("merged");
        assertThat(convert(model, adapter, merged)).as(terminal.err()).isZero();
        assertThat(merged.resolve("model.safetensors")).hasSameBinaryContentAs(out.resolve("model.safetensors"));

        String other = TinyModel.write(folder.resolve("other"), 8).toString();
        assertThat(convert(other, adapter, folder.resolve("wrong"))).isEqualTo(1);
        assertThat(terminal.err()).contains("was trained on another model", "  -> ");
        assertThat(folder.resolve("wrong")).doesNotExist();
    }

    private int convert(String base, Path adapter, Path to) {
        return terminal.type("convert", base, "--adapter", adapter.toString(), "--to", to.toString(), "--type", "f32");
    }

    @Test
    void somebodyElsesFolderIsLeftAloneBeforeAnythingIsTrained() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("taken"));
        Files.writeString(taken.resolve("thesis.txt"), "mine");
        assertThat(train(pairs(2), taken)).isEqualTo(1);
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err()).contains("is not a folder that this program wrote", "  -> ");
        assertThat(taken).isDirectoryContaining("glob:**thesis.txt");
        assertThat(folder.resolve("taken.training")).doesNotExist();
    }

    @Test
    void settingsThatDecideNoTrainingAreRefused() throws IOException {
        assertThat(train(pairs(2), folder.resolve("out"), "--set", "judge.kind=random"))
                .isEqualTo(2);
        assertThat(terminal.err()).contains("judge is not a setting");
    }

    @Test
    void pairsThatCannotBeTrainedAreCounted() throws IOException {
        Path file = pairs(3);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.add("{\"prompt\":\"how\",\"chosen\":\" old\",\"rejected\":\" old\"}");
        lines.add("{\"prompt\":\"how\",\"chosen\":\" old\",\"rejected\":\"\"}");
        Files.write(file, lines);
        assertThat(train(file, folder.resolve("out"))).as(terminal.err()).isZero();
        assertThat(terminal.err())
                .contains("Not trained: 1 pairs, identical_answers.", "Not trained: 1 pairs, empty_answer.");
    }

    @ParameterizedTest
    @EnumSource
    void everyLossTrains(LossKind loss) throws IOException {
        List<String> more = new ArrayList<>(
                List.of("--set", "train.loss=" + loss.label(), "--set", "train.batch=4", "--set", "train.epochs=2"));
        if (loss == LossKind.DPO_ROBUST) {
            more.addAll(List.of("--set", "train.label_smoothing=0.1"));
        }
        // the untrained model ranks the pairs the other way round, so that every loss has something to do
        Path file = pairs(4);
        List<String> swapped = Files.readAllLines(file).stream()
                .map(line -> line.replace("\"chosen\"", "\"?\"")
                        .replace("\"rejected\"", "\"chosen\"")
                        .replace("\"?\"", "\"rejected\""))
                .toList();
        Files.write(file, swapped);
        assertThat(train(file, folder.resolve("out"), more.toArray(String[]::new)))
                .as(terminal.err())
                .isZero();
        List<String> lines = terminal.out().lines().toList();
        double first = JSON.readTree(lines.getFirst()).get("loss").asDouble();
        double last = JSON.readTree(lines.getLast()).get("loss").asDouble();
        if (first > 0) {
            assertThat(last).isLessThan(first);
        } else { // a hinge that is met from the start asks for nothing
            assertThat(last).isZero();
        }
    }

    @Test
    void theFirstPairCanBeSeenBeforeItIsTrained() throws IOException {
        assertThat(terminal.type("train", "--model", model, "--pairs", pairs(3).toString(), "--show-pair"))
                .as(terminal.err())
                .isZero();
        List<String> lines = terminal.out().lines().toList();
        assertThat(lines.getFirst()).startsWith("Pair row 1.");
        assertThat(lines.stream().filter(line -> line.startsWith("  * ") && line.endsWith("<|im_end|>")))
                .as("each answer ends with the end of its turn, which is trained")
                .hasSize(2);
        assertThat(lines.stream().filter(line -> line.startsWith("    ") && line.endsWith("<|im_start|>")))
                .as("headers are not trained")
                .hasSize(2);
        assertThat(terminal.out()).contains("shortest / median / longest of 3 pairs");
        assertThat(terminal.type("train", "--model", model, "--pairs", pairs(3).toString()))
                .isEqualTo(2);
        assertThat(terminal.err()).contains("Give --out DIR.");
    }
}
