package sao.verdict;

import java.util.List;
import sao.chat.ChatModel;
import sao.chat.Conversation;
import sao.chat.Role;
import sao.chat.Score;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.error.SaoException;
import sao.judging.Judge;
import sao.judging.LogOdds;
import sao.rubric.JudgeRubric;

/// Computes a verdict from log-probabilities of a model. The answer of the model is given up to the position of
/// the verdict, and both verdicts are scored as its continuation.
///
/// Both orders are scored, so a constant position bias cancels. The judge does not sample. A judgment is
/// unreadable only if a log-probability is not finite.
///
/// @param model model of the judge; must support scoring
/// @param rubric template of the judge prompt
public record LikelihoodJudge(ChatModel model, JudgeRubric rubric) implements Judge {
    public LikelihoodJudge {
        requireScores(model, "likelihood");
    }

    /// Checks that a model can be the model of a judge that scores given text.
    ///
    /// @param model model of the judge
    /// @param kind name of the judge in settings
    /// @throws SaoException if the model does not support scoring
    public static void requireScores(ChatModel model, String kind) {
        if (!model.capabilities().scores()) {
            throw new SaoException(
                    "The %s judge needs log-probabilities of given text, and the judge's model does not provide them."
                            .formatted(kind),
                    "Set judge.kind to written, or judge.model to a model that supports scoring.");
        }
    }

    @Override
    public String name() {
        return "likelihood/" + rubric.name();
    }

    @Override
    public Judgment compare(Prompt prompt, Response first, Response second) {
        if (LogOdds.sameText(first, second)) {
            return LogOdds.tieOfEqualTexts();
        }
        Reading given = read(rubric.question(prompt, first, second));
        Reading swapped = read(rubric.question(prompt, second, first));
        return LogOdds.judgment(given.logOdds(), swapped.logOdds(), (given.mass() + swapped.mass()) / 2);
    }

    private Reading read(JudgeRubric.Question question) {
        Conversation conversation = Conversation.ask(question.text()).then(Role.ASSISTANT, JudgeRubric.CUE);
        Score score = model.score(
                conversation,
                List.of(question.labels().firstWins(), question.labels().secondWins()));
        return new Reading(
                score.continuations().get(0).logProbabilities().sum(),
                score.continuations().get(1).logProbabilities().sum());
    }

    /// Log-probabilities of the two verdicts in one order, nats.
    private record Reading(double firstWins, double secondWins) {
        double logOdds() {
            return firstWins - secondWins;
        }

        double mass() {
            return Math.exp(firstWins) + Math.exp(secondWins);
        }
    }
}
