package sao.judging;

import java.util.List;
import java.util.Optional;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.text.FinalAnswer;
import sao.text.TextSimilarity;

/// Prefers the response that the others agree with: what a model says again and again in other draws it
/// knows better than what it says once. It asks no model; it needs the prompt's other responses, two at
/// least besides those compared.
///
/// Where all responses end in a number or a choice, agreement is having that same final answer; otherwise
/// it is the similarity of the texts, the mean of the F1 of their single words and of their pairs of words.
/// The odds are the ratio of both responses' agreement with the others, half a vote added to each.
///
/// Source: minimum-Bayes-risk decoding, Kumar and Byrne, HLT-NAACL 2004; agreement on final answers as a
/// preference signal, Prasad et al., Self-Consistency Preference Optimization, arXiv 2411.04109.
public record ConsensusJudge() implements Judge {
    /// Fewest responses of one prompt among which agreement means something.
    public static final int LEAST_RESPONSES = 4;

    private static final double PRIOR = 0.5;

    @Override
    public String name() {
        return "consensus/v2"; // v1 compared texts by other words
    }

    @Override
    public Judgment compare(Prompt prompt, Response first, Response second) {
        return compare(prompt, first, second, List.of());
    }

    @Override
    public Judgment compare(Prompt prompt, Response first, Response second, List<Response> others) {
        if (LogOdds.sameText(first, second)) {
            return LogOdds.tieOfEqualTexts();
        }
        if (others.size() < LEAST_RESPONSES - 2) {
            return new Judgment.Unreadable(
                    "too_few_responses",
                    "%d responses besides these two, but agreement needs %d"
                            .formatted(others.size(), LEAST_RESPONSES - 2));
        }
        boolean byFinalAnswer = FinalAnswer.of(first.text()).isPresent()
                && FinalAnswer.of(second.text()).isPresent()
                && others.stream()
                        .allMatch(other -> FinalAnswer.of(other.text()).isPresent());
        return LogOdds.seatless(
                Math.log(agreement(first, others, byFinalAnswer)) - Math.log(agreement(second, others, byFinalAnswer)));
    }

    private static double agreement(Response one, List<Response> others, boolean byFinalAnswer) {
        Optional<String> said = FinalAnswer.of(one.text());
        double agreement = PRIOR;
        for (Response other : others) {
            if (byFinalAnswer) {
                agreement += said.equals(FinalAnswer.of(other.text())) ? 1 : 0;
            } else {
                agreement += TextSimilarity.of(one.text(), other.text());
            }
        }
        return agreement;
    }
}
