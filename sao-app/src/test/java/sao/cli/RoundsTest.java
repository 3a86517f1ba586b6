package sao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.architecture.Precision;
import sao.domain.PreferencePair;
import sao.generation.EngineChatModel;
import sao.generation.EngineOptions;
import sao.ledger.LedgerReader;
import sao.result.RoundResult.LabelAgreement;
import sao.safetensors.SafetensorsFile;
import sao.tensor.Tensors;
import sao.torch.TensorScope;

/// The loop twice, the second time from the model that the first left.
class RoundsTest {
    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();

    @Test
    void theSecondRoundBeginsWhereTheFirstEndedAndIsResumed() throws IOException {
        TinyRun twice = twoRounds("train.learning_rate=3e-4");
        Path run = twice.folder();
        assertThat(terminal.err()).contains("Round 1 of 2.", "Round 2 of 2.");
        assertThat(terminal.out()).contains("round-2");
        byte[] first = Files.readAllBytes(run.resolve("round-1/model/model.safetensors"));
        byte[] second = Files.readAllBytes(run.resolve("round-2/model/model.safetensors"));
        assertThat(second).isNotEqualTo(first);
        assertThat(first).isNotEqualTo(Files.readAllBytes(folder.resolve("model/model.safetensors")));

        try (LedgerReader ledger = LedgerReader.open(run)) {
            List<String> before = ledger.round(1).pairList().stream()
                    .map(PreferencePair::promptText)
                    .toList();
            List<PreferencePair> after = ledger.round(2).pairList();
            assertThat(after).isNotEmpty().allMatch(pair -> pair.round() == 2);
            assertThat(after).extracting(PreferencePair::promptText).doesNotContainAnyElementsOf(before);
            assertThat(ledger.round(2).results().first(LabelAgreement.class)).hasValueSatisfying(agreement -> {
                assertThat(agreement.share().value()).isBetween(0.0, 1.0);
                assertThat(agreement.share().n()).isPositive();
            });
        }
        assertThat(run.resolve("report.html")).content().contains("round 2", "the model of the previous round ranks");

        // a run that was stopped after its first round, as its files show it, ends with the same model
        Path report = run.resolve("report.html");
        Files.delete(report);
        delete(run.resolve("round-2"));
        assertThat(twice.type(terminal)).as(terminal.err()).isZero();
        assertThat(terminal.err()).doesNotContain("Round 1 of 2.");
        assertThat(report).exists();
        assertThat(Files.readAllBytes(run.resolve("round-2/model/model.safetensors")))
                .isEqualTo(second);
    }

    @Test // 1e-7 a step: far less than the distance of two bfloat16 numbers
    void theWeightsMoveOnInTheSecondRoundAtARateBelowTheirPrecision() throws IOException {
        Path run = twoRounds("train.learning_rate=1e-7", "train.precision=bf16").folder();
        float[] first = weights(run, 1);
        float[] second = weights(run, 2);
        double furthest = 0;
        int moved = 0;
        for (int i = 0; i < first.length; i++) {
            furthest = Math.max(furthest, Math.abs(second[i] - first[i]));
            moved += second[i] != first[i] ? 1 : 0;
        }
        assertThat(furthest).isPositive();
        assertThat(moved).isPositive();
    }

    @Test
    void theSecondRoundWritesAndJudgesWithTheWeightsThatTheFirstOneTrained() throws IOException {
        Path run = twoRounds("train.learning_rate=3e-4").folder();
        EngineOptions settings = EngineOptions.defaults().withPrecision(Precision.FLOAT32);
        try (var model = EngineChatModel.open(run.resolve("round-1/model"), settings);
                LedgerReader ledger = LedgerReader.open(run)) {
            assertThat(ledger.meta("model_fingerprint")).contains(model.fingerprint());
        }
    }

    @Test
    void anAdaptersSecondRoundBeginsWithTheMergedFolder() throws IOException {
        Path run = twoRounds("train.lora.rank=2", "train.learning_rate=1e-4").folder();
        EngineOptions settings = EngineOptions.defaults().withPrecision(Precision.FLOAT32);
        try (var model = EngineChatModel.open(run.resolve("round-1/model"), settings);
                LedgerReader ledger = LedgerReader.open(run)) {
            assertThat(ledger.meta("model_fingerprint")).contains(model.fingerprint());
        }
    }

    @Test // random weights: about half of all first rounds win and so have a second one
    void aSecondRoundIsAlsoMeasuredAgainstTheModelThatTheRunBeganWith() throws IOException {
        for (int seed = 1; seed <= 8; seed++) {
            TinyRun run =
                    TinyRun.in(folder.resolve("seed-" + seed)).with("rounds=2", "evaluate.held_out=3", "seed=" + seed);
            assertThat(run.type(terminal)).as(terminal.err()).isZero();
            if (terminal.err().contains("Round 2 of 2.")) {
                assertThat(terminal.out()).contains("Overall  ", "against the model that the run began with");
                return;
            }
        }
        throw new AssertionError("no first round of eight won");
    }

    /// {@return a run of two rounds that is finished}
    private TinyRun twoRounds(String... settings) throws IOException {
        TinyRun run = TinyRun.in(folder).with("rounds=2", "evaluate.held_out=0").with(settings);
        assertThat(run.type(terminal)).as(terminal.err()).isZero();
        return run;
    }

    /// {@return the first matrix of the first layer at the end of a round's training}
    private static float[] weights(Path run, int round) throws IOException {
        try (var checkpoints = Files.list(run.resolve("round-%d/checkpoints".formatted(round)))) {
            Path last = checkpoints
                    .filter(path -> path.getFileName().toString().startsWith("step-"))
                    .max(java.util.Comparator.naturalOrder())
                    .orElseThrow();
            try (SafetensorsFile file = SafetensorsFile.open(last.resolve("weights.safetensors"));
                    var _ = TensorScope.open()) {
                return Tensors.toFloats(file.read("model.layers.0.mlp.up_proj.weight"));
            }
        }
    }

    @Test
    void theAnswersOfTheRunsStartAreRejectedInTheSecondRound() throws IOException {
        Path run = twoRounds("train.learning_rate=1e-4", "pairs.rejected=start").folder();
        try (LedgerReader ledger = LedgerReader.open(run)) {
            assertThat(ledger.round(1).pairList())
                    .isNotEmpty()
                    .allSatisfy(pair -> assertThat(pair.rejected()
                                    .logProbabilities()
                                    .orElseThrow()
                                    .sum())
                            .isFinite());
            assertThat(ledger.round(2).pairList()).isNotEmpty().allSatisfy(pair -> {
                assertThat(pair.chosen().logProbabilities().orElseThrow().sum()).isFinite();
                assertThat(pair.rejected().logProbabilities()).isEmpty();
            });
        }
    }

    private static void delete(Path path) throws IOException {
        try (var all = Files.walk(path)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
