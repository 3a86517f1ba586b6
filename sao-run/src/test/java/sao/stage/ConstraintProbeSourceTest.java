package sao.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.assembly.Benchmarks;
import sao.audit.Probe;
import sao.audit.ProbeKind;
import sao.calls.CallTotals;
import sao.chat.Answer;
import sao.domain.AnsweredPrompt;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.novelty.BenchmarkIndex;
import sao.progress.Progress;
import sao.progress.StopRequest;
import sao.run.NoFormats;
import sao.token.FinishReason;
import sao.workspace.RunFolder;
import sao.workspace.RunRequest;
import sao.yaml.SettingsComments;
import sao.yaml.SettingsLayer;
import sao.yaml.SettingsReader;

class ConstraintProbeSourceTest {
    private static final List<AnsweredPrompt> ANSWERED =
            IntStream.range(0, 60).mapToObj(ConstraintProbeSourceTest::answered).toList();

    @TempDir
    private Path folder;

    private final PlainModel start = new PlainModel("start", 8);

    private static AnsweredPrompt answered(int number) {
        Prompt prompt = new Prompt("prompt-" + number, "persona", "Question %d?".formatted(number));
        Answer answer = Answer.ofText("An answer.", FinishReason.STOP, 1);
        return new AnsweredPrompt(
                prompt, List.of(new Response("r" + number, prompt.id(), 0, Optional.empty(), answer)));
    }

    /// {@return the probes of one process}
    private List<Probe> probes(int constraints) {
        RunRequest request = new RunRequest(
                new RunFolder(folder),
                SettingsReader.read(List.of(SettingsLayer.assignment("judge.audit.constraints=" + constraints))),
                SettingsComments.NONE,
                false,
                "sao judge",
                new NoFormats());
        try (Ledger ledger = Ledger.open(folder);
                Progress progress = new Progress(new PrintWriter(new StringWriter()), false, System::nanoTime)) {
            ledger.round(1, Map.of("recipe", "of a test"));
            Benchmarks benchmarks = new Benchmarks(List.of(), new BenchmarkIndex(8));
            RoundContext context = new RoundContext(request, benchmarks, ledger, progress, new StopRequest(), 1);
            return new ConstraintProbeSource(context, start).probes(ANSWERED);
        }
    }

    @Test // of 56 prompts each of 14 families has 4; only small letters separate this model's answers
    void answersOfTheStartModelThatDifferInTheirConstraintAloneBecomeProbes() {
        List<Probe> probes = probes(56);
        assertThat(probes).hasSizeBetween(1, 4).allSatisfy(probe -> {
            assertThat(probe.kind()).isEqualTo(ProbeKind.CONSTRAINT);
            assertThat(probe.prompt().text()).contains("without any capital letter");
            assertThat(probe.good().text()).startsWith("bees");
            assertThat(probe.bad().text()).startsWith("Bees");
        });
    }

    @Test
    void anotherProcessGetsTheSameProbesAndPaysForNothingAgain() {
        List<Probe> first = probes(56);
        assertThat(start.calls()).hasValue(56);
        assertThat(probes(56)).isEqualTo(first);
        assertThat(start.calls()).hasValue(56);
        try (LedgerReader reader = LedgerReader.open(folder)) {
            assertThat(reader.calls(1)).extracting(CallTotals::purpose).containsExactly("audit");
        }
    }

    @Test
    void eachPromptGetsAtMostOneConstraint() {
        probes(1_000);
        assertThat(start.calls()).hasValue(ANSWERED.size());
    }
}
