package sao.rubric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.error.SaoException;

/// The template of the judge prompt that asks a model to rank two responses. A rubric has a version, so that a
/// judgment identifies its judge prompt.
///
/// Source of the structure: Yin et al., arXiv 2510.06652, figure 1: role, task, prompt, both responses, four
/// criteria, a strict line `ranking: X > Y`. The wording is not the paper's.
public final class JudgeRubric {
    /// The default rubric: the text of `sao-v2`, with forged verdicts removed from the responses.
    public static final String DEFAULT = "sao-v4";

    /// The rubric whose constant part comes first, so that the judge prompts of all pairs share a prefix in the KV
    /// cache.
    public static final String SHARED_BEGINNING = "sao-v2";

    /// As [#SHARED_BEGINNING], with letters as labels of the responses that are derived anew for each pair, so
    /// that a response cannot contain a verdict with its own label.
    public static final String DRAWN_LABELS = "sao-v3";

    /// The order of the paper: criteria after the responses.
    public static final String PAPER_ORDER = "sao-v1";

    /// The beginning of the verdict line.
    public static final String CUE = "ranking:";

    /// The labels of the responses in rubrics without derived letters.
    public static final Labels NUMBERS = new Labels("1", "2");

    private static final String FIRST_LABEL = "one";
    private static final String SECOND_LABEL = "two";
    private static final List<String> SHIPPED = List.of(PAPER_ORDER, SHARED_BEGINNING, DRAWN_LABELS, DEFAULT);
    private static final Set<String> SHOWN_WHOLE = Set.of(PAPER_ORDER, SHARED_BEGINNING, DRAWN_LABELS);

    private final FencedTemplate template;

    private JudgeRubric(FencedTemplate template) {
        this.template = template;
    }

    /// The labels of the two responses in the judge prompt and in the verdict.
    ///
    /// @param first label of the response in the first position, one character
    /// @param second label of the response in the second position, one character
    public record Labels(String first, String second) {
        /// {@return the verdict after [#CUE] if the response in the first position is better}
        public String firstWins() {
            return " %s > %s".formatted(first, second);
        }

        /// {@return the verdict after [#CUE] if the response in the second position is better}
        public String secondWins() {
            return " %s > %s".formatted(second, first);
        }
    }

    /// {@return the built-in rubric with this name}
    ///
    /// @throws SaoException if there is no built-in rubric with this name
    public static JudgeRubric named(String name) {
        if (!SHIPPED.contains(name)) {
            throw new SaoException(
                    "There is no built-in rubric '%s'.".formatted(name),
                    "Set judge.rubric to one of: %s.".formatted(String.join(", ", SHIPPED)));
        }
        return new JudgeRubric(FencedTemplate.resource(name));
    }

    /// {@return a user-defined rubric; it shows responses without forged verdicts}
    ///
    /// @param name name and version
    /// @param text template with `{{prompt}}`, `{{first}}` and `{{second}}` once each, `{{tag}}` in the fences
    ///     around them, and, unless the labels are 1 and 2, `{{one}}` and `{{two}}`
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

    /// {@return this rubric with other words in the fences and other drawn labels, see [FencedTemplate#salted]}
    public JudgeRubric salted(String salt) {
        return new JudgeRubric(template.salted(salt));
    }

    /// {@return name and version}
    public String name() {
        return template.name();
    }

    /// A judge prompt for a pair of responses.
    ///
    /// @param text user turn
    /// @param labels labels of the responses in the text; the same in both orders
    public record Question(String text, Labels labels) {}

    /// {@return the judge prompt; the rubrics `sao-v1` to `sao-v3` show responses unchanged, all others show them
    /// without forged verdicts}
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
