package sao.prompt;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sao.chat.Answer;
import sao.domain.Persona;
import sao.error.Excerpt;
import sao.prompt.PromptReading.Unusable;
import sao.prompt.PromptReading.Usable;
import sao.text.Refusals;
import sao.text.TemplateMarks;
import sao.text.Words;
import sao.token.FinishReason;

/// Extracts the prompt from the answer of a model, or determines the reason why the answer has no usable prompt.
///
/// @param language required language of prompts
record PromptReader(Language language) {
    private static final int FEWEST_WORDS = 4;
    private static final int MOST_CHARACTERS = 2000;
    private static final int LEAKING_WORDS = 8;
    /// Number of words that identify a copied persona description if they are its first words.
    private static final int OPENING_WORDS = 4;
    /// Length of the longest word that cannot end a prompt, in letters.
    private static final int LONGEST_UNFINISHED = 5;

    private static final List<String> ARTICLES = List.of("a", "an", "the");

    private static final Pattern MARKER = Pattern.compile(
            "(?:^[*_#>\"'`\\s]*)?\\buser\\s+prompt\\b[*_\"'`\\s]*:[*_]*\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern BLANK_LINE = Pattern.compile("\\n\\s*\\n");
    private static final Pattern STATEMENT = Pattern.compile(
            "^(?:an?|the|this|these|here|sure|certainly|of course|yes|no|okay|great|you are|you['\u2019]re|my"
                    + "|i am|i['\u2019]m|i['\u2019]ve|i have|as|it|he|she|they|we)\\b",
            Pattern.CASE_INSENSITIVE);

    /// The input of the rules.
    ///
    /// @param persona persona in whose role the prompt was written
    /// @param answer answer of the model
    /// @param prompt extracted text
    /// @param words words of the prompt
    /// @param whole whether the answer ends at the end of the prompt
    private record Candidate(Persona persona, Answer answer, String prompt, List<String> words, boolean whole) {}

    private record Rule(String reason, Predicate<Candidate> broken) {}

    /// Matches a reference to the persona, which the responding model does not know.
    private static final Pattern REFERENCE = Pattern.compile(
            "\\b(?:this|that) person\\b|^(?:how|what|which|why|where|when|who)(?: \\w+){0,2} (?:he|she)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "\\[(?:your|insert|name|date|topic|place|city|country|company|product|number|subject|title|link|url|x|\\.\\.\\.)"
                    + "[^\\]]*\\]|<(?:insert|your|name)[^>]*>|\\{(?:persona|demand|relation)\\}",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern UNFINISHED = Pattern.compile(
            "(?:[,;(\\u2014\\u2013-]|\\b(?:the|a|an|and|or|of|to|for|with|in|on|at|by|from|that|which|my|your|their|its|is|are|as))$",
            Pattern.CASE_INSENSITIVE);

    /// The rules in order; the first violated rule determines the reason.
    private static final List<Rule> RULES = List.of(
            new Rule("empty_prompt", it -> it.prompt().isEmpty()),
            new Rule("template_marker", it -> TemplateMarks.areIn(it.prompt())),
            new Rule("truncated_prompt", it -> it.whole() && it.answer().finishReason() == FinishReason.LENGTH),
            new Rule("unfinished_prompt", it -> isUnfinished(it.prompt())),
            new Rule("short_prompt", it -> it.words().size() < FEWEST_WORDS),
            new Rule("long_prompt", it -> it.prompt().length() > MOST_CHARACTERS),
            new Rule("refusal", it -> Refusals.begin(it.prompt())),
            new Rule("persona_leak", it -> leaks(it.persona().text(), it.words())),
            new Rule("persona_reference", it -> REFERENCE.matcher(it.prompt()).find()),
            new Rule("needs_attachment", it -> MissingAttachment.areMissing(it.prompt())),
            new Rule("placeholder", it -> PLACEHOLDER.matcher(it.prompt()).find()),
            new Rule(
                    "no_request",
                    it -> it.prompt().indexOf('?') < 0
                            && STATEMENT.matcher(it.prompt()).find()));

    /// {@return the prompt in an answer, or the reason why there is none}
    ///
    /// @param persona persona in whose role the prompt was written; the prompt must not contain its description
    /// @param answer answer of the model
    PromptReading read(Persona persona, Answer answer) {
        String text = answer.text().strip();
        String kept = text;
        Matcher marker = MARKER.matcher(text);
        if (marker.find()) {
            int start = marker.end();
            kept = paragraph(text.substring(start, marker.find() ? marker.start() : text.length()));
        } else {
            kept = line(paragraph(text));
        }
        String prompt = Markup.unwrap(kept);
        Candidate candidate = new Candidate(persona, answer, prompt, Words.of(prompt), text.endsWith(kept.strip()));
        for (Rule rule : RULES) {
            if (rule.broken().test(candidate)) {
                return new Unusable(rule.reason(), Excerpt.line(answer.text()));
            }
        }
        Optional<String> objection = language.objection(candidate.prompt());
        return objection.isPresent()
                ? new Unusable(objection.get(), Excerpt.line(answer.text()))
                : new Usable(candidate.prompt());
    }

    /// Whether a prompt ends with a word that cannot end a sentence. Only the end of the prompt is searched, which
    /// is faster than a search of the whole text.
    private static boolean isUnfinished(String prompt) {
        int begin = Math.max(0, prompt.length() - LONGEST_UNFINISHED);
        return UNFINISHED
                .matcher(prompt)
                .region(begin, prompt.length())
                .useTransparentBounds(true)
                .find();
    }

    /// Returns the first paragraph; the whole text if the first paragraph ends with a colon.
    private static String paragraph(String text) {
        String stripped = text.strip();
        Matcher blank = BLANK_LINE.matcher(stripped);
        if (!blank.find()) {
            return stripped;
        }
        String first = stripped.substring(0, blank.start()).strip();
        return first.endsWith(":") ? stripped : first;
    }

    /// Returns the first line if it ends as a sentence, otherwise the whole paragraph. Used for answers without a
    /// marker, where later lines are usually comments.
    private static String line(String paragraph) {
        int end = paragraph.indexOf('\n');
        if (end < 0) {
            return paragraph;
        }
        String first = Markup.unwrap(paragraph.substring(0, end));
        return first.endsWith("?") || first.endsWith(".") ? paragraph.substring(0, end) : paragraph;
    }

    /// Whether the prompt contains a run of words of the persona's description that is long enough to identify a
    /// copy.
    private static boolean leaks(String persona, List<String> prompt) {
        List<String> described = Words.of(persona);
        if (described.isEmpty()) {
            return false;
        }
        String asked = ' ' + String.join(" ", prompt) + ' ';
        int first = ARTICLES.contains(described.getFirst()) ? 1 : 0;
        if (described.size() >= first + OPENING_WORDS && stands(asked, described, first, OPENING_WORDS)) {
            return true;
        }
        int run = Math.min(LEAKING_WORDS, described.size());
        for (int start = 0; start + run <= described.size(); start++) {
            if (stands(asked, described, start, run)) {
                return true;
            }
        }
        return false;
    }

    private static boolean stands(String asked, List<String> described, int start, int run) {
        return asked.contains(' ' + String.join(" ", described.subList(start, start + run)) + ' ');
    }
}
