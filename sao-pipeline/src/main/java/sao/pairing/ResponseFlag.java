package sao.pairing;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import sao.domain.Response;

/// What a rule sees in a response without asking anybody. Each is counted; the pair rules say which of them
/// keep a response out of pairs.
public enum ResponseFlag {
    /// It has no text.
    EMPTY,
    /// It was cut off by its limit.
    TRUNCATED,
    /// An earlier response to the same prompt has the same text.
    TWIN,
    /// It begins by declining to answer, in English.
    REFUSAL,
    /// It says the same over and over: fewer than half of the runs of four words are distinct, in all of it
    /// or at its end.
    LOOP,
    /// It contains the marks by which chat templates part turns, or goes on as the other speaker.
    TEMPLATE_LEAKAGE;

    private static final int LOOP_WORDS = 40;
    private static final int LOOP_RUN = 4;
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern DECLINING = Pattern.compile(
            "(?i)^\\W*(?:(?:i['’]m|i am) (?:really |very |so )?sorry[,.]? (?:but )?(?:i|as an)\\b"
                    + "|(?:unfortunately, )?i (?:can['’]?t|cannot|am unable to|am not able to|won['’]t)"
                    + " (?:help|assist|provide|fulfil|answer|comply|do that|create|write)"
                    + "|(?:i['’]m|i am) (?:unable|not able) to|as an ai\\b[^.]{0,60}\\bi (?:can['’]?t|cannot|do not|don['’]t))");
    private static final Pattern MARK =
            Pattern.compile("<\\|[a-z_0-9]+\\|>|</?(?:start|end)_of_turn>|\\[/?INST]|<</?SYS>>|</?s>(?!\\w)");
    private static final Pattern OTHER_SPEAKER = Pattern.compile(
            "(?m)^(?:#{2,3} )?(?:User|Human|Assistant|Instruction|Response|User prompt) ?:\\s*(?:\\S|$)");
    private static final List<String> SPEAKERS = List.of("User", "Human", "Assistant", "Instruction", "Response");

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
        if (DECLINING.matcher(text).find()) {
            found.add(REFUSAL);
        }
        if (loops(text)) {
            found.add(LOOP);
        }
        if (leaks(text)) {
            found.add(TEMPLATE_LEAKAGE);
        }
        return found;
    }

    /// Few texts hold a bracket or the name of a speaker, and to look for these takes far less than a pattern.
    private static boolean leaks(String text) {
        boolean bracketed = text.indexOf('<') >= 0 || text.indexOf('[') >= 0;
        return (bracketed && MARK.matcher(text).find())
                || (SPEAKERS.stream().anyMatch(text::contains)
                        && OTHER_SPEAKER.matcher(text).find());
    }

    private static boolean loops(String text) {
        List<String> words = SPACE.splitAsStream(text.strip()).toList();
        return words.size() >= LOOP_WORDS
                && (repeats(words) || repeats(words.subList(words.size() - LOOP_WORDS, words.size())));
    }

    private static boolean repeats(List<String> words) {
        Set<List<String>> distinct = new HashSet<>();
        int runs = words.size() - LOOP_RUN + 1;
        for (int i = 0; i < runs; i++) {
            distinct.add(words.subList(i, i + LOOP_RUN));
        }
        return 2 * distinct.size() < runs;
    }
}
