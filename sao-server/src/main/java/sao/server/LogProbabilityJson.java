package sao.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import sao.sampling.ObservedToken;
import sao.sampling.RankedToken;

/// Writes log-probabilities (nats) in the protocol's three formats: chat, completion and prompt.
///
/// @param texts text of single tokens
/// @param asIds whether tokens are written as `token_id:N` instead of as text
/// @param chosenIds whether the alternatives are token ids that the request listed; a chat's list then also
///     contains the sampled token
record LogProbabilityJson(TokenTexts texts, boolean asIds, boolean chosenIds) {
    static LogProbabilityJson of(TokenTexts texts, RequestParameters.TokenReport reported) {
        boolean chosen =
                reported.alternatives().filter(some -> !some.tokens().isEmpty()).isPresent();
        return new LogProbabilityJson(texts, reported.asIds(), chosen);
    }

    private String name(int id) {
        return asIds ? "token_id:" + id : texts.text(id);
    }

    /// {@return the format of chat completions: a list of tokens with their bytes}
    ObjectNode chat(List<ObservedToken> tokens) {
        ObjectNode tree = Json.object();
        ArrayNode content = tree.putArray("content");
        for (ObservedToken token : tokens) {
            ObjectNode entry = entry(token.token());
            ArrayNode others = entry.putArray("top_logprobs");
            (chosenIds ? withItself(token) : token.alternatives()).forEach(other -> others.add(entry(other)));
            content.add(entry);
        }
        return tree;
    }

    private ObjectNode entry(RankedToken token) {
        ObjectNode entry = Json.object();
        entry.put("token", name(token.id())).put("logprob", token.logProbability());
        ArrayNode bytes = entry.putArray("bytes");
        for (byte one : texts.bytes(token.id())) {
            bytes.add(Byte.toUnsignedInt(one));
        }
        return entry;
    }

    /// {@return the format of text completions: parallel lists}
    ///
    /// @param first the first token of an echoed prompt, which has no log-probability; otherwise empty
    /// @param offset position of the first token in the text, in code points
    ObjectNode completion(List<Integer> first, List<ObservedToken> tokens, int offset) {
        ObjectNode tree = Json.object();
        ArrayNode offsets = tree.putArray("text_offset");
        ArrayNode values = tree.putArray("token_logprobs");
        ArrayNode names = tree.putArray("tokens");
        ArrayNode tops = tree.putArray("top_logprobs");
        int place = offset;
        for (int id : first) {
            names.add(name(id));
            offsets.add(place);
            values.addNull();
            tops.addNull();
            place += length(id);
        }
        for (ObservedToken token : tokens) {
            names.add(name(token.token().id()));
            offsets.add(place);
            values.add(token.token().logProbability());
            ObjectNode top = tops.addObject();
            for (RankedToken one : withItself(token)) {
                if (!top.has(name(one.id()))) { // of two tokens with one text the likelier stays
                    top.put(name(one.id()), one.logProbability());
                }
            }
            place += length(token.token().id());
        }
        return tree;
    }

    /// {@return the number of code points that a token adds to the text}
    int length(int id) {
        String name = name(id);
        return name.codePointCount(0, name.length());
    }

    /// {@return the token, followed by its alternatives}
    private static List<RankedToken> withItself(ObservedToken token) {
        List<RankedToken> all = new ArrayList<>(List.of(token.token()));
        Set<Integer> known = new TreeSet<>(Set.of(token.token().id()));
        for (RankedToken other : token.alternatives()) {
            if (known.add(other.id())) {
                all.add(other);
            }
        }
        return all;
    }

    /// {@return the format of prompts: for each token a map by token id; null for the first token}
    ArrayNode prompt(List<ObservedToken> tokens) {
        ArrayNode list = Json.array();
        list.addNull();
        for (ObservedToken token : tokens) {
            ObjectNode places = list.addObject();
            for (RankedToken one : withItself(token)) {
                places.putObject(String.valueOf(one.id()))
                        .put("logprob", one.logProbability())
                        .put("rank", one.rank())
                        .put("decoded_token", texts.text(one.id()));
            }
        }
        return list;
    }
}
