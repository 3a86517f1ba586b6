package sao.summarizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sao.ledger.LedgerReader;
import sao.rows.TrainStep;

/// Reads the training guard's findings from the ledger.
final class LedgerHealth {
    private static final String LOOKED = "health";
    private static final String TRAINED = "trained";
    private static final Set<String> KINDS = Set.of(LOOKED, TrainStep.ROLLED_BACK, TRAINED, TrainStep.BEGUN);

    private LedgerHealth() {}

    /// {@return the rollbacks of a round's training, the rate at its end, the held-out pairs, the movement of its
    /// weights and its last health check, one sentence each}
    ///
    /// A ledger may hold rollbacks of an earlier training of the round, with other settings: when a training is
    /// finished, only the last ones, as many as it made, are its own.
    static List<String> of(LedgerReader ledger, int round) {
        List<String> rollbacks = new ArrayList<>();
        Optional<JsonNode> last = Optional.empty();
        Optional<JsonNode> end = Optional.empty();
        for (TrainingEvent event : TrainingEvent.of(ledger, round, KINDS)) {
            JsonNode said = event.said();
            switch (event.kind()) {
                case TrainStep.ROLLED_BACK -> rollbacks.add(said.path("words").asText());
                case TRAINED -> end = Optional.of(said);
                case TrainStep.BEGUN -> end = Optional.empty();
                default -> last = Optional.of(said);
            }
        }
        List<String> sentences = new ArrayList<>(own(rollbacks, end));
        end.ifPresent(trained -> {
            sentences.add("Training of %d steps: %s"
                    .formatted(
                            trained.path("steps").asInt(), trained.path("words").asText()));
            if (trained.has("held_out")) {
                sentences.add(trained.path("held_out").asText());
            }
            if (trained.has("movement")) {
                sentences.add(trained.path("movement").asText());
            }
        });
        last.ifPresent(look -> sentences.add("Since the start, as seen after step %d: %s."
                .formatted(look.path("step").asInt(), look.path("words").asText())));
        return sentences;
    }

    private static List<String> own(List<String> rollbacks, Optional<JsonNode> end) {
        int count = end.map(trained -> trained.path("rollbacks").asInt()).orElse(rollbacks.size());
        return rollbacks.subList(Math.max(0, rollbacks.size() - count), rollbacks.size());
    }
}
