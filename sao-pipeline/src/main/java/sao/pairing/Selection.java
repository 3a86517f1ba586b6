package sao.pairing;

import java.util.Locale;
import sao.domain.PreferencePair;

/// The result of pair selection for a judged prompt.
public sealed interface Selection {
    /// The prompt gives a pair for training.
    ///
    /// @param pair preference pair
    record Selected(PreferencePair pair) implements Selection {}

    /// The prompt is excluded and counted.
    ///
    /// @param reason reason of the exclusion
    /// @param evidence values that show the reason
    record Excluded(Reason reason, String evidence) implements Selection {}

    /// The reason why a judged prompt gives no pair. The labels are stable; ledgers and reports use them.
    enum Reason {
        /// A response has no text.
        EMPTY_RESPONSE,
        /// Both responses have the same text.
        IDENTICAL_RESPONSES,
        /// A response was truncated at the maximum number of tokens.
        TRUNCATED_RESPONSE,
        /// No two usable responses both ended, and no two both were truncated.
        UNLIKE_TRUNCATION,
        /// A response is a refusal.
        REFUSAL,
        /// A response loops.
        LOOP,
        /// A response contains chat-template markers.
        TEMPLATE_LEAKAGE,
        /// The ratio of the lengths exceeds the maximum.
        LENGTH_RATIO,
        /// The judge's answer has no readable verdict.
        UNREADABLE_JUDGMENT,
        /// The judgment is a tie.
        TIED_JUDGMENT,
        /// In the direct comparison of the best and the worst of several responses the worst one wins.
        CONTRADICTING_RANKING,
        /// The absolute log-odds are below the minimum margin.
        SMALL_MARGIN;

        /// {@return the name in ledgers and reports, in lower case}
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
