package sao.summarizer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sao.calls.CallPurpose;
import sao.calls.CallTotals;
import sao.ledger.LedgerReader;
import sao.result.RoundResult.ConstraintsFollowed;
import sao.result.RoundResult.MeasuredNoise;
import sao.result.RoundResults;
import sao.rows.RoundReader;
import sao.rows.RoundStage;
import sao.rows.TrainStep;
import sao.summary.JudgeSummary;
import sao.summary.Measurement;
import sao.summary.RunSummary;
import sao.summary.RunSummary.Timing;

/// Creates the summary of a run from its ledger, also while the run is in progress.
public final class LedgerSummary {
    /// Stages whose model calls have a purpose of their own.
    private static final Map<RoundStage, CallPurpose> PURPOSE_OF_STAGE = Map.of(
            RoundStage.PROMPTS, CallPurpose.PROMPTS,
            RoundStage.RESPONSES, CallPurpose.RESPONSES,
            RoundStage.JUDGMENTS, CallPurpose.JUDGMENTS,
            RoundStage.AUDIT, CallPurpose.AUDIT,
            RoundStage.AGREEMENT, CallPurpose.AGREEMENT,
            RoundStage.EVALUATE, CallPurpose.EVALUATION,
            RoundStage.CONSTRAINTS, CallPurpose.CONSTRAINTS);

    private LedgerSummary() {}

    /// {@return the summary of a run's last round}
    ///
    /// @param origin names, settings and versions that the ledger does not contain
    /// @param now time at which the summary is made
    public static RunSummary of(LedgerReader ledger, RunOrigin origin, Instant now) {
        List<Integer> rounds = ledger.rounds();
        int round = rounds.isEmpty() ? 1 : rounds.getLast();
        RoundReader rows = ledger.round(round);
        RoundResults results = rows.results();
        List<TrainStep> steps = rows.trainSteps();
        LedgerPairs pairs = LedgerPairs.of(ledger, round);
        String judge = pairs.judge().orElse("no judge yet");
        return new RunSummary(
                origin.run(),
                ledger.state().label(),
                now.truncatedTo(ChronoUnit.SECONDS).toString(),
                origin.model(),
                Measurement.heldOut(results),
                Measurement.benchmarks(results),
                results.all(ConstraintsFollowed.class).stream()
                        .flatMap(found -> found.figures().stream())
                        .toList(),
                LedgerFunnel.of(rows, results),
                LedgerPrompts.of(results),
                new JudgeSummary(
                        judge,
                        ledger.meta("judge_model").orElse(""),
                        JudgeReason.of(judge),
                        AuditResults.longerWon(results),
                        results.all(MeasuredNoise.class),
                        AuditResults.audits(results, judge)),
                pairs.summary(),
                new LedgerCurves(steps, LedgerHeldOut.of(ledger, round)).all(),
                LedgerHealth.of(ledger, round),
                timings(ledger, round, steps),
                LedgerForecast.of(ledger, round),
                RunFacts.of(ledger, origin));
    }

    private static List<Timing> timings(LedgerReader ledger, int round, List<TrainStep> steps) {
        Map<String, Long> tokens = ledger.calls(round).stream()
                .collect(Collectors.toMap(CallTotals::purpose, CallTotals::completionTokens));
        long trained = steps.stream().mapToLong(TrainStep::tokens).sum();
        List<Timing> timings = new ArrayList<>();
        ledger.stages().stream()
                .filter(stage -> stage.round() == round)
                .forEach(stage -> timings.add(new Timing(
                        stage.stage().label(),
                        stage.done(),
                        stage.seconds(),
                        stage.stage() == RoundStage.TRAIN
                                ? trained
                                : Optional.ofNullable(PURPOSE_OF_STAGE.get(stage.stage()))
                                        .map(purpose -> tokens.get(purpose.label()))
                                        .orElse(0L))));
        return timings;
    }
}
