package sao.judging;

import sao.domain.Prompt;
import sao.domain.Response;

/// Prefers by length alone: the control for a judge's taste for long answers.
///
/// Its odds are the ratio of the lengths in code points, each plus one, so the probability is one
/// response's share of both.
///
/// @param preferred which response wins
public record LengthJudge(Preferred preferred) implements PointwiseJudge {
    /// Which of two lengths wins.
    public enum Preferred {
        /// The longer response.
        LONGEST,
        /// The shorter response.
        SHORTEST
    }

    @Override
    public String name() {
        return switch (preferred) {
            case LONGEST -> "longest/v1";
            case SHORTEST -> "shortest/v1";
        };
    }

    @Override
    public Merit merit(Prompt prompt, Response response) {
        double length =
                Math.log1p(response.text().codePointCount(0, response.text().length()));
        return Merit.of(preferred == Preferred.LONGEST ? length : -length);
    }
}
