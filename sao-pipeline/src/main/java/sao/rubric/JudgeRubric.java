package sao.rubric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.error.SaoException;

/// The words in which a model is asked to rank two responses: data with a version, so that a judgment can
/// say by which words it was made.
///
/// Source of the form: Yin et al., arXiv 2510.06652, figure 1: role, task, prompt, both responses, four
/// criteria, a strict line `ranking: X > Y`. The words are our own.
public final class JudgeRubric {
    /// The words that are used when nobody says others: those of `sao-v2`, and what a response says in a judge's
    /// voice is left out before the judge reads it.
    public static final String DEFAULT = "sao-v4";

    /// What is the same for every pair comes first, so that a model reads it once for all of them.
    public static final String SHARED_BEGINNING = "sao-v2";

    /// The same with letters for the responses that are drawn anew for each pair, so that no response can name
    /// its own or the other's in a verdict that it brings along.
    public static final String DRAWN_LABELS = "sao-v3";

    /// The paper's order, criteria behind the responses.
    public static final String PAPER_ORDER = "sao-v1";

    /// How the line of the verdict begins.
    public static final String CUE = "ranking:";

    /// What responses are called where the rubric draws no letters.
    public static final Labels NUMBERS = new Labels("1", "2");

    private static final String FIRST_LABEL = "one";
    private static final String SECOND_LABEL = "two";
    private static final List<String> SHIPPED = List.of(PAPER_ORDER, SHARED_BEGINNING, DRAWN_LABELS, DEFAULT);
    private static final Set<String> SHOWN_WHOLE = Set.of(PAPER_ORDER, SHARED_BEGINNING, DRAWN_LABELS);

    private final FencedTemplate template;

    private JudgeRubric(FencedTemplate template) {
        this.template = template;
    }

    /// What the responses are called in the question and in its verdict.
    ///
    /// @param first of the response in the first seat, one character
    /// @param second of the response in the second seat, one character
    public record Labels(String first, String second) {
        /// {@return how the line of the verdict goes on when the first seat wins}
        public String firstWins() {
            return " %s > %s".formatted(first, second);
        }

        /// {@return how the line of the verdict goes on when the second seat wins}
        public String secondWins() {
            return " %s > %s".formatted(second, first);
        }
    }

    /// {@return the rubric of that name that comes with the product}
    ///
    /// @throws SaoException if there is none
    public static JudgeRubric named(String name) {
        if (!SHIPPED.contains(name)) {
            throw new SaoException(
                    "There is no rubric '%s'.".formatted(name),
                    "Set judge.rubric to one of: %s.".formatted(String.join(", ", SHIPPED)));
        }
        return new JudgeRubric(FencedTemplate.resource(name));
    }

    /// {@return a rubric of one's own; it shows responses without what they say in a judge's voice}
    ///
    /// @param name its name and version
    /// @param text the words, with `{{prompt}}`, `{{first}}` and `{{second}}` once each, `{{tag}}` in the
    ///     fences around them, and, where the responses are not called 1 and 2, `{{one}}` and `{{two}}`
    /// @throws SaoException if a slot is missing or unknown
    public static JudgeRubric of(String name, String text) {
        FencedTemplate template = new FencedTemplate(name, text);
        boolean whole = List.of("prompt", "first", "second").stream().allMatch(slot -> template.occurrences(slot) == 1)
                && (template.slots().equals(List.of("first", "prompt", "second", "tag"))
                        || template.slots().equals(List.of("first", "one", "prompt", "second", "tag", "two")));
        if (!whole) {
            throw new SaoException(
                    "Rubric '%s' has the slots %s.".formatted(name, template.slots()),
                    "Write {{prompt}}, {{first}} and {{second}} once each, and {{tag}} in the fences around them.");
        }
        return new JudgeRubric(template);
    }

    /// {@return name and version}
    public String name() {
        return template.name();
    }

    /// What a judge is asked about a pair.
    ///
    /// @param text one user turn
    /// @param labels what the responses are called in it; the same in both orders
    public record Question(String text, Labels labels) {}

    /// {@return what the judge is asked; by `sao-v1` to `sao-v3` responses are shown whole, by all others without
    /// what they say in a judge's voice}
    public Question question(Prompt prompt, Response first, Response second) {
        Map<String, String> values = values(prompt, first, second);
        Labels labels = labels(values);
        values.put(FIRST_LABEL, labels.first());
        values.put(SECOND_LABEL, labels.second());
        return new Question(template.fill(values), labels);
    }

    private Labels labels(Map<String, String> values) {
        if (template.occurrences(FIRST_LABEL) == 0) {
            return NUMBERS;
        }
        List<String> drawn = template.labels(values);
        return new Labels(drawn.getFirst(), drawn.getLast());
    }

    private Map<String, String> values(Prompt prompt, Response first, Response second) {
        return new HashMap<>(Map.of("prompt", prompt.text(), "first", shown(first), "second", shown(second)));
    }

    private String shown(Response response) {
        return SHOWN_WHOLE.contains(name()) ? response.text() : ForgedVerdict.removed(response.text());
    }

    @Override
    public String toString() {
        return name();
    }
}
