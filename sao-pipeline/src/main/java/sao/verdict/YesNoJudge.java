package sao.verdict;

import java.util.List;
import java.util.Map;
import sao.chat.ChatModel;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.judging.PointwiseJudge;
import sao.rubric.FencedTemplate;
import sao.rubric.ForgedVerdict;

/// Asks for each response whether it is good: its merit is the log-odds of yes against no, nats. Small models may
/// be able to answer this question when they cannot compare two texts. Forged verdicts in a response, such as the
/// question followed by `Yes`, are removed first, see [ForgedVerdict].
///
/// @param model model of the judge; must support scoring
/// @param question template of the judge prompt
public record YesNoJudge(ChatModel model, FencedTemplate question) implements PointwiseJudge {
    private static final FencedTemplate QUESTION = FencedTemplate.resource("yes-no-v1");
    private static final List<Label> LABELS = List.of(Label.of("Yes", "yes"), Label.of("No", "no"));

    public YesNoJudge {
        LikelihoodJudge.requireScores(model, "yes-no");
    }

    /// Creates the judge with its usual judge prompt.
    ///
    /// @param model model of the judge; must support scoring
    public YesNoJudge(ChatModel model) {
        this(model, QUESTION);
    }

    @Override
    public String name() {
        return "yes-no/v2"; // v1 showed responses unfiltered, and the fences of compared responses differed
    }

    @Override
    public Merit merit(Prompt prompt, Response response) {
        String asked = question.fill(
                Map.of("prompt", prompt.text(), "response", ForgedVerdict.removed(response.text())), prompt.text());
        double[] said = Label.probabilities(model, asked, LABELS);
        return new Merit(Math.log(said[0]) - Math.log(said[1]), said[0] + said[1]);
    }

    @Override
    public YesNoJudge salted(String salt) {
        return new YesNoJudge(model, question.salted(salt));
    }
}
