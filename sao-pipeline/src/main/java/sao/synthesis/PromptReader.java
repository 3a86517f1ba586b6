package sao.synthesis;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sao.domain.Answer;
import sao.domain.FinishReason;
import sao.domain.Persona;
import sao.synthesis.PromptReading.Unusable;
import sao.synthesis.PromptReading.Usable;

/// Finds the prompt in what a model wrote, tolerantly, and says why when there is none worth asking.
final class PromptReader {
    private static final int FEWEST_WORDS = 4;
    private static final int MOST_CHARACTERS = 2000;
    private static final int LEAKING_WORDS = 8;

    private static final Pattern MARKER = Pattern.compile(
            "(?:^[*_#>\"'`\\s]*)?\\buser\\s+prompt\\b[*_\"'`\\s]*:[*_]*\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern BLANK_LINE = Pattern.compile("\\n\\s*\\n");
    private static final Pattern TEMPLATE_MARKER = Pattern.compile(
            "<\\|[^|>]{1,40}\\|>|</?s>|<(?:bos|eos|pad|start_of_turn|end_of_turn)>|\\[/?INST\\]|<<?/?SYS>>?");
    private static final Pattern REFUSAL = Pattern.compile(
            "^(?:i(?:['\u2019]m| am) (?:sorry|unable|not able)|sorry\\b|i (?:cannot|can['\u2019]?t|won['\u2019]t)\\b"
                    + "|as an? (?:ai|language model|assistant))",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern STATEMENT = Pattern.compile(
            "^(?:an?|the|this|these|here|sure|certainly|of course|yes|no|okay|great|you are|you['\u2019]re|my"
                    + "|i am|i['\u2019]m|i['\u2019]ve|i have|as|it|he|she|they|we)\\b",
            Pattern.CASE_INSENSITIVE);

    /// What the rules look at.
    ///
    /// @param whole whether the answer ends where the prompt ends
    private record Candidate(Persona persona, Answer answer, String prompt, boolean whole) {}

    private record Rule(String reason, Predicate<Candidate> broken) {}

    /// The first rule that is broken names the reason.
    private static final List<Rule> RULES = List.of(
            new Rule("empty_prompt", it -> it.prompt().isEmpty()),
            new Rule(
                    "template_marker",
                    it -> TEMPLATE_MARKER.matcher(it.prompt()).find()),
            new Rule("truncated_prompt", it -> it.whole() && it.answer().finishReason() == FinishReason.LENGTH),
            new Rule("short_prompt", it -> words(it.prompt()).length < FEWEST_WORDS),
            new Rule("long_prompt", it -> it.prompt().length() > MOST_CHARACTERS),
            new Rule("refusal", it -> REFUSAL.matcher(it.prompt()).find()),
            new Rule("persona_leak", it -> leaks(it.persona().text(), it.prompt())),
            new Rule(
                    "no_request",
                    it -> it.prompt().indexOf('?') < 0
                            && STATEMENT.matcher(it.prompt()).find()));

    private PromptReader() {}

    /// {@return the prompt in an answer, or why there is none}
    ///
    /// @param persona in whose role it was written; its description must not come back
    /// @param answer what the model wrote
    static PromptReading read(Persona persona, Answer answer) {
        String text = answer.text().strip();
        String kept = text;
        Matcher marker = MARKER.matcher(text);
        if (marker.find()) {
            int start = marker.end();
            kept = paragraph(text.substring(start, marker.find() ? marker.start() : text.length()));
        } else {
            kept = line(paragraph(text));
        }
        Candidate candidate = new Candidate(persona, answer, Markup.unwrap(kept), text.endsWith(kept.strip()));
        for (Rule rule : RULES) {
            if (rule.broken().test(candidate)) {
                return new Unusable(rule.reason(), Evidence.of(answer.text()));
            }
        }
        return new Usable(candidate.prompt());
    }

    /// The first paragraph; one that announces something with a colon takes the rest along.
    private static String paragraph(String text) {
        String stripped = text.strip();
        Matcher blank = BLANK_LINE.matcher(stripped);
        if (!blank.find()) {
            return stripped;
        }
        String first = stripped.substring(0, blank.start()).strip();
        return first.endsWith(":") ? stripped : first;
    }

    /// Without a marker, a first line that ends as a sentence is the prompt, and what follows is chatter.
    private static String line(String paragraph) {
        int end = paragraph.indexOf('\n');
        if (end < 0) {
            return paragraph;
        }
        String first = Markup.unwrap(paragraph.substring(0, end));
        return first.endsWith("?") || first.endsWith(".") ? paragraph.substring(0, end) : paragraph;
    }

    /// Whether as many of the persona's words stand in the prompt, one after the other, as tell that it was
    /// copied.
    private static boolean leaks(String persona, String prompt) {
        String[] described = words(persona);
        String asked = ' ' + String.join(" ", words(prompt)) + ' ';
        int run = Math.min(LEAKING_WORDS, described.length);
        for (int start = 0; start + run <= described.length; start++) {
            String words = String.join(" ", List.of(described).subList(start, start + run));
            if (asked.contains(' ' + words + ' ')) {
                return true;
            }
        }
        return false;
    }

    private static String[] words(String text) {
        return Markup.PUNCTUATION
                .matcher(text.toLowerCase(java.util.Locale.ROOT))
                .replaceAll(" ")
                .strip()
                .split("\\s+", -1);
    }
}
