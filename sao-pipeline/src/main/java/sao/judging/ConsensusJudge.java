package sao.judging;

import java.util.List;
import java.util.Optional;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.text.FinalAnswer;
import sao.text.TextSimilarity;

/// Prefers the response that agrees more with the other responses to the prompt. Calls no model. Requires at least
/// two responses besides the compared ones.
///
/// If all responses have a [FinalAnswer], the agreement of a response is the number of other responses with the
/// same final answer; otherwise it is the sum of its [TextSimilarity] to the other responses. The odds are the
/// ratio of the agreements of the two responses, with 0.5 added to each.
///
/// Source: minimum-Bayes-risk decoding, Kumar and Byrne, HLT-NAACL 2004; agreement on final answers as a
/// preference signal, Prasad et al., Self-Consistency Preference Optimization, arXiv 2411.04109.
public record ConsensusJudge() implements Judge {
    /// Minimum number of responses to a prompt, the compared ones included.
    public static final int LEAST_RESPONSES = 4;

    private static final double PRIOR = 0.5;

    @Override
    public String name() {
        return "consensus/v2"; // v1 split texts into words by another tokeniser
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
                    "the prompt has %d other responses, but agreement needs at least %d"
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
