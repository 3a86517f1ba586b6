package sao.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import sao.tokenizer.Tokenizer;
import sao.tokenizer.TokenizerConfig;

/// Finds the ids of the tokens that end a turn or a text.
final class TurnEnds {
    /// End-of-turn tokens of the families' templates, which some files do not list.
    private static final List<String> OF_TEMPLATES = List.of("<|im_end|>", "<|eot_id|>", "<|end|>", "<end_of_turn>");

    private TurnEnds() {}

    /// {@return the end of a text, and the end-of-turn tokens that the template writes}
    static Set<Integer> of(Tokenizer tokenizer, TokenizerConfig config) {
        Set<Integer> ends = new TreeSet<>();
        config.end().flatMap(tokenizer::idOf).ifPresent(ends::add);
        for (String token : OF_TEMPLATES) {
            if (config.chatTemplate().contains(token)) {
                tokenizer.idOf(token).ifPresent(ends::add);
            }
        }
        return ends;
    }

    /// Adds an `eos_token_id`.
    ///
    /// @param ids an id, or a list of ids
    static void add(JsonNode ids, Set<Integer> into) {
        if (ids.isInt()) {
            into.add(ids.asInt());
        }
        ids.forEach(id -> into.add(id.asInt()));
    }
}
