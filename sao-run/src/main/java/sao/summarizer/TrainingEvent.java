package sao.summarizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Set;
import sao.ledger.LedgerReader;

/// An event of a round's training.
///
/// @param kind of the event
/// @param said its JSON object
record TrainingEvent(String kind, JsonNode said) {
    private static final JsonMapper JSON = new JsonMapper();

    /// {@return the events of these kinds in a round, in their order}
    static List<TrainingEvent> of(LedgerReader ledger, int round, Set<String> kinds) {
        return ledger.eventsAfter(0).stream()
                .filter(event -> kinds.contains(event.kind()))
                .map(event -> new TrainingEvent(event.kind(), read(event.json())))
                .filter(event -> event.said.path("round").asInt(1) == round)
                .toList();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger holds JSON", e);
        }
    }
}
