package sao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.heldout.HeldOutFigures;
import sao.ledger.LedgerReader;
import sao.summarizer.LedgerHeldOut;
import sao.summarizer.LedgerSummary;
import sao.summarizer.RunOrigin;
import sao.summary.FunnelSummary.Step;
import sao.summary.RunSummary;

/// A whole run that holds out a share of its pairs.
class HeldOutPairsRunTest {
    @TempDir
    private Path folder;

    @Test
    void theRunMeasuresThePairsThatItDoesNotTrain() throws IOException {
        Terminal terminal = new Terminal();
        TinyRun run = TinyRun.in(folder).with("personas.count=40", "evaluate.pairs=0.2", "train.batch=4");
        assertThat(run.type(terminal)).as(terminal.err()).isZero();

        RunSummary summary;
        List<HeldOutFigures> figures;
        int steps;
        try (LedgerReader ledger = LedgerReader.open(run.folder())) {
            figures = LedgerHeldOut.of(ledger, 1);
            steps = ledger.round(1).trainSteps().size();
            summary = LedgerSummary.of(ledger, new RunOrigin("tiny", "tiny", "", Map.of()), Instant.EPOCH);
        }
        int held = figures.getFirst().pairs();
        assertThat(figures.getFirst().step()).isZero();
        assertThat(figures.getLast().step()).isEqualTo(steps);
        assertThat(figures).hasSizeGreaterThan(3);

        List<Step> funnel = summary.funnel().steps();
        Step trained = funnel.getLast();
        assertThat(trained.name()).isEqualTo("trained");
        assertThat(trained.left()).containsEntry("held_out", (long) held);
        assertThat(trained.rows())
                .isEqualTo(funnel.get(funnel.size() - 2).rows()
                        - trained.left().values().stream()
                                .mapToLong(Long::longValue)
                                .sum());
        assertThat(steps).isEqualTo(2 * Math.ceilDiv((int) trained.rows(), 4));
        assertThat(summary.funnel().addsUp()).isTrue();
        assertThat(summary.health())
                .anySatisfy(sentence -> assertThat(sentence).contains("On %d held-out pairs".formatted(held)));
        assertThat(terminal.out() + terminal.err())
                .contains(
                        "Held-out pairs at the start: loss",
                        "Pairs    On %d held-out pairs the accuracy is".formatted(held),
                        "95 % interval");
        assertThat(run.report()).content().contains("held-out pairs</span>", "On %d held-out pairs".formatted(held));
    }
}
