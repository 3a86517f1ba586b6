package sao.summary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sao.ledger.LedgerReader;
import sao.rows.Funnel;
import sao.rows.RoundStage;
import sao.statistics.Interval;
import sao.summary.FunnelSummary.Flag;
import sao.summary.FunnelSummary.Step;
import sao.synthesis.Synthesis;

/// Reads the funnel of a round: what the ledger counts by stage, put in the order in which rows pass.
final class LedgerFunnel {
    private static final String FLAGGED = "flagged/";

    private final List<Step> steps = new ArrayList<>();

    private LedgerFunnel(long personas, long broken) {
        steps.add(new Step(broken == 0 ? "personas" : "entries of the persona file", personas + broken, Map.of(), 0));
        if (broken > 0) {
            step("personas", personas, Map.of("could not be read", broken));
        }
    }

    private static long broken(LedgerReader ledger, int round) {
        return ledger.round(round).evaluations().stream()
                .filter(row -> row.metric().equals(Synthesis.BROKEN))
                .mapToLong(row -> Math.round(row.value() * row.n()))
                .sum();
    }

    /// {@return the funnel of a round}
    static FunnelSummary of(LedgerReader ledger, int round) {
        Funnel counts = ledger.round(round).funnel();
        Map<RoundStage, Map<String, Long>> drops = ledger.round(round).dropsByStage();
        LedgerFunnel funnel = new LedgerFunnel(counts.personas(), broken(ledger, round));
        funnel.step("prompts", counts.prompts(), drops.getOrDefault(RoundStage.PROMPTS, Map.of()));
        Map<String, Long> heldOut =
                counts.heldOut() == 0 ? Map.of() : Map.of("held out for the measurement", counts.heldOut());
        funnel.step("prompts to train on", counts.prompts() - counts.heldOut(), heldOut);
        funnel.step("answered", ledger.round(round).answered(), Map.of());
        funnel.step("judged", counts.judgments(), drops.getOrDefault(RoundStage.RESPONSES, Map.of()));
        Map<String, Long> unranked = new LinkedHashMap<>(drops.getOrDefault(RoundStage.JUDGMENTS, Map.of()));
        drops.getOrDefault(RoundStage.PAIRS, Map.of())
                .forEach((reason, rows) -> unranked.merge(reason, rows, Long::sum));
        funnel.step("pairs", counts.pairs(), unranked);
        if (!ledger.round(round).trainSteps().isEmpty()) {
            Map<String, Long> left = Findings.notTrained(ledger.meta(Findings.NOT_TRAINED));
            long missing = left.values().stream().mapToLong(Long::longValue).sum();
            funnel.step("trained", counts.pairs() - missing, left);
        }
        return new FunnelSummary(funnel.steps, flags(ledger, round));
    }

    private static List<Flag> flags(LedgerReader ledger, int round) {
        return ledger.round(round).evaluations().stream()
                .filter(row -> row.metric().startsWith(FLAGGED))
                .map(row -> new Flag(
                        row.metric().substring(FLAGGED.length()),
                        new Figure(row.value(), new Interval(row.low(), row.high()), row.n())))
                .toList();
    }

    private void step(String name, long rows, Map<String, Long> left) {
        long before = steps.getLast().rows();
        long gone = left.values().stream().mapToLong(Long::longValue).sum();
        steps.add(new Step(name, rows, left, before - rows - gone));
    }
}
