package sao.constraint;

import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;

/// The kinds of constraints with their instructions, parameters and rules.
///
/// They are graded so that models of 100 to 500 million parameters meet some and fail others. Limits on the length
/// exist in both directions: longer answers meet [#SENTENCES_AT_LEAST] and [#WORDS_AT_LEAST] more often and
/// [#SENTENCES_AT_MOST] and [#WORDS_AT_MOST] less often, so that length alone moves the pass rate over all families
/// little.
///
/// Words are those of [sao.text.Words]: lower case, without punctuation.
@SuppressWarnings("ImmutableEnumChecker") // the lists are unmodifiable, the rules have no state
public enum ConstraintFamily {
    /// At most a number of sentences.
    SENTENCES_AT_MOST(
            "Use at most %s sentences.",
            List.of("2", "3", "4", "5"), (answer, limit) -> answer.sentences() <= Integer.parseInt(limit)),
    /// At least a number of sentences.
    SENTENCES_AT_LEAST(
            "Use at least %s sentences.",
            List.of("3", "4", "5", "6"), (answer, limit) -> answer.sentences() >= Integer.parseInt(limit)),
    /// At most a number of words.
    WORDS_AT_MOST(
            "Use at most %s words.",
            List.of("30", "45", "60", "75"), (answer, limit) -> answer.words().size() <= Integer.parseInt(limit)),
    /// At least a number of words.
    WORDS_AT_LEAST(
            "Use at least %s words.",
            List.of("30", "45", "60", "75"), (answer, limit) -> answer.words().size() >= Integer.parseInt(limit)),
    /// A list with at least a number of points.
    LIST(
            "Give a list of at least %s points, each on a line of its own that begins with \"- \" or a number.",
            List.of("2", "3", "4", "5"), (answer, least) -> answer.listItems() >= Integer.parseInt(least)),
    /// An exact number of lines; empty lines do not count.
    LINES(
            "Write the answer in exactly %s lines.",
            List.of("2", "3", "4", "5"), (answer, number) -> answer.lines().size() == Integer.parseInt(number)),
    /// No capital letter.
    LOWER_CASE(
            "Write the whole answer in %s, without any capital letter.",
            List.of("small letters", "lower case"), (answer, _) -> answer.isLowerCase()),
    /// The last words of the answer are a given sentence; case and punctuation do not matter.
    ENDS_WITH(
            "End the answer with this sentence: %s",
            List.of("That is my answer.", "Now you know.", "I hope this is clear.", "And that is all."),
            AnswerText::endsWith),
    /// The first word of the answer is a given one.
    STARTS_WITH(
            "Begin the answer with the word \"%s\".",
            List.of("First", "Well", "Often", "Today"), AnswerText::startsWith),
    /// A given word occurs.
    CONTAINS(
            "Use the word \"%s\" in the answer.",
            List.of("water", "morning", "friend", "simple", "window", "quiet", "paper", "road"),
            (answer, word) -> answer.words().contains(word)),
    /// A given word does not occur.
    AVOIDS(
            "Do not use the word \"%s\" anywhere in the answer.",
            List.of("and", "you", "can", "it", "is", "of"),
            (answer, word) -> !answer.words().contains(word)),
    /// No comma.
    NO_COMMA(
            "Do not use %s in the answer.",
            List.of("commas", "any comma", "a single comma"), (answer, _) -> !answer.hasComma()),
    /// Numbers in digits; the numbers of list items do not count.
    NUMBERS(
            "Mention at least %s in digits.",
            List.of("one number", "two numbers", "three numbers"),
            (answer, least) -> answer.numbers()
                    >= List.of("one number", "two numbers", "three numbers").indexOf(least) + 1),
    /// The first line is a title in double quotation marks, and more lines follow.
    TITLE(
            "Begin with a %s in double quotation marks on a line of its own.",
            List.of("title", "headline"), (answer, _) -> answer.hasQuotedTitle()),
    /// The answer is one JSON object with a given key.
    JSON(
            "Answer with one JSON object that has the key \"%s\", and write nothing else.",
            List.of("answer", "text", "reply"), AnswerText::isJsonObject),
    /// The answer stands between a pair of tags.
    TAGS("Put the whole answer between <%1$s> and </%1$s>.", List.of("answer", "text", "reply"), AnswerText::isTagged);

    private final String instruction;
    private final List<String> parameters;
    private final BiPredicate<AnswerText, String> rule;

    ConstraintFamily(String instruction, List<String> parameters, BiPredicate<AnswerText, String> rule) {
        this.instruction = instruction;
        this.parameters = List.copyOf(parameters);
        this.rule = rule;
    }

    /// {@return the name in results and tables, lower case}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// {@return the parameters, at least one}
    public List<String> parameters() {
        return parameters;
    }

    /// {@return whether the rule depends on the number of words alone, so that the length of an answer tells
    /// whether it meets the constraint}
    public boolean isOfLength() {
        return this == WORDS_AT_MOST || this == WORDS_AT_LEAST;
    }

    String instruction(String parameter) {
        return instruction.formatted(parameter);
    }

    boolean accepts(AnswerText answer, String parameter) {
        return rule.test(answer, parameter);
    }
}
