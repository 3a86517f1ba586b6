package sao.pairing;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import sao.domain.Response;
import sao.text.Refusals;
import sao.text.Repetition;
import sao.text.TemplateMarks;

/// A property of a response that a rule detects without a model. All flags are counted; [PairRules] state which
/// flags exclude a response from pairs.
public enum ResponseFlag {
    /// The response has no text.
    EMPTY,
    /// The response was truncated at the maximum number of tokens.
    TRUNCATED,
    /// An earlier response to the same prompt has the same text.
    TWIN,
    /// The response begins with a refusal, see [Refusals].
    REFUSAL,
    /// The response loops, see [Repetition#loops].
    LOOP,
    /// The response contains chat-template markers or continues as another speaker, see [TemplateMarks].
    TEMPLATE_LEAKAGE;

    /// {@return the name in ledgers and reports, lower case}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// {@return the flags of each of the responses to one prompt, in the order of `responses`}
    public static List<Set<ResponseFlag>> of(List<Response> responses) {
        List<Set<ResponseFlag>> flags = new ArrayList<>();
        Set<String> texts = new HashSet<>();
        for (Response response : responses) {
            Set<ResponseFlag> found = of(response);
            if (!texts.add(response.text().strip()) && !found.contains(EMPTY)) {
                found.add(TWIN);
            }
            flags.add(found);
        }
        return flags;
    }

    private static Set<ResponseFlag> of(Response response) {
        String text = response.text();
        Set<ResponseFlag> found = EnumSet.noneOf(ResponseFlag.class);
        if (text.isBlank()) {
            found.add(EMPTY);
        }
        if (response.truncated()) {
            found.add(TRUNCATED);
        }
        if (Refusals.begin(text)) {
            found.add(REFUSAL);
        }
        if (Repetition.loops(text)) {
            found.add(LOOP);
        }
        if (TemplateMarks.areIn(text) || TemplateMarks.nameSpeakerIn(text)) {
            found.add(TEMPLATE_LEAKAGE);
        }
        return found;
    }
}
