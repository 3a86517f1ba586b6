package sao.dataset;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import sao.chat.Conversation;
import sao.token.TokenIds;

/// One column of a dataset: its name, what it means, and where a row keeps it. The types are those that
/// JSON, Parquet and Python's `datasets` have in common.
///
/// @param <T> what a row is
sealed interface Column<T> {
    /// {@return the name in the file}
    String name();

    /// {@return one line for the dataset card}
    String meaning();

    /// A list of chat messages, `[{role, content}]`.
    record Messages<T>(String name, String meaning, Function<T, Conversation> value) implements Column<T> {}

    /// A string.
    record Text<T>(String name, String meaning, Function<T, String> value) implements Column<T> {}

    /// A whole number of 32 bits.
    record Whole<T>(String name, String meaning, ToIntFunction<T> value) implements Column<T> {}

    /// A whole number of 32 bits, or null.
    record MaybeWhole<T>(String name, String meaning, Function<T, OptionalInt> value) implements Column<T> {}

    /// A finite number of 64 bits.
    record Real<T>(String name, String meaning, ToDoubleFunction<T> value) implements Column<T> {
        /// {@return the row's value}
        ///
        /// @throws IllegalArgumentException if it is not finite: neither JSON nor training has a use for it
        double finite(T row) {
            double found = value.applyAsDouble(row);
            if (!Double.isFinite(found)) {
                throw new IllegalArgumentException("%s is %s".formatted(name, found));
            }
            return found;
        }
    }

    /// A finite number of 64 bits, or null.
    record MaybeReal<T>(String name, String meaning, Function<T, OptionalDouble> value) implements Column<T> {}

    /// A boolean.
    record Truth<T>(String name, String meaning, Predicate<T> value) implements Column<T> {}

    /// A list of token ids, or null.
    record MaybeTokens<T>(String name, String meaning, Function<T, Optional<TokenIds>> value) implements Column<T> {}
}
