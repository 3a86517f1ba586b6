package sao.experimentresult;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sao.calls.CallTotals;
import sao.experiment.ExperimentPlan.Primary;
import sao.experimentresult.ExperimentResults.CellResult;
import sao.experimentresult.ExperimentResults.JudgeResult;
import sao.heldout.HeldOutFigures;
import sao.ledger.LedgerReader;
import sao.ledger.StageProgress;
import sao.result.AnswerFigures;
import sao.result.JudgedRate;
import sao.result.RoundResult.ConstraintsFollowed;
import sao.result.RoundResult.Control;
import sao.result.RoundResult.LengthControlled;
import sao.result.RoundResult.WinRate;
import sao.result.RoundResults;
import sao.rows.RoundReader;
import sao.rows.TrainStep;
import sao.summarizer.LedgerHeldOut;
import sao.workspace.RunFolder;

/// Reads the figures of a cell from its ledger.
final class CellReader {
    private static final int ROUND = 1;

    private CellReader() {}

    /// What the ledger of a cell holds.
    ///
    /// @param state of the run
    /// @param detail a sentence about the state; may be empty
    /// @param values of the primary figure, if it was measured
    /// @param judges figures of each judge, in the order of the settings
    /// @param secondary further figures
    /// @param calls content ids of the requests of its model calls
    record Contents(
            String state,
            String detail,
            Optional<PromptValues> values,
            List<JudgeResult> judges,
            Map<SecondaryFigure, Double> secondary,
            Set<String> calls) {
        /// A cell that was not begun.
        static final Contents PENDING =
                new Contents(CellResult.PENDING, "", Optional.empty(), List.of(), Map.of(), Set.of());
    }

    /// {@return the contents of a cell's ledger}
    ///
    /// @param run folder of the cell
    /// @param judges entries of `evaluate.judges`
    static Contents read(RunFolder run, List<String> judges, Primary primary) {
        if (!run.isBegun()) {
            return Contents.PENDING;
        }
        int place = primary.figure().isJudged() ? judges.indexOf(primary.judge()) + 1 : 1;
        try (LedgerReader ledger = LedgerReader.open(run.path())) {
            RoundReader rows = ledger.round(ROUND);
            RoundResults results = rows.results();
            return new Contents(
                    ledger.state().label(),
                    ledger.meta("state_detail").orElse(""),
                    PromptValues.of(results, primary, place),
                    judges(results, judges, primary),
                    secondary(ledger, rows, primary, place),
                    new HashSet<>(ledger.callIds()));
        }
    }

    private static List<JudgeResult> judges(RoundResults results, List<String> judges, Primary primary) {
        return results.all(WinRate.class).stream()
                .filter(found -> found.benchmark().equals(primary.benchmark()) && found.judge() <= judges.size())
                .sorted(Comparator.comparingInt(WinRate::judge))
                .map(found -> new JudgeResult(
                        judges.get(found.judge() - 1),
                        found.rate().judge(),
                        found.rate().winRate().value(),
                        found.rate().logOdds().known() ? found.rate().logOdds().value() : Double.NaN))
                .toList();
    }

    private static Map<SecondaryFigure, Double> secondary(
            LedgerReader ledger, RoundReader rows, Primary primary, int place) {
        Map<SecondaryFigure, Double> figures = new EnumMap<>(SecondaryFigure.class);
        RoundResults results = rows.results();
        results.all(WinRate.class).stream()
                .filter(found -> found.benchmark().equals(primary.benchmark()) && found.judge() == place)
                .forEach(found -> add(figures, found.rate()));
        results.all(Control.class).stream()
                .filter(found -> found.benchmark().equals(primary.benchmark()) && found.judge() == place)
                .forEach(found ->
                        figures.put(SecondaryFigure.CONTROL, found.share().value()));
        results.all(LengthControlled.class).stream()
                .filter(found -> found.benchmark().equals(primary.benchmark()) && found.judge() == place)
                .forEach(found -> add(figures, found.start(), found.trained()));
        results.first(ConstraintsFollowed.class)
                .flatMap(ConstraintsFollowed::figures)
                .ifPresent(found -> {
                    figures.put(SecondaryFigure.CONSTRAINTS, found.trained().value());
                    figures.put(SecondaryFigure.CONSTRAINTS_START, found.start().value());
                });
        List<HeldOutFigures> heldOut = LedgerHeldOut.of(ledger, ROUND);
        if (!heldOut.isEmpty()) {
            figures.put(SecondaryFigure.PAIR_ACCURACY, heldOut.getLast().accuracy());
            figures.put(SecondaryFigure.PAIR_ACCURACY_START, heldOut.getFirst().accuracy());
        }
        figures.put(SecondaryFigure.PAIRS, (double) rows.funnel().pairs());
        figures.put(SecondaryFigure.STEPS, (double) rows.trainSteps().size());
        figures.put(SecondaryFigure.ROLLBACKS, (double) ledger.eventsAfter(0).stream()
                .filter(event -> event.kind().equals(TrainStep.ROLLED_BACK))
                .count());
        figures.put(SecondaryFigure.COST, (double) tokens(ledger, rows));
        figures.put(
                SecondaryFigure.SECONDS,
                ledger.stages().stream().mapToDouble(StageProgress::seconds).sum());
        return figures;
    }

    private static void add(Map<SecondaryFigure, Double> figures, JudgedRate rate) {
        figures.put(SecondaryFigure.WIN_RATE, rate.winRate().value());
        figures.put(
                SecondaryFigure.MEAN_LOG_ODDS,
                rate.logOdds().known() ? rate.logOdds().value() : Double.NaN);
        figures.put(
                SecondaryFigure.LENGTH_CONTROLLED,
                rate.lengthControlled().known() ? rate.lengthControlled().value() : Double.NaN);
    }

    private static void add(Map<SecondaryFigure, Double> figures, AnswerFigures start, AnswerFigures trained) {
        figures.put(SecondaryFigure.TOKENS, trained.meanTokens());
        figures.put(SecondaryFigure.TOKENS_START, start.meanTokens());
        figures.put(SecondaryFigure.ENDED, 1 - trained.truncated());
        figures.put(SecondaryFigure.ENDED_START, 1 - start.truncated());
        figures.put(SecondaryFigure.REPETITIVE, trained.repetitive());
        figures.put(SecondaryFigure.REPETITIVE_START, start.repetitive());
        figures.put(SecondaryFigure.DISTINCT, trained.distinctWords());
    }

    private static long tokens(LedgerReader ledger, RoundReader rows) {
        long trained = rows.trainSteps().stream().mapToLong(TrainStep::tokens).sum();
        return trained + ledger.calls().stream().mapToLong(CellReader::tokens).sum();
    }

    /// {@return the tokens of calls; those in the prefix cache count too, because their number depends on timing}
    private static long tokens(CallTotals calls) {
        return calls.promptTokens() + calls.completionTokens();
    }
}
