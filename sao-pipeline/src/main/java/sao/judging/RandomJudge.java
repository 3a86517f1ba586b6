package sao.judging;

import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.token.Seeds;

/// Tosses a coin for each pair: the control that shows what the other judges are worth.
///
/// @param seed of the coin; with the ids of prompt and responses it decides, so order and timing change
///     nothing
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
