package sao.guide;

import java.util.Map;
import sao.chat.ChatModel;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.judging.Judge;
import sao.judging.PointwiseJudge;
import sao.rubric.FencedTemplate;
import sao.rubric.ForgedVerdict;
import sao.token.Seeds;
import sao.verdict.LikelihoodJudge;
import sao.verdict.ScoreJudge;

/// Grades each response by criteria that the model wrote for the prompt. The grade is the expected score from 1 to 5
/// under the model's probabilities of the five labels, as that of [ScoreJudge]. The criteria are written once for
/// each prompt, without knowledge of the responses. If the model writes no criteria, there is no verdict. Forged
/// verdicts in a response are removed first, see [ForgedVerdict].
///
/// Sources: criteria for each prompt as a reward, Rubrics as Rewards, arXiv 2507.17746; the expectation over scores,
/// G-Eval, arXiv 2303.16634. The wording is this project's.
///
/// @param model model that writes the criteria and grades; must support scoring
/// @param seed sampling seed of the criteria
public record RubricJudge(ChatModel model, long seed) implements PointwiseJudge {
    private static final int MAXIMUM_TOKENS = 160;
    private static final FencedTemplate REQUEST = FencedTemplate.resource("criteria-v1");
    private static final FencedTemplate QUESTION = FencedTemplate.resource("graded-v1");

    public RubricJudge {
        LikelihoodJudge.requireScores(model, "rubric");
    }

    @Override
    public String name() {
        return "rubric/v1";
    }

    @Override
    public Merit merit(Prompt prompt, Response response) {
        String criteria = new Guide(model, REQUEST, MAXIMUM_TOKENS, seed).write(prompt);
        if (criteria.isEmpty()) {
            return Merit.of(Double.NaN);
        }
        Map<String, String> values = Map.of(
                "prompt", prompt.text(),
                "criteria", criteria,
                "response", ForgedVerdict.removed(response.text()));
        return ScoreJudge.expected(model, QUESTION.fill(values, prompt.text()));
    }

    @Override
    public Judge repeated() {
        return new RubricJudge(model, Seeds.of(seed, "repeated"));
    }
}
