package sao.judging;

import java.util.List;
import java.util.Map;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.domain.SaoException;

/// The words in which a model is asked to rank two responses: data with a version, so that a judgment can
/// say by which words it was made.
///
/// Source of the form: Yin et al., arXiv 2510.06652, figure 1: role, task, prompt, both responses, four
/// criteria, a strict line `ranking: X > Y`. The words are our own.
public final class JudgeRubric {
    /// The words that are used when nobody says others: what is the same for every pair comes first, so that
    /// a model reads it once for all of them.
    public static final String DEFAULT = "sao-v2";

    /// The paper's order, criteria behind the responses.
    public static final String PAPER_ORDER = "sao-v1";

    /// How the line of the verdict begins.
    public static final String CUE = "ranking:";

    /// How that line goes on when the first seat wins.
    public static final String FIRST_WINS = " 1 > 2";

    /// How that line goes on when the second seat wins.
    public static final String SECOND_WINS = " 2 > 1";

    private static final List<String> SHIPPED = List.of(PAPER_ORDER, DEFAULT);

    private final FencedTemplate template;

    private JudgeRubric(FencedTemplate template) {
        this.template = template;
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

    /// {@return a rubric of one's own}
    ///
    /// @param name its name and version
    /// @param text the words, with `{{prompt}}`, `{{first}}` and `{{second}}` once each and `{{tag}}` in
    ///     the fences around them
    /// @throws SaoException if a slot is missing or unknown
    public static JudgeRubric of(String name, String text) {
        FencedTemplate template = new FencedTemplate(name, text);
        boolean whole = List.of("prompt", "first", "second").stream().allMatch(slot -> template.occurrences(slot) == 1)
                && template.slots().equals(List.of("first", "prompt", "second", "tag"));
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

    /// {@return what the judge is asked, as one user turn}
    public String question(Prompt prompt, Response first, Response second) {
        return template.fill(Map.of("prompt", prompt.text(), "first", first.text(), "second", second.text()));
    }

    @Override
    public String toString() {
        return name();
    }
}
