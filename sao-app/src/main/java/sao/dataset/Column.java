package sao.dataset;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import sao.domain.ChatMessage;
import sao.domain.PreferencePair;
import sao.domain.TokenIds;

/// One column of the dataset: its name, what it means, and where a pair keeps it. The types are those that
/// JSON, Parquet and Python's `datasets` have in common.
sealed interface Column {
    /// {@return the name in the file}
    String name();

    /// {@return one line for the dataset card}
    String meaning();

    /// A list of one chat message, `[{role, content}]`.
    record Message(String name, String meaning, Function<PreferencePair, ChatMessage> value) implements Column {}

    /// A string.
    record Text(String name, String meaning, Function<PreferencePair, String> value) implements Column {}

    /// A whole number of 32 bits.
    record Whole(String name, String meaning, ToIntFunction<PreferencePair> value) implements Column {}

    /// A finite number of 64 bits.
    record Real(String name, String meaning, ToDoubleFunction<PreferencePair> value) implements Column {
        /// {@return the pair's value}
        ///
        /// @throws IllegalArgumentException if it is not finite: neither JSON nor training has a use for it
        double finite(PreferencePair pair) {
            double found = value.applyAsDouble(pair);
            if (!Double.isFinite(found)) {
                throw new IllegalArgumentException("pair %s: %s is %s".formatted(pair.id(), name, found));
            }
            return found;
        }
    }

    /// A boolean.
    record Truth(String name, String meaning, Predicate<PreferencePair> value) implements Column {}

    /// A list of token ids.
    record Tokens(String name, String meaning, Function<PreferencePair, TokenIds> value) implements Column {}
}
