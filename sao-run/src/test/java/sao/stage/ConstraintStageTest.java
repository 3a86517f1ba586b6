package sao.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import sao.calls.CallTotals;
import sao.domain.Prompt;
import sao.error.SaoException;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.novelty.BenchmarkIndex;
import sao.progress.Progress;
import sao.progress.StopRequest;
import sao.result.ConstraintFigures;
import sao.result.RoundResult.ConstraintsFollowed;
import sao.run.NoFormats;
import sao.workspace.RunFolder;
import sao.workspace.RunRequest;
import sao.yaml.SettingsComments;
import sao.yaml.SettingsLayer;
import sao.yaml.SettingsReader;

class ConstraintStageTest {
    private static final List<Prompt> HELD_OUT = IntStream.range(0, 8)
            .mapToObj(i -> new Prompt("held-out-" + i, "persona", "Question %d?".formatted(i)))
            .toList();

    @TempDir
    private Path folder;

    private final PlainModel start = new PlainModel("start", 0);
    private final PlainModel trained = new PlainModel("trained", 8);

    /// {@return the figures of one process with so many prompts with constraints}
    private Optional<ConstraintFigures> measured(int constraints) {
        RunRequest request = new RunRequest(
                new RunFolder(folder),
                SettingsReader.read(List.of(SettingsLayer.assignment("evaluate.constraints=" + constraints))),
                SettingsComments.NONE,
                false,
                "sao run",
                new NoFormats());
        try (Ledger ledger = Ledger.open(folder);
                Progress progress = new Progress(new PrintWriter(new StringWriter()), false, System::nanoTime)) {
            ledger.round(1, Map.of("recipe", "of a test"));
            Benchmarks benchmarks = new Benchmarks(List.of(), new BenchmarkIndex(8));
            ConstraintStage stage = new ConstraintStage(
                    new RoundContext(request, benchmarks, ledger, progress, new StopRequest(), 1), HELD_OUT);
            stage.prepare(start);
            Optional<ConstraintFigures> figures = stage.measure(new StubModels(start, trained));
            ledger.flush();
            return figures;
        }
    }

    private List<ConstraintsFollowed> recorded() {
        try (LedgerReader reader = LedgerReader.open(folder)) {
            return reader.round(1).results().all(ConstraintsFollowed.class);
        }
    }

    @Test
    void bothModelsAnswerEveryPromptAndTheComparisonIsRecorded() {
        ConstraintFigures figures = measured(64).orElseThrow();
        assertThat(figures.prompts()).isEqualTo(64);
        assertThat(figures.start().n()).isEqualTo(256);
        assertThat(figures.families())
                .filteredOn(family -> family.family().equals("lower_case"))
                .singleElement()
                .satisfies(family -> {
                    assertThat(family.start()).isZero();
                    assertThat(family.trained()).isBetween(1, family.answers() - 1);
                });
        assertThat(figures.families())
                .filteredOn(family -> family.family().equals("no_comma"))
                .allSatisfy(family -> assertThat(family.trained()).isEqualTo(family.answers()));
        assertThat(recorded()).containsExactly(new ConstraintsFollowed(Optional.of(figures)));
    }

    @Test
    void anotherProcessPaysForNothingAgain() {
        Optional<ConstraintFigures> first = measured(20);
        assertThat(start.calls()).hasValue(20);
        assertThat(trained.calls()).hasValue(20);
        assertThat(measured(20)).isEqualTo(first);
        assertThat(start.calls()).hasValue(20);
        assertThat(measured(24)).isNotEqualTo(first);
        assertThat(trained.calls()).hasValue(24);
        try (LedgerReader reader = LedgerReader.open(folder)) {
            assertThat(reader.calls(1)).extracting(CallTotals::purpose).containsExactly("constraints");
        }
    }

    @Test
    void withoutConstraintsNoModelIsAskedAndNothingIsRecorded() {
        assertThat(measured(0)).isEmpty();
        assertThat(start.calls()).hasValue(0);
        assertThat(trained.calls()).hasValue(0);
        assertThat(recorded()).isEmpty();
    }

    @Test
    void figuresThatAreNoLongerAskedForAreWithdrawn() {
        measured(16);
        measured(0);
        assertThat(recorded()).containsExactly(new ConstraintsFollowed(Optional.empty()));
    }

    @Test
    void constraintsNeedHeldOutPrompts() {
        assertThatThrownBy(() -> SettingsReader.read(List.of(
                        SettingsLayer.assignment("evaluate.constraints=4"),
                        SettingsLayer.assignment("evaluate.held_out=0"))))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("held_out is 0");
    }
}
