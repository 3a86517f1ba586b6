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

/// One column of a dataset: its name, its meaning, and the function that reads its value from a row. The types
/// are those that JSON, Parquet and Python's `datasets` have in common.
///
/// @param <T> type of a row
sealed interface Column<T> {
    /// {@return the column's name in the files}
    String name();

    /// {@return the description in the dataset card, one line}
    String meaning();

    /// A list of chat messages, `[{role, content}]`.
    record Messages<T>(String name, String meaning, Function<T, Conversation> value) implements Column<T> {}

    /// A string.
    record Text<T>(String name, String meaning, Function<T, String> value) implements Column<T> {}

    /// A 32-bit integer.
    record Whole<T>(String name, String meaning, ToIntFunction<T> value) implements Column<T> {}

    /// A 32-bit integer, or null.
    record MaybeWhole<T>(String name, String meaning, Function<T, OptionalInt> value) implements Column<T> {}

    /// A finite 64-bit floating-point number.
    record Real<T>(String name, String meaning, ToDoubleFunction<T> value) implements Column<T> {
        /// {@return the column's value in a row}
        ///
        /// @throws IllegalArgumentException if the value is not finite, since JSON cannot represent it
        double finite(T row) {
            double found = value.applyAsDouble(row);
            if (!Double.isFinite(found)) {
                throw new IllegalArgumentException("%s is %s".formatted(name, found));
            }
            return found;
        }
    }

    /// A finite 64-bit floating-point number, or null.
    record MaybeReal<T>(String name, String meaning, Function<T, OptionalDouble> value) implements Column<T> {}

    /// A boolean.
    record Truth<T>(String name, String meaning, Predicate<T> value) implements Column<T> {}

    /// A list of token ids, or null.
    record MaybeTokens<T>(String name, String meaning, Function<T, Optional<TokenIds>> value) implements Column<T> {}
}
