package sao.summarizer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sao.result.RoundResult.BrokenPersonas;
import sao.result.RoundResult.FlaggedResponses;
import sao.result.RoundResult.NotTrained;
import sao.result.RoundResults;
import sao.rows.Funnel;
import sao.rows.RoundReader;
import sao.rows.RoundStage;
import sao.summary.FunnelSummary;
import sao.summary.FunnelSummary.Flag;
import sao.summary.FunnelSummary.Step;

/// Reads the funnel of a round: the row counts of the ledger, in the order in which rows pass the stages.
final class LedgerFunnel {
    private final List<Step> steps = new ArrayList<>();

    private LedgerFunnel(long personas, long broken) {
        steps.add(new Step(broken == 0 ? "personas" : "entries of the persona file", personas + broken, Map.of(), 0));
        if (broken > 0) {
            step("personas", personas, Map.of("could not be read", broken));
        }
    }

    /// {@return the funnel of a round}
    static FunnelSummary of(RoundReader rows, RoundResults results) {
        Funnel counts = rows.funnel();
        Map<RoundStage, Map<String, Long>> drops = rows.dropsByStage();
        LedgerFunnel funnel = new LedgerFunnel(counts.personas(), broken(results));
        funnel.step("prompts", counts.prompts(), drops.getOrDefault(RoundStage.PROMPTS, Map.of()));
        Map<String, Long> heldOut =
                counts.heldOut() == 0 ? Map.of() : Map.of("held out for the measurement", counts.heldOut());
        funnel.step("prompts to train on", counts.prompts() - counts.heldOut(), heldOut);
        funnel.step("answered", rows.answered(), Map.of());
        funnel.step("judged", counts.judgments(), drops.getOrDefault(RoundStage.RESPONSES, Map.of()));
        Map<String, Long> unranked = new LinkedHashMap<>(drops.getOrDefault(RoundStage.JUDGMENTS, Map.of()));
        drops.getOrDefault(RoundStage.PAIRS, Map.of()).forEach((reason, n) -> unranked.merge(reason, n, Long::sum));
        funnel.step("pairs", counts.pairs(), unranked);
        if (!rows.trainSteps().isEmpty()) {
            Optional<NotTrained> left = results.first(NotTrained.class);
            funnel.step(
                    "trained",
                    counts.pairs() - left.map(NotTrained::total).orElse(0L),
                    left.map(NotTrained::pairs).orElse(Map.of()));
        }
        return new FunnelSummary(funnel.steps, flags(results));
    }

    private static long broken(RoundResults results) {
        return results.first(BrokenPersonas.class)
                .map(broken ->
                        Math.round(broken.share().value() * broken.share().n()))
                .orElse(0L);
    }

    private static List<Flag> flags(RoundResults results) {
        return results.all(FlaggedResponses.class).stream()
                .map(flagged -> new Flag(flagged.rule(), flagged.share()))
                .toList();
    }

    private void step(String name, long rows, Map<String, Long> left) {
        long before = steps.getLast().rows();
        long gone = left.values().stream().mapToLong(Long::longValue).sum();
        steps.add(new Step(name, rows, left, before - rows - gone));
    }
}
