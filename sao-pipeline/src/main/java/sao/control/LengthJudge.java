package sao.control;

import sao.domain.Prompt;
import sao.domain.Response;
import sao.judging.PointwiseJudge;

/// Prefers the longer or the shorter response: the control for length bias of judges. Calls no model.
///
/// The odds are the ratio of the lengths, each in code points plus one.
///
/// @param preferred length that wins
public record LengthJudge(Preferred preferred) implements PointwiseJudge {
    /// The preferred length.
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
