package sao.judging;

import java.util.List;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;

/// Ranks several responses by the number of comparisons that each wins against the others, by the verdicts of a
/// pairwise judge. Two responses are compared as that judge compares them.
///
/// With [Ranking.Rule#COPELAND] the size of a verdict decides only among responses with equal scores, so that one
/// very confident verdict does not outweigh several others, as it does in the mean of log-odds.
///
/// Source: Copeland, A reasonable social welfare function, University of Michigan, 1951.
///
/// @param judge judge that compares two responses, in both orders
public record CopelandJudge(Judge judge) implements Judge {
    @Override
    public String name() {
        return "copeland/v1(%s)".formatted(judge.name());
    }

    @Override
    public Judgment compare(Prompt prompt, Response first, Response second) {
        return judge.compare(prompt, first, second);
    }

    @Override
    public Judgment compare(Prompt prompt, Response first, Response second, List<Response> others) {
        return judge.compare(prompt, first, second, others);
    }

    @Override
    public Ranking.Rule rankingRule() {
        return Ranking.Rule.COPELAND;
    }

    @Override
    public Judge repeated() {
        return new CopelandJudge(judge.repeated());
    }
}
