package sao.summarizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.heldout.HeldOutFigures;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.rows.TrainStep;
import sao.summary.Curve;

class LedgerHeldOutTest {
    @TempDir
    private Path folder;

    private static void begun(Ledger ledger, int firstStep) {
        ledger.event(TrainStep.BEGUN, Map.of("round", 1, "steps", 12, "first_step", firstStep));
    }

    private static void measured(Ledger ledger, int round, int step, double margin) {
        ledger.event(
                TrainStep.HELD_OUT,
                Map.of("round", round, "step", step, "pairs", 4, "loss", 0.5, "margin", margin, "right", 3));
    }

    private static List<HeldOutFigures> figures(Ledger ledger) {
        ledger.flush();
        try (LedgerReader reader = ledger.reader()) {
            return LedgerHeldOut.of(reader, 1);
        }
    }

    private static HeldOutFigures figures(int step, double margin) {
        return new HeldOutFigures(step, 4, 0.5, margin, 3);
    }

    @Test
    void eachStepOfTheRoundIsReadOnceInOrder() {
        try (Ledger ledger = Ledger.open(folder)) {
            begun(ledger, 1);
            measured(ledger, 1, 0, 0.1);
            measured(ledger, 1, 2, 0.2);
            measured(ledger, 2, 3, 9);
            begun(ledger, 3); // another session, which measures its first weights again
            measured(ledger, 1, 0, 0.1);
            measured(ledger, 1, 2, 0.2);
            measured(ledger, 1, 4, 0.3);
            assertThat(figures(ledger)).containsExactly(figures(0, 0.1), figures(2, 0.2), figures(4, 0.3));
        }
    }

    @Test
    void figuresAfterTheStepOfARollbackAreObsolete() {
        try (Ledger ledger = Ledger.open(folder)) {
            begun(ledger, 1);
            measured(ledger, 1, 0, 0.1);
            measured(ledger, 1, 2, 0.2);
            measured(ledger, 1, 4, 0.3);
            ledger.event(TrainStep.ROLLED_BACK, Map.of("round", 1, "to", 2));
            assertThat(figures(ledger)).containsExactly(figures(0, 0.1), figures(2, 0.2));
        }
    }

    @Test
    void figuresOfAnEarlierTrainingOfTheRoundAreObsolete() {
        try (Ledger ledger = Ledger.open(folder)) {
            begun(ledger, 1);
            measured(ledger, 1, 0, 0.1);
            measured(ledger, 1, 5, 0.2);
            begun(ledger, 1);
            measured(ledger, 1, 0, 0.4);
            assertThat(figures(ledger)).containsExactly(figures(0, 0.4));
        }
    }

    @Test
    void aLedgerOfAVersionThatDidNotMeasureHasNone() {
        try (Ledger ledger = Ledger.open(folder)) {
            ledger.event(TrainStep.BEGUN, Map.of("round", 1, "steps", 12));
            assertThat(figures(ledger)).isEmpty();
        }
    }

    @Test
    void theCurvesShowTheTrainingAndTheHeldOutPairs() {
        List<TrainStep> steps = List.of(
                new TrainStep(1, 0.7, 0.1, 0.5, 1e-6, 2, 100, 1), new TrainStep(2, 0.6, 0.2, 0.75, 1e-6, 2, 100, 1));
        List<Curve> curves = new LedgerCurves(steps, List.of(figures(0, 0.1), figures(2, 0.3))).all();
        Curve accuracy = curves.get(2);
        assertThat(accuracy.name()).isEqualTo("Accuracy");
        assertThat(accuracy.lines()).extracting(Curve.Line::name).containsExactly("training", "held-out pairs");
        assertThat(accuracy.lines().getLast().points())
                .containsExactly(new Curve.Point(0, 0.75), new Curve.Point(2, 0.75));
        assertThat(curves.get(1).lines().getLast().points())
                .containsExactly(new Curve.Point(0, 0.1), new Curve.Point(2, 0.3));
        assertThat(new LedgerCurves(steps, List.of()).all())
                .allSatisfy(curve -> assertThat(curve.lines()).hasSize(1));
    }
}
