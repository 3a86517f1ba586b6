package sao.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.assembly.Benchmarks;
import sao.chat.ChatModel;
import sao.domain.Prompt;
import sao.evaluation.Comparison;
import sao.evaluation.EvaluationReport;
import sao.evaluation.EvaluationReport.JudgedComparison;
import sao.evaluation.MeanLogOdds;
import sao.evaluation.PromptSet;
import sao.evaluation.ResponseStatistics;
import sao.evaluation.WinRate;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.models.ModelFiles;
import sao.models.ModelProvider;
import sao.models.OpenModel;
import sao.novelty.BenchmarkIndex;
import sao.progress.Progress;
import sao.progress.StopRequest;
import sao.result.JudgedRate.JudgeOrigin;
import sao.stage.RoundContext;
import sao.statistics.Interval;
import sao.summarizer.KeptRound;
import sao.workspace.RunFolder;
import sao.workspace.RunRequest;
import sao.yaml.SettingsComments;
import sao.yaml.SettingsLayer;
import sao.yaml.SettingsReader;

/// Which round's model a run hands over.
class KeptRoundTest {
    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();
    private final Deque<Double> rates = new ArrayDeque<>();

    @BeforeEach
    void start() {
        rates.clear();
    }

    private static ResponseStatistics statistics() {
        return new ResponseStatistics(10, 40, OptionalDouble.of(10), 0, 0, 0, 0.5);
    }

    private static EvaluationReport report(double rate) {
        WinRate winRate = new WinRate(7, 0, 3, 10, rate, new Interval(0, 1));
        Comparison comparison = new Comparison(
                "stub/v1",
                List.of(),
                0,
                0,
                winRate,
                new MeanLogOdds(0, new Interval(-1, 1), 1, 10),
                Optional.empty(),
                Optional.empty(),
                statistics(),
                statistics());
        PromptSet set = PromptSet.heldOut(List.of(new Prompt("p", "q", "What is a tide?")));
        return new EvaluationReport(
                set,
                List.of(new JudgedComparison(JudgeOrigin.TRAINING_SIGNAL, comparison, comparison)),
                Optional.empty());
    }

    /// Fails for every model: the stub rounds open none.
    private record NoModels(int round) implements ModelProvider {
        @Override
        public ChatModel start() {
            throw new AssertionError("no model is opened");
        }

        @Override
        public OpenModel judge(ChatModel start) {
            throw new AssertionError("no model is opened");
        }

        @Override
        public Optional<ChatModel> before() {
            throw new AssertionError("no model is opened");
        }

        @Override
        public ChatModel first() {
            throw new AssertionError("no model is opened");
        }

        @Override
        public ChatModel trained() {
            throw new AssertionError("no model is opened");
        }

        @Override
        public ChatModel evaluationJudge(String name) {
            throw new AssertionError("no model is opened");
        }

        @Override
        public boolean judgesItself() {
            return true;
        }

        @Override
        public ModelFiles files() {
            throw new AssertionError("no model is opened");
        }

        @Override
        public ModelProvider inRound(int other) {
            return new NoModels(other);
        }
    }

    private List<String> run(int rounds, double... perRound) {
        for (double rate : perRound) {
            rates.add(rate);
        }
        RunRequest request = new RunRequest(
                new RunFolder(folder),
                SettingsReader.read(List.of(SettingsLayer.assignment("rounds=" + rounds))),
                SettingsComments.NONE,
                false,
                "sao run",
                new NoFormats());
        try (Ledger ledger = Ledger.open(folder);
                Progress progress = new Progress(new PrintWriter(said), false, System::nanoTime)) {
            Benchmarks benchmarks = new Benchmarks(List.of(), new BenchmarkIndex(8));
            RoundContext context = new RoundContext(request, benchmarks, ledger, progress, new StopRequest(), 1);
            List<String> lines = new Rounds(
                            context,
                            new NoModels(1),
                            new RunIdentity("identity", List.of()),
                            (_, _) -> new Round.Outcome(List.of("Result"), Optional.of(report(rates.remove()))))
                    .run();
            ledger.flush();
            return lines;
        }
    }

    private int kept() {
        try (LedgerReader reader = LedgerReader.open(folder)) {
            return KeptRound.of(reader);
        }
    }

    @Test
    void aRoundThatLosesIsNotHandedOver() {
        List<String> lines = run(3, 0.7, 0.6, 0.4);
        assertThat(kept()).isEqualTo(2);
        assertThat(lines).anyMatch(line -> line.startsWith("Kept     the model of round 2"));
    }

    @Test
    void roundsEndAtTheFirstThatLoses() {
        List<String> lines = run(3, 0.7, 0.4);
        assertThat(kept()).isEqualTo(1);
        assertThat(lines).anyMatch(line -> line.startsWith("Kept     the model of round 1"));
        assertThat(said.toString()).contains("The rounds end after round 2");
    }

    @Test
    void theLastRoundIsHandedOverWhenItWins() {
        List<String> lines = run(2, 0.7, 0.6);
        assertThat(kept()).isEqualTo(2);
        assertThat(lines).noneMatch(line -> line.startsWith("Kept"));
    }

    @Test
    void aRunWhoseOnlyTrainedModelLosesSaysSo() {
        List<String> lines = run(2, 0.4);
        assertThat(kept()).isEqualTo(1);
        assertThat(lines).anyMatch(line -> line.contains("although it did not win"));
    }
}
