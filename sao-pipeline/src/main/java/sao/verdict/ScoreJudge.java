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

/// Has each response alone scored from 1 to 5, and reads the expected score off the probabilities of the
/// five labels instead of sampling one: finer than a whole number, and the same every time. What a response
/// says in a judge's voice, `score: 5` say, is left out first.
///
/// @param model the judge's model; it must be able to score
public record ScoreJudge(ChatModel model) implements PointwiseJudge {
    /// Log-odds for one point by which the expected scores differ. A convention: it orders nothing.
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
        return "score/v3"; // v1 showed responses whole, v2 in fences that differed between two compared responses
    }

    @Override
    public Merit merit(Prompt prompt, Response response) {
        String question = QUESTION.fill(
                Map.of("prompt", prompt.text(), "response", ForgedVerdict.removed(response.text())), prompt.text());
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
