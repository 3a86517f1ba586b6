package sao.verdict;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import sao.chat.ChatModel;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.judging.PointwiseJudge;
import sao.rubric.FencedTemplate;
import sao.rubric.ForgedVerdict;

/// Scores each response from 1 to 5. The score is the expectation over the model's probabilities of the five
/// labels, so it is not an integer and is deterministic. Forged verdicts in a response, such as `score: 5`, are
/// removed first, see [sao.rubric.ForgedVerdict].
///
/// @param model model of the judge; must support scoring
public record ScoreJudge(ChatModel model) implements PointwiseJudge {
    /// Log-odds, nats, for a difference of one point in the expected score. The value is a convention and does not
    /// change the order of pairs.
    public static final double LOG_ODDS_PER_POINT = 2;

    private static final FencedTemplate QUESTION = FencedTemplate.resource("score-v1");
    private static final List<Label> LABELS = IntStream.rangeClosed(1, 5)
            .mapToObj(points -> Label.of(Integer.toString(points)))
            .toList();

    public ScoreJudge {
        LikelihoodJudge.requireScores(model, "score");
    }

    @Override
    public String name() {
        return "score/v3"; // v1 showed responses unfiltered; in v2 the fences of compared responses differed
    }

    @Override
    public Merit merit(Prompt prompt, Response response) {
        String question = QUESTION.fill(
                Map.of("prompt", prompt.text(), "response", ForgedVerdict.removed(response.text())), prompt.text());
        return expected(model, question);
    }

    /// {@return the merit of a response by the expected score under the model's probabilities of the labels 1 to 5}
    ///
    /// @param model model that supports scoring
    /// @param question user turn that asks for a digit from 1 to 5
    /// @throws sao.error.SaoException if the model fails
    public static Merit expected(ChatModel model, String question) {
        double[] said = Label.probabilities(model, question, LABELS);
        double mass = 0;
        double points = 0;
        for (int i = 0; i < said.length; i++) {
            mass += said[i];
            points += (i + 1) * said[i];
        }
        return new Merit(LOG_ODDS_PER_POINT * points / mass, mass);
    }
}
