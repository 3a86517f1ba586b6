package sao.control;

import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.judging.Judge;
import sao.judging.LogOdds;
import sao.token.Seeds;

/// Prefers a response at random with probability 0.5: the baseline that other judges are compared with.
///
/// @param seed random seed; the verdict depends only on it and the ids of prompt and responses, not on order or
///     timing
public record RandomJudge(long seed) implements Judge {
    @Override
    public String name() {
        return "random/v1";
    }

    @Override
    public Judgment compare(Prompt prompt, Response first, Response second) {
        if (LogOdds.sameText(first, second)) {
            return LogOdds.tieOfEqualTexts();
        }
        boolean sorted = first.id().compareTo(second.id()) <= 0;
        String pair = sorted ? first.id() + ' ' + second.id() : second.id() + ' ' + first.id();
        boolean smallerIdWins = Seeds.of(seed, "coin %s %s".formatted(prompt.id(), pair)) < 0;
        return LogOdds.seatless(smallerIdWins == sorted ? LogOdds.OF_ONE_VERDICT : -LogOdds.OF_ONE_VERDICT);
    }
}
