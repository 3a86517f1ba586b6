package sao.loop;

import java.util.Locale;
import sao.domain.Interval;
import sao.judging.Share;

/// Figures in words.
final class Words {
    private Words() {}

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    static String interval(Interval interval) {
        return String.format(Locale.ROOT, "%.1f to %.1f %%", 100 * interval.low(), 100 * interval.high());
    }

    static String share(Share share) {
        return "%s of %d probes of known order (95 %% interval %s)"
                .formatted(percent(share.value()), share.of(), interval(share.interval()));
    }
}
