package sao.stage;

import java.util.Optional;
import sao.ledger.LedgerReader;
import sao.progress.Wording;
import sao.result.MeasuredShare;
import sao.result.RoundResult.LongerResponses;
import sao.settings.RunSettings;

/// The warning that pairs teach a length: the longer response is chosen more often, or less often, than chance
/// explains.
final class LengthWarning {
    private LengthWarning() {}

    /// {@return the warning on the pairs of a round; empty if the interval of the share contains one half}
    static Optional<String> of(RoundContext context) {
        try (LedgerReader reader = context.ledger().reader()) {
            return reader.round(context.round())
                    .results()
                    .first(LongerResponses.class)
                    .filter(longer ->
                            longer.chosen().n() > 0 && !longer.chosen().includesHalf())
                    .map(longer -> of(longer, context.settings()));
        }
    }

    /// {@return the warning with the shares and the setting that changes them}
    ///
    /// @param longer shares; the interval of the chosen responses does not contain one half
    static String of(LongerResponses longer, RunSettings settings) {
        boolean favoursLonger = longer.chosen().value() > 0.5;
        return "Warning: the %s response is chosen in %s; of all judged pairs the longer one won %s. Training on these pairs changes the length of responses. %s"
                .formatted(
                        favoursLonger ? "longer" : "shorter",
                        words(longer.chosen(), favoursLonger),
                        words(longer.judged(), true),
                        remedy(settings, favoursLonger));
    }

    private static String words(MeasuredShare share, boolean ofLonger) {
        MeasuredShare shown = ofLonger ? share : share.complement();
        return "%s of %d (95 %% interval %s)"
                .formatted(Wording.percent(shown.value()), shown.n(), Wording.interval(shown.interval()));
    }

    private static String remedy(RunSettings settings, boolean longer) {
        double rho = settings.pairs().lengthRho();
        if (!longer) {
            return rho > 0
                    ? "Lower pairs.length_rho, which is %s.".formatted(rho)
                    : "Choose another judge (judge.kind), or lower pairs.maximum_length_ratio, which is %s."
                            .formatted(settings.pairs().maximumLengthRatio());
        }
        return settings.responses().count() > 2
                ? "Raise pairs.length_rho, which is %s and must be below 0.5.".formatted(rho)
                : "Set responses.count above 2 and pairs.length_rho above 0, or lower pairs.maximum_length_ratio, which is %s."
                        .formatted(settings.pairs().maximumLengthRatio());
    }
}
