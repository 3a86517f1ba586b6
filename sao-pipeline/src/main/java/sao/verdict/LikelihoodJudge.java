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

/// Reads a verdict off a model's probabilities instead of its words: the answer is begun for it up to where
/// the verdict stands, and both verdicts are scored as its continuation.
///
/// Both orders are always asked, so a constant preference for a seat cancels. Nothing is sampled and
/// nothing can be unreadable but a log-probability that is no number.
///
/// @param model the judge's model; it must be able to score
/// @param rubric the words it is asked in
public record LikelihoodJudge(ChatModel model, JudgeRubric rubric) implements Judge {
    public LikelihoodJudge {
        requireScores(model, "likelihood");
    }

    static void requireScores(ChatModel model, String kind) {
        if (!model.capabilities().scores()) {
            throw new SaoException(
                    "The %s judge needs log-probabilities of given text, and the judge's model gives none."
                            .formatted(kind),
                    "Set judge.kind to written, or judge.model to one that can score.");
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

    /// Log-probabilities of the two verdicts in one order; nats.
    private record Reading(double firstWins, double secondWins) {
        double logOdds() {
            return firstWins - secondWins;
        }

        double mass() {
            return Math.exp(firstWins) + Math.exp(secondWins);
        }
    }
}
