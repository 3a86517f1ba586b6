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

/// What a rule sees in a response without asking anybody. Each is counted; the pair rules say which of them
/// keep a response out of pairs.
public enum ResponseFlag {
    /// It has no text.
    EMPTY,
    /// It was cut off by its limit.
    TRUNCATED,
    /// An earlier response to the same prompt has the same text.
    TWIN,
    /// It begins by declining the request, by [Refusals].
    REFUSAL,
    /// It repeats itself, by [Repetition#loops].
    LOOP,
    /// It contains marks of a chat template or continues as the other speaker, by [TemplateMarks].
    TEMPLATE_LEAKAGE;

    /// {@return the name in ledgers and reports, in lower case}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// {@return what the rules see in each of the responses to one prompt, in their order}
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
