package sao.summarizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import sao.heldout.HeldOutFigures;
import sao.ledger.LedgerReader;
import sao.rows.TrainStep;

/// Reads the measurements on held-out pairs from the ledger's events.
public final class LedgerHeldOut {
    private static final Set<String> KINDS = Set.of(TrainStep.BEGUN, TrainStep.ROLLED_BACK, TrainStep.HELD_OUT);

    private LedgerHeldOut() {}

    /// {@return the figures of a round's last training in the order of steps, each step once; empty if nothing
    /// was measured}
    ///
    /// Figures after the step to which a rollback returned, or from which a session began, are obsolete: those
    /// steps were made again, or belong to an earlier training of the round.
    public static List<HeldOutFigures> of(LedgerReader ledger, int round) {
        TreeMap<Integer, HeldOutFigures> byStep = new TreeMap<>();
        for (TrainingEvent event : TrainingEvent.of(ledger, round, KINDS)) {
            JsonNode said = event.said();
            switch (event.kind()) {
                case TrainStep.BEGUN ->
                    byStep.tailMap(said.path("first_step").asInt(1), true).clear();
                case TrainStep.ROLLED_BACK ->
                    byStep.tailMap(said.path("to").asInt(), false).clear();
                default -> byStep.put(said.path("step").asInt(), figures(said));
            }
        }
        return List.copyOf(byStep.values());
    }

    private static HeldOutFigures figures(JsonNode said) {
        return new HeldOutFigures(
                said.path("step").asInt(),
                said.path("pairs").asInt(),
                said.path("loss").asDouble(Double.NaN),
                said.path("margin").asDouble(Double.NaN),
                said.path("right").asInt());
    }
}
