package sao.experimentresult;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sao.calls.CallTotals;
import sao.experiment.ExperimentPlan.Primary;
import sao.ledger.LedgerReader;
import sao.ledger.StageProgress;
import sao.result.AnswerFigures;
import sao.result.JudgedRate;
import sao.result.RoundResults;
import sao.rows.RoundReader;
import sao.rows.TrainStep;
import sao.summary.Measurement;
import sao.summary.Measurement.Benchmark;
import sao.summary.Measurement.Measured;
import sao.workspace.RunFolder;

/// Reads the figures of a cell from its ledger.
final class CellReader {
    private static final int ROUND = 1;
    private static final String ROLLED_BACK = "rolled_back";

    private CellReader() {}

    /// What the ledger of a cell holds.
    ///
    /// @param state of the run
    /// @param detail a sentence about the state; may be empty
    /// @param values of the primary figure, if it was measured
    /// @param secondary further figures
    /// @param calls content ids of the requests of its model calls
    record Contents(
            String state,
            String detail,
            Optional<PromptValues> values,
            Map<SecondaryFigure, Double> secondary,
            Set<String> calls) {
        /// A cell that was not begun.
        static final Contents PENDING =
                new Contents(ExperimentResults.CellResult.PENDING, "", Optional.empty(), Map.of(), Set.of());
    }

    /// {@return the contents of a cell's ledger}
    static Contents read(RunFolder run, Primary primary) {
        if (!run.isBegun()) {
            return Contents.PENDING;
        }
        try (LedgerReader ledger = LedgerReader.open(run.path())) {
            RoundReader rows = ledger.round(ROUND);
            RoundResults results = rows.results();
            Map<SecondaryFigure, Double> secondary = new EnumMap<>(SecondaryFigure.class);
            measured(results, primary).ifPresent(measured -> add(secondary, measured));
            secondary.put(SecondaryFigure.PAIRS, (double) rows.funnel().pairs());
            secondary.put(SecondaryFigure.STEPS, (double) rows.trainSteps().size());
            secondary.put(SecondaryFigure.ROLLBACKS, (double) ledger.eventsAfter(0).stream()
                    .filter(event -> event.kind().equals(ROLLED_BACK))
                    .count());
            secondary.put(SecondaryFigure.COST, (double) tokens(ledger, rows));
            secondary.put(
                    SecondaryFigure.SECONDS,
                    ledger.stages().stream().mapToDouble(StageProgress::seconds).sum());
            return new Contents(
                    ledger.state().label(),
                    ledger.meta("state_detail").orElse(""),
                    PromptValues.of(results, primary),
                    secondary,
                    new HashSet<>(ledger.callIds()));
        }
    }

    private static long tokens(LedgerReader ledger, RoundReader rows) {
        long trained = rows.trainSteps().stream().mapToLong(TrainStep::tokens).sum();
        return trained + ledger.calls().stream().mapToLong(CellReader::tokens).sum();
    }

    /// {@return the tokens of calls; those in the prefix cache count too, because their number depends on timing}
    private static long tokens(CallTotals calls) {
        return calls.promptTokens() + calls.completionTokens();
    }

    private static Optional<Measured> measured(RoundResults results, Primary primary) {
        if (primary.benchmark().isEmpty()) {
            return Measurement.heldOut(results) instanceof Measured measured ? Optional.of(measured) : Optional.empty();
        }
        return Measurement.benchmarks(results).stream()
                .filter(each -> each.name().equals(primary.prompts()))
                .map(Benchmark::measured)
                .findFirst();
    }

    private static void add(Map<SecondaryFigure, Double> figures, Measured measured) {
        JudgedRate first = measured.byJudge().getFirst();
        figures.put(SecondaryFigure.WIN_RATE, first.winRate().value());
        figures.put(SecondaryFigure.LENGTH_CONTROLLED, first.lengthControlled().value());
        figures.put(SecondaryFigure.CONTROL, measured.control().value());
        AnswerFigures trained = measured.trained();
        AnswerFigures start = measured.start();
        figures.put(SecondaryFigure.TOKENS, trained.meanTokens());
        figures.put(SecondaryFigure.TOKENS_START, start.meanTokens());
        figures.put(SecondaryFigure.ENDED, 1 - trained.truncated());
        figures.put(SecondaryFigure.ENDED_START, 1 - start.truncated());
        figures.put(SecondaryFigure.REPETITIVE, trained.repetitive());
        figures.put(SecondaryFigure.REPETITIVE_START, start.repetitive());
        figures.put(SecondaryFigure.DISTINCT, trained.distinctWords());
    }
}
