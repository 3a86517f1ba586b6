package sao.summarizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sao.ledger.Event;
import sao.ledger.LedgerReader;

/// Reads the training guard's findings from the ledger.
final class LedgerHealth {
    private static final String LOOKED = "health";
    private static final String ROLLED_BACK = "rolled_back";
    private static final JsonMapper JSON = new JsonMapper();

    private LedgerHealth() {}

    /// {@return every rollback of a round and its last health check, one sentence each}
    static List<String> of(LedgerReader ledger, int round) {
        List<String> sentences = new ArrayList<>();
        Optional<JsonNode> last = Optional.empty();
        for (Event event : ledger.eventsAfter(0)) {
            if (event.kind().equals(LOOKED) || event.kind().equals(ROLLED_BACK)) {
                JsonNode said = read(event.json());
                if (said.path("round").asInt(1) != round) {
                    continue;
                }
                if (event.kind().equals(ROLLED_BACK)) {
                    sentences.add(said.path("words").asText());
                } else {
                    last = Optional.of(said);
                }
            }
        }
        last.ifPresent(look -> sentences.add("Since the start, as seen after step %d: %s."
                .formatted(look.path("step").asInt(), look.path("words").asText())));
        return sentences;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger holds JSON", e);
        }
    }
}
