package sao.pairing;

import java.util.Locale;
import sao.domain.PreferencePair;

/// What becomes of a judged prompt.
public sealed interface Selection {
    /// It is a pair to train on.
    ///
    /// @param pair the pair
    record Selected(PreferencePair pair) implements Selection {}

    /// It is left out, and counted.
    ///
    /// @param reason why
    /// @param evidence the values that show it
    record Excluded(Reason reason, String evidence) implements Selection {}

    /// Why a judged prompt makes no pair. The labels are stable: ledgers and reports count by them.
    enum Reason {
        /// An answer has no text.
        EMPTY_RESPONSE,
        /// Both answers have the same text.
        IDENTICAL_RESPONSES,
        /// An answer was cut off by its limit.
        TRUNCATED_RESPONSE,
        /// An answer declines to answer.
        REFUSAL,
        /// An answer says the same over and over.
        LOOP,
        /// An answer contains marks of a chat template.
        TEMPLATE_LEAKAGE,
        /// One answer is too many times as long as the other.
        LENGTH_RATIO,
        /// The judge's words could not be read.
        UNREADABLE_JUDGMENT,
        /// The judge sees no difference.
        TIED_JUDGMENT,
        /// The best and the worst of several answers, compared with each other, stand the other way round.
        CONTRADICTING_RANKING,
        /// The judge sees too small a difference.
        SMALL_MARGIN;

        /// {@return the name in ledgers and reports, in lower case}
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
